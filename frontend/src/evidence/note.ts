/** Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint). */

import { isSigned } from "./ed25519.js";
import { fromBase64, joined, same, sha256, toHex, utf8, type Octets } from "./octets.js";

export interface Key {
  name: string;
  id: Octets;
  public: Octets;
}

export interface Checkpoint {
  size: number;
  root: Octets;
}

const ED25519 = 1;
const SIGNATURE = /^\u2014 ([^ +]+) ([^ ]+)$/u;
const CHECKPOINT = /^([^\n]+)\n(0|[1-9][0-9]{0,14})\n([^\n]{44})\n(?:[^\n]+\n)*$/;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** The key that `name+id+key` says; throws, in words, where it says none. */
export async function readKey(vkey: string): Promise<Key> {
  const [name = "", id = "", ...rest] = vkey.trim().split("+");
  const octets = fromBase64(rest.join("+"));
  if (name === "" || octets?.[0] !== ED25519 || octets.length !== 33) {
    throw new Error("This is no key of a log: name+id+key, in one line.");
  }
  const known = (await sha256(utf8(name), utf8("\n"), octets)).slice(0, 4);
  if (toHex(known) !== id) {
    throw new Error("The key's id is not that of the key: is it whole?");
  }
  return { name, id: known, public: octets.slice(1) };
}

/** What the log signed; throws, in words, where this key did not sign it. */
export async function readCheckpoint(note: string, log: Key): Promise<Checkpoint> {
  const parted = note.lastIndexOf("\n\n");
  if (parted < 0 || !note.endsWith("\n") || CONTROL.test(note)) {
    throw new Error("The checkpoint is no signed note.");
  }
  const text = note.slice(0, parted + 1);
  let signed = false;
  for (const line of note.slice(parted + 2, -1).split("\n")) {
    const found = SIGNATURE.exec(line);
    const octets = fromBase64(found?.[2] ?? "?");
    if (found === null || octets === undefined || octets.length <= 4) {
      throw new Error("A line under the checkpoint is no signature.");
    }
    if (found[1] === log.name && same(octets.slice(0, 4), log.id)) {
      if (!(await isSigned(log.public, joined(utf8(text)), octets.slice(4)))) {
        throw new Error(`The signature by ${log.name} is wrong.`);
      }
      signed = true;
    }
  }
  if (!signed) {
    throw new Error(`The key you brought (${log.name}) has not signed the checkpoint.`);
  }
  const [, origin, size, encoded] = CHECKPOINT.exec(text) ?? [];
  const root = fromBase64(encoded ?? "?");
  if (origin !== log.name || root?.length !== 32) {
    throw new Error(`The checkpoint is not one of ${log.name}.`);
  }
  return { size: Number(size), root };
}
