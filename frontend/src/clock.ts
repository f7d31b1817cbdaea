/**
 * The desk's time on this phone.
 *
 * A message from the desk is always a little old when it arrives, so the largest
 * difference seen is the truest: with it a clearance never lasts longer here than
 * at the desk by more than one quick message's way.
 */

let ahead: number | undefined;

export function heard(deskNow: number): void {
  const difference = deskNow - Date.now();
  ahead = ahead === undefined ? difference : Math.max(ahead, difference);
}

/** Forget the difference: after a lost link the phone may have slept. */
export function unsure(): void {
  ahead = undefined;
}

/** The desk's time in ms UTC, as well as this phone knows it. */
export function now(): number {
  return Date.now() + (ahead ?? 0);
}
