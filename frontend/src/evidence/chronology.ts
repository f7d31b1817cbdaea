/** The chronology and what is missing, as lists that can be read and printed. */

import { readEntry } from "./entry.js";
import { fromBase64 } from "./octets.js";
import { clock, day, namesOf, told } from "./sentences.js";
import type { Fault } from "./keys.js";
import type { Gap, Shown } from "./shown.js";

const APART_MS = 1000; // two clocks that differ by less do not disagree

/** Fill the list of entries, each day under its date. */
export function tell(bundle: Shown, into: HTMLElement): void {
  const names = namesOf(bundle);
  const after = new Map<number, number>();
  for (const gap of bundle.manifest.gaps) {
    if (gap.kind === "refused-then-done" && gap.entry !== undefined && gap.followed_by) {
      after.set(gap.entry, gap.followed_by);
    }
  }
  const known = new Set<string>();
  let today = "";
  for (const held of bundle.entries) {
    try {
      const entry = readEntry(fromBase64(held.leaf) ?? new Uint8Array());
      if (day(entry.at) !== today) {
        today = day(entry.at);
        into.append(element("h3", today));
      }
      const said = told(entry, bundle.words, names, known);
      const row = element("article", "", said.refused ? "entry refused" : "entry");
      row.id = `entry-${held.n}`;
      row.append(element("p", `${held.n} \u00b7 ${clock(entry.at)}`, "when"));
      row.append(element("p", said.sentence, "what"));
      const happened = Number(entry.act["at"]);
      if (Math.abs(happened - entry.at) > APART_MS) {
        const by = `The phone says ${day(happened)} ${clock(happened)}.`;
        row.append(element("p", by, "note"));
      }
      for (const note of said.notes) {
        row.append(element("p", note.text, "note"));
        if (note.under) {
          row.append(element("p", note.under, "under"));
        }
      }
      const then = after.get(held.n);
      if (then !== undefined) {
        row.append(link(`Refused here, and done or told afterwards in entry ${then}.`, then));
      }
      into.append(row);
    } catch {
      into.append(element("article", `${held.n}: it cannot be read.`, "entry refused"));
    }
  }
}

/** Fill the list of what is missing, kind by kind. */
export function tellMissing(bundle: Shown, into: HTMLElement): void {
  const { gaps, more } = bundle.manifest;
  const names = namesOf(bundle);
  for (const [kind, heading] of Object.entries(bundle.words.gaps)) {
    const some = gaps.filter((gap) => gap.kind === kind);
    if (some.length === 0) {
      continue;
    }
    into.append(element("h3", heading));
    const list = element("ul", "");
    for (const gap of some) {
      const row = element("li", `${gapInWords(gap, names)} `);
      for (const n of [gap.entry, gap.followed_by]) {
        if (n !== undefined) {
          row.append(link(`entry ${n}`, n), " ");
        }
      }
      list.append(row);
    }
    if (more[kind]) {
      list.append(element("li", `and ${more[kind]} more`));
    }
    into.append(list);
  }
}

/** Show each fault, and mark the entries that have one. */
export function showFaults(faults: readonly Fault[], into: HTMLElement): void {
  for (const fault of faults.slice(0, 100)) {
    const where = fault.entry === undefined ? "" : `entry ${fault.entry}: `;
    into.append(element("li", `Step ${fault.step}: ${where}${fault.what}`));
    document.getElementById(`entry-${fault.entry}`)?.classList.add("broken");
  }
  if (faults.length > 100) {
    into.append(element("li", `and ${faults.length - 100} more`));
  }
}

function gapInWords(gap: Gap, names: Map<string, string>): string {
  const thing = gap.thing.length > 40 ? `${gap.thing.slice(0, 16)}\u2026` : gap.thing;
  const parts = [`${gap.what.replaceAll("-", " ")}: ${thing}`];
  if (gap.rounds !== undefined) {
    parts.push(`${gap.rounds} rounds`);
  }
  if (gap.person !== undefined) {
    parts.push(names.get(gap.person) ?? gap.person);
  }
  if (gap.by_ms !== undefined) {
    parts.push(`${Math.round(gap.by_ms / 1000)} s`);
  }
  return parts.join(", ");
}

function link(text: string, n: number): HTMLElement {
  const anchor = document.createElement("a");
  anchor.textContent = text;
  anchor.href = `#entry-${n}`;
  return anchor;
}

function element(tag: string, text: string, name = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) {
    made.className = name;
  }
  return made;
}
