/** Clearances run out here by themselves, at the desk's time, heard from or not. */

import { now } from "./clock.js";
import { all } from "./page.js";

const TICK_MS = 250;
const SOON_MS = 60_000;

export function watchLeases(): void {
  setInterval(tick, TICK_MS);
  tick();
}

/** Writes what is left of every clearance on the page; ends those that are over. */
export function tick(): void {
  for (const time of all<HTMLTimeElement>("time[data-until]")) {
    const left = Number(time.dataset["until"]) - now();
    time.textContent = left > 0 ? minutes(left) : "0:00";
    const status = time.closest<HTMLElement>(".status");
    if (status === null) continue;
    if (left <= 0 && status.dataset["lapsed"] === undefined) {
      status.dataset["lapsed"] = "yes";
      document.dispatchEvent(new Event("lapsed"));
    }
    status.classList.toggle("soon", left > 0 && left < SOON_MS);
  }
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
