/**
 * Checks the bundle in the page: steps 1, 2, 4 and 5 of `lastlook verify`.
 *
 * 1. the checkpoint is signed by the key the reader brought, or by the last of those
 *    that follow from it in the entries
 * 2. the entries are those of the tree that is signed
 * 4. every act is signed by the key its entry names, enrolled before
 * 5. numbers, times and ids
 * 9. of this only: a name that is opened is the one that was committed to
 *
 * Whatever cannot be read counts as not holding.
 */

import { readEntry, signedBy, type Entry, type Plain } from "./entry.js";
import { isSigned } from "./ed25519.js";
import { Keys, namesKey, type Fault } from "./keys.js";
import { readCheckpoint, readKey, readNote, type Checkpoint, type Note } from "./note.js";
import { fromBase64, fromHex, same, sha256, toHex, utf8, type Octets } from "./octets.js";
import { leafHash, rootBefore, rootBy, rootOf } from "./tree.js";
import type { Named, Shown } from "./shown.js";

export interface Found {
  faults: Fault[];
  followed: string;
}

const NONE = new Uint8Array();
const ENROLS = ["opened", "enrolled", "key-added"];
const TOLD_EVERY = 200;

/** Everything that does not hold; `progress` hears how many entries were checked. */
export async function check(
  bundle: Shown,
  vkey: string,
  progress: (count: number) => void,
): Promise<Found> {
  const faults: Fault[] = [];
  let [note, keys]: [Note | undefined, Keys | undefined] = [undefined, undefined];
  let signed: Checkpoint | undefined;
  try {
    const brought = await readKey(vkey);
    keys = new Keys(brought);
    note = readNote(bundle.checkpoint);
    signed = readCheckpoint(note, brought.name);
    faults.push(...(await treeFaults(bundle, signed)));
  } catch (error) {
    faults.push({ step: 1, what: inWords(error) });
  }
  const record = new Heard(faults, keys, new Before(bundle, signed));
  for (const [at, held] of bundle.entries.entries()) {
    await record.hear(held.n, fromBase64(held.leaf) ?? NONE);
    if (at % TOLD_EVERY === 0) {
      progress(at);
    }
  }
  for (const named of bundle.openings.people) {
    await record.open(named);
  }
  if (note !== undefined && keys !== undefined && signed !== undefined) {
    try {
      faults.push(...(await keys.faultsOf(note)));
    } catch (error) {
      faults.push({ step: 1, what: inWords(error) });
    }
  }
  return { faults, followed: keys?.followed ?? "" };
}

/** The root of the tree before an entry that is here. */
class Before {
  readonly #bundle: Shown;
  readonly #signed: Checkpoint | undefined;

  constructor(bundle: Shown, signed: Checkpoint | undefined) {
    this.#bundle = bundle;
    this.#signed = signed;
  }

  async root(n: number): Promise<Octets | undefined> {
    const entries = this.#bundle.entries;
    if (this.#bundle.manifest.entries === undefined) {
      const leaves = entries.slice(0, n).map((held) => fromBase64(held.leaf) ?? NONE);
      return rootOf(await Promise.all(leaves.map(leafHash)));
    }
    const held = entries.find((one) => one.n === n);
    const path = held?.path.map((line) => fromBase64(line) ?? NONE);
    return path && this.#signed && rootBefore(n, this.#signed.size, path);
  }
}

/** (2) The entries are those that were signed. */
async function treeFaults(bundle: Shown, signed: Checkpoint): Promise<Fault[]> {
  const leaves = bundle.entries.map((held) => fromBase64(held.leaf) ?? NONE);
  const hashes = await Promise.all(leaves.map(leafHash));
  const numbers = bundle.manifest.entries;
  if (numbers === undefined) {
    if (hashes.length !== signed.size) {
      const what = `${signed.size} entries are signed, here are ${hashes.length}.`;
      return [{ step: 2, what }];
    }
    const fits = same(await rootOf(hashes), signed.root);
    return fits ? [] : [{ step: 2, what: "The entries are not those that were signed." }];
  }
  const faults: Fault[] = [];
  if (numbers.join() !== bundle.entries.map((held) => held.n).join()) {
    faults.push({ step: 2, what: "The page has other entries than the excerpt says." });
  }
  for (const [at, held] of bundle.entries.entries()) {
    const path = held.path.map((line) => fromBase64(line) ?? NONE);
    const root = await rootBy(hashes[at] ?? NONE, held.n, signed.size, path);
    if (root === undefined || !same(root, signed.root)) {
      faults.push({ step: 2, what: "It is not in the tree that was signed.", entry: held.n });
    }
  }
  return faults;
}

/** The entries one after another: what was found, and what is remembered. */
class Heard {
  readonly #faults: Fault[];
  readonly #logKeys: Keys | undefined;
  readonly #before: Before;
  readonly #keys = new Set<unknown>();
  readonly #ids = new Set<string>();
  readonly #names = new Set<string>();
  #n = -1;
  #at = 0;

  constructor(faults: Fault[], logKeys: Keys | undefined, before: Before) {
    this.#faults = faults;
    this.#logKeys = logKeys;
    this.#before = before;
  }

  /** (4), (5) Check entry `n`, and remember what follows from it. */
  async hear(n: number, leaf: Octets): Promise<void> {
    let entry: Entry;
    try {
      entry = readEntry(leaf);
      this.#numbered(n, entry);
      await this.#signed(n, entry);
    } catch (error) {
      this.#fault(5, `It cannot be read: ${inWords(error)}`, n);
      return;
    }
    const events = (entry.decision["events"] ?? []) as Record<string, unknown>[];
    for (const event of events) {
      if (ENROLS.includes(String(event["event"]))) {
        this.#keys.add(event["key"]);
        this.#names.add(`${String(event["person"])} ${String(entry.act["details"])}`);
      }
    }
    if (entry.decision["answer"] === "granted") {
      await this.#named(n, entry.act);
    }
  }

  /** (1) Where an act names another key of the log, take that. */
  async #named(n: number, act: Plain): Promise<void> {
    try {
      if (namesKey(act)) {
        await this.#logKeys?.take(n, act, await this.#before.root(n));
      } else if (act["act"] === "confirm-desk-key") {
        this.#logKeys?.confirm(act);
      }
    } catch (error) {
      this.#fault(1, inWords(error), n);
    }
  }

  /** (9) A name that is opened is the one that was committed to. */
  async open(named: Named): Promise<void> {
    const salt = fromBase64(named.salt) ?? NONE;
    const name = await sha256(salt, utf8(named.name));
    const digest = toHex(await sha256(name, fromHex(named.rest) ?? NONE));
    if (!this.#names.has(`${named.person} ${digest}`)) {
      this.#fault(9, `${named.person} was not enrolled as ${named.name}.`);
    }
  }

  #numbered(n: number, entry: Entry): void {
    const own = String(entry.act["id"]).replaceAll("-", "");
    if (entry.n !== n) {
      this.#fault(5, `It says that it is entry ${entry.n}.`, n);
    }
    if (n <= this.#n || entry.at < this.#at) {
      this.#fault(5, "It is before the one before it.", n);
    }
    if (this.#ids.has(entry.filed)) {
      this.#fault(5, "Its act stands there twice.", n);
    }
    if (entry.filed !== own) {
      this.#fault(5, "It is filed under another id than its act's.", n);
    }
    this.#n = n;
    this.#at = Math.max(this.#at, entry.at);
    this.#ids.add(entry.filed);
  }

  async #signed(n: number, entry: Entry): Promise<void> {
    const brings = ["open", "add-key"].includes(String(entry.act["act"]));
    const brought = brings && entry.act["key"] === entry.key;
    if (!this.#keys.has(entry.key) && !brought) {
      this.#fault(4, "Nobody had enrolled the key that signed it.", n);
    }
    const signed = await signedBy(entry);
    const key = fromBase64(entry.key);
    if (!signed || !key || !(await isSigned(key, ...signed))) {
      this.#fault(4, "The signature does not fit the act.", n);
    }
  }

  #fault(step: number, what: string, entry?: number): void {
    this.#faults.push(entry === undefined ? { step, what } : { step, what, entry });
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
