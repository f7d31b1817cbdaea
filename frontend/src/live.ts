/**
 * The link to the desk.
 *
 * No answer is never a yes: until the first message, and again after five silent
 * seconds, the page shows NO LINK, NOT CLEARED and hides every clearance. Entries
 * are counted by their number, so nothing is missed while the link was down.
 */

import { heard, unsure } from "./clock.js";
import { tick } from "./lease.js";
import { all } from "./page.js";

const SILENT_MS = 5000;
const CHECK_MS = 500;
const AGAIN_MS = 1000;
const WITNESSED = "witnessed"; // what others outside have seen, where the page says it
const HOPELESS_MS = 8000; // a link silent for so long is let go and made anew

interface Beat {
  now: number;
  size: number;
  seen: number;
  counted: number;
}

let lastHeard = 0;
let lastEntry = Number(document.body.dataset["n"] ?? "0");
let shownEntry = lastEntry;
let refreshing = false;
let source: EventSource | undefined;
let connectedAt = 0;

export function followDesk(): void {
  connect();
  setInterval(watch, CHECK_MS);
  document.addEventListener("visibilitychange", watch);
  globalThis.addEventListener("pageshow", watch);
  document.addEventListener("lapsed", () => void refresh());
}

function connect(): void {
  source?.close();
  const opened = new EventSource(`/live?after=${lastEntry - 1}`);
  source = opened;
  connectedAt = performance.now();
  opened.addEventListener("beat", (message) => {
    listened(JSON.parse(message.data as string) as Beat);
  });
  opened.addEventListener("entry", (message) => {
    listened(JSON.parse(message.data as string) as Beat);
  });
  opened.onerror = () => {
    // The browser tries again by itself unless the desk said no: then we do.
    if (opened.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (opened === source) connect();
    }, AGAIN_MS);
  };
}

function listened(beat: Beat): void {
  heard(beat.now);
  lastHeard = performance.now();
  lastEntry = Math.max(lastEntry, beat.size);
  if (shownEntry < lastEntry || isOther(beat)) {
    void refresh();
  } else {
    show("up");
  }
}

/** Whether witnesses or margins have something else to say than the page shows. */
function isOther(beat: Beat): boolean {
  const seen = document.getElementById(WITNESSED)?.dataset["change"];
  const counted = document.querySelector<HTMLElement>("[data-counted]")?.dataset["counted"];
  return (
    (seen !== undefined && Number(seen) !== beat.seen) ||
    (counted !== undefined && Number(counted) !== beat.counted)
  );
}

function watch(): void {
  if (performance.now() - lastHeard <= SILENT_MS) return;
  if (document.documentElement.dataset["link"] === "up") unsure();
  show("lost");
  // A phone that changed networks would wait for minutes on a dead connection.
  if (performance.now() - Math.max(connectedAt, lastHeard) > HOPELESS_MS) connect();
}

function show(link: "up" | "lost"): void {
  document.documentElement.dataset["link"] = link;
}

/** Draws the living parts of the page anew, as the desk sees them now. */
async function refresh(): Promise<void> {
  if (refreshing) return;
  refreshing = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.status === 401) location.reload();
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    put(fresh);
    shownEntry = Number(fresh.body.dataset["n"] ?? "0");
    show("up");
  } catch {
    return; // The link is gone again; the next message tries anew.
  } finally {
    refreshing = false;
  }
  if (shownEntry < lastEntry) void refresh();
}

function put(fresh: Document): void {
  for (const part of all<HTMLElement>("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next === null || next.isEqualNode(part)) continue;
    const open = all<HTMLDetailsElement>("details[open]", part).map((found) => found.id);
    part.replaceWith(document.adoptNode(next));
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }
  tick();
}
