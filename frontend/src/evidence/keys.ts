/**
 * The keys of a log, one after another, as its entries name them.
 *
 * 1. A later key is taken only from the entry that names it: a note that both keys
 *    signed, of the very tree that stood before the entry.
 * 2. A key that was lost names none: who spoke for the next one is said, and that does
 *    not hold by the key that the reader brought.
 */

import type { Plain } from "./entry.js";
import { hasSigned, readCheckpoint, readKey, readNote, type Key, type Note } from "./note.js";
import { fromBase64, fromUtf8, same, toBase64, type Octets } from "./octets.js";

export interface Fault {
  step: number;
  what: string;
  entry?: number;
}

interface Link {
  key: Key;
  vkey: string;
  n: number;
  lostBy?: string;
}

const HAND_OVER =
  /^(?:[^\n]+\n){3}lastlook\/last-key ([^\n]+)\nlastlook\/next-key ([^\n]+)\n$/;

/** Whether an act names another key of the log. */
export function namesKey(act: Plain): boolean {
  return act["act"] === "change-desk-key" || act["act"] === "lose-desk-key";
}

export class Keys {
  readonly #brought: Key;
  readonly #links: Link[] = [];
  readonly #seconds = new Map<unknown, string>();

  constructor(brought: Key) {
    this.#brought = brought;
  }

  /** A second person said that the key before this one was lost. */
  confirm(act: Plain): void {
    this.#seconds.set(act["key"], String(act["by"]));
  }

  /** (1) Take the key that a granted act names; `root` is of the tree before it. */
  async take(n: number, act: Plain, root: Octets | undefined): Promise<void> {
    const note = noteIn(act["note"]);
    const [, lastText, nextText] = HAND_OVER.exec(note.text) ?? [];
    if (lastText === undefined || nextText === undefined) {
      throw new Error("What names a key here is no hand-over.");
    }
    const [last, next] = [await readKey(lastText), await readKey(nextText)];
    const tree = readCheckpoint(note, last.name);
    const lost = act["act"] === "lose-desk-key";
    const word = lost ? noteIn(act["last"]) : note;
    const ofOne = headOf(word) === headOf(note) && last.name === next.name;
    if (!ofOne || same(last.id, next.id) || toBase64(next.public) !== act["key"]) {
      throw new Error("The note that names a key contradicts itself.");
    }
    if (!(await hasSigned(next, note)) || !(await hasSigned(last, word))) {
      throw new Error("A key is named here, not signed for as it must be.");
    }
    if (tree.size !== n || root === undefined || !same(root, tree.root)) {
      throw new Error("The note that names a key is of another tree.");
    }
    if (this.#links.length === 0) {
      this.#links.push({ key: last, vkey: lastText, n: -1 });
    }
    if (!isSame(this.#links.at(-1)?.key, last)) {
      throw new Error("A key is named by one that was not in force.");
    }
    const link: Link = { key: next, vkey: nextText, n };
    this.#links.push(lost ? { ...link, lostBy: String(act["by"]) } : link);
  }

  /** What does not hold of the newest checkpoint by the key that the reader brought. */
  async faultsOf(note: Note): Promise<Fault[]> {
    const keys = this.#links.length > 0 ? this.#links.map((one) => one.key) : [this.#brought];
    const at = keys.findIndex((key) => isSame(key, this.#brought));
    const inForce = keys.at(-1);
    if (at < 0 || inForce === undefined) {
      return [{ step: 1, what: "The log was signed by other keys than the one you brought." }];
    }
    if (!(await hasSigned(inForce, note))) {
      const whose = this.#links.length > 0 ? "in force at its end" : "you brought";
      const what = `The key ${whose} (${inForce.name}) has not signed the checkpoint.`;
      return [{ step: 1, what }];
    }
    const lost = this.#links.slice(at + 1).filter((one) => one.lostBy !== undefined);
    // (2) on the word of people
    return lost.map((one) => ({ step: 1, what: this.#told(one), entry: one.n }));
  }

  /** From which entry on which key follows from the one that the reader brought. */
  get followed(): string {
    const at = this.#links.findIndex((one) => isSame(one.key, this.#brought));
    const after = at < 0 ? [] : this.#links.slice(at + 1);
    return after.map((one) => ` From entry ${one.n} on its key is ${one.vkey}.`).join("");
  }

  #told(link: Link): string {
    const second = this.#seconds.get(toBase64(link.key.public)) ?? "nobody";
    const who = `declared lost by ${String(link.lostBy)}, and ${second} confirmed it`;
    return `The key before it was ${who}; until here your key leads, then ${link.vkey}.`;
  }
}

function noteIn(text: unknown): Note {
  const octets = fromBase64(String(text));
  if (octets === undefined) {
    throw new Error("What names a key here is no note.");
  }
  return readNote(fromUtf8(octets));
}

/** Origin, size and root, as a note says them. */
function headOf(note: Note): string {
  return note.text.split("\n").slice(0, 3).join("\n");
}

function isSame(a: Key | undefined, b: Key): boolean {
  return a !== undefined && a.name === b.name && same(a.public, b.public);
}
