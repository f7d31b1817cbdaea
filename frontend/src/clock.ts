/**
 * The desk's time on this phone.
 *
 * A message from the desk is always a little old when it arrives, so the largest
 * difference seen is the truest: with it a clearance never lasts longer here than
 * at the desk by more than one quick message's way. A difference that shrinks by more
 * than a message can be late is another: somebody set this phone's clock.
 */

const LATE_MS = 5000; // a later message comes over a link that was lost meanwhile

let behind: number | undefined;

export function heard(deskNow: number): void {
  const difference = deskNow - Date.now();
  const set = behind !== undefined && difference < behind - LATE_MS;
  behind = behind === undefined || set ? difference : Math.max(behind, difference);
  document.dispatchEvent(new Event("heard"));
}

/** Forget the difference: after a lost link the phone may have slept. */
export function unsure(): void {
  behind = undefined;
}

/** The desk's time in ms UTC, as well as this phone knows it. */
export function now(): number {
  return Date.now() + (behind ?? 0);
}

/** How far this phone's own clock is ahead of the desk's, in ms. */
export function ahead(): number {
  return -(behind ?? 0);
}
