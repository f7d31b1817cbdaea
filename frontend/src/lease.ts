/**
 * Clearances run out here by themselves, at the desk's time, heard from or not; so does
 * the word of those outside who saw the record.
 */

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
  for (const time of all<HTMLTimeElement>("time[data-since]")) {
    const old = now() - Number(time.dataset["since"]);
    time.textContent = age(old);
    const box = time.closest<HTMLElement>("[data-old]");
    if (box === null || box.dataset["lapsed"] !== undefined) continue;
    if (old <= Number(box.dataset["old"])) continue;
    box.dataset["lapsed"] = "yes";
    document.dispatchEvent(new Event("lapsed"));
  }
}

/** As the server says it (web/witnessed.py). */
function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h`;
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
