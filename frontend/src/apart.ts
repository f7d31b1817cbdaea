/**
 * Says at once that this phone's clock disagrees with the desk's.
 *
 * Times on the pages and in what is signed are the desk's, so everything can still be
 * done, stopping first of all; but what this phone shows elsewhere is wrong.
 */

import { ahead } from "./clock.js";

const MINUTE_MS = 60_000;

export function watchClock(): void {
  const place = document.querySelector<HTMLElement>("#apart");
  if (place === null) return;
  const most = Number(place.dataset["apartMs"]);
  document.addEventListener("heard", () => tell(place, most));
}

function tell(place: HTMLElement, most: number): void {
  const off = ahead();
  place.hidden = Math.abs(off) <= most;
  if (place.hidden) return;
  const which = off > 0 ? "ahead of" : "behind";
  const said = `This phone's clock is ${length(Math.abs(off))} ${which} the desk's.`;
  const text = `${said} Set it right. Times here are the desk's.`;
  if (place.textContent !== text) place.textContent = text;
}

function length(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
}
