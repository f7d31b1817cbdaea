/** What an entry says, in the words the desk's own log uses. */

import type { Entry, Plain } from "./entry.js";
import type { Shown, Words } from "./shown.js";

export interface Told {
  sentence: string;
  refused: boolean;
  /** What followed, or why it was refused, each with what to do about it. */
  notes: { text: string; under: string }[];
}

const VERB = /\[(.*?)\|(.*?)\]/g; // [what was done|what was asked]
const FACT = /\{(\w+)\}/g;

/** The names a reader sees: those that are opened, those that are only said. */
export function namesOf(bundle: Shown): Map<string, string> {
  const names = new Map<string, string>();
  for (const person of bundle.openings.erased) {
    names.set(person, `${person} (erased)`);
  }
  for (const [person, name] of Object.entries(bundle.openings.unproved)) {
    names.set(person, `${name} (name not proved)`);
  }
  for (const { person, name } of bundle.openings.people) {
    names.set(person, name);
  }
  return names;
}

/** What an entry says; a rule that stands in `known` is named and not told again. */
export function told(
  entry: Entry,
  words: Words,
  names: Map<string, string>,
  known: Set<string>,
): Told {
  const { act, decision } = entry;
  const refused = decision["answer"] !== "granted";
  const template = words.acts[String(act["act"])] ?? "{by} said something unknown here";
  const verb = template.replace(VERB, (_, done: string, asked: string) =>
    refused ? `asked to ${asked}` : done,
  );
  const facts = { ...act, ...(act["act"] === "inspect" ? { chambers: chambersOf(act) } : {}) };
  const via = act["via"] ? `, on ${nameOf(act["via"], names)}'s phone` : "";
  return {
    sentence: `${filled(verb, facts, words, names)}${via}.`,
    refused,
    notes: refused ? reasonsOf(decision, words, names, known) : eventsOf(decision, words, names),
  };
}

export function clock(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}

export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function reasonsOf(
  decision: Plain,
  words: Words,
  names: Map<string, string>,
  known: Set<string>,
): Told["notes"] {
  const reasons = ["impossible", "reasons"].flatMap((of) => (decision[of] ?? []) as Plain[]);
  return reasons.map((reason) => {
    const rule = words.reasons[String(reason["code"])];
    const says = rule?.says ?? String(reason["code"]);
    const again = known.has(rule?.number ?? "");
    const full = [rule?.remedy, rule?.source].filter(Boolean).join(" ");
    const under = again ? `${rule?.number}, as above.` : full;
    if (rule?.number) {
      known.add(rule.number);
    }
    return { text: `REFUSED: ${filled(says, reason, words, names)}`, under };
  });
}

function eventsOf(decision: Plain, words: Words, names: Map<string, string>): Told["notes"] {
  const notes: Told["notes"] = [];
  for (const event of (decision["events"] ?? []) as Plain[]) {
    const says = words.events[String(event["event"])];
    if (says !== undefined) {
      notes.push({ text: `${filled(says, event, words, names)}.`, under: "" });
    }
  }
  for (const remark of (decision["remarks"] ?? []) as Plain[]) {
    const says = words.reasons[String(remark["code"])]?.says ?? String(remark["code"]);
    notes.push({ text: `Remarked: ${filled(says, remark, words, names)}`, under: "" });
  }
  return notes;
}

function filled(says: string, facts: Plain, words: Words, names: Map<string, string>): string {
  return says.replace(FACT, (_, field: string) => fact(field, facts[field], words, names));
}

function fact(field: string, value: unknown, words: Words, names: Map<string, string>): string {
  if (Array.isArray(value)) {
    const parts = words.people.includes(field) ? value.map((one) => nameOf(one, names)) : value;
    return inRuns(parts.map(String));
  }
  if (value === undefined || value === null) {
    return "nobody";
  }
  if (words.times.includes(field) && typeof value === "number") {
    return `${day(value)} ${clock(value)}`;
  }
  if (words.people.includes(field)) {
    return nameOf(value, names);
  }
  return String(value);
}

function nameOf(person: unknown, names: Map<string, string>): string {
  return names.get(String(person)) ?? String(person);
}

function chambersOf(act: Plain): unknown {
  const seen = act["chambers"];
  return Array.isArray(seen) && seen.length > 0 ? seen : (act["body"] ?? "unseen");
}

/** `empty, empty, empty` as `empty ×3`. */
function inRuns(parts: string[]): string {
  const runs: [string, number][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.[0] === part) {
      last[1] += 1;
    } else {
      runs.push([part, 1]);
    }
  }
  return runs.map(([part, times]) => (times > 1 ? `${part} \u00d7${times}` : part)).join(", ");
}
