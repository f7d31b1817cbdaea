/** Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint). */

import { isSigned } from "./ed25519.js";
import { fromBase64, joined, same, sha256, toHex, utf8, type Octets } from "./octets.js";

export interface Key {
  name: string;
  id: Octets;
  public: Octets;
}

export interface Note {
  text: string;
  signatures: { name: string; id: Octets; signature: Octets }[];
}

export interface Checkpoint {
  size: number;
  root: Octets;
}

const ED25519 = 1;
const NOTE_BYTES_MAX = 1_000_000;
const SIGNATURES_MAX = 64;
const NAME = /^[^\p{White_Space}+]+$/u;
const SIGNATURE = /^\u2014 ([^ ]+) ([^ ]+)$/u;
const CHECKPOINT = /^([^\n]+)\n(0|[1-9][0-9]{0,14})\n([^\n]{44})\n(?:[^\n]+\n)*$/;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** The key that `name+id+key` says; throws, in words, where it says none. */
export async function readKey(vkey: string): Promise<Key> {
  const [name = "", id = "", ...rest] = vkey.trim().split("+");
  const octets = fromBase64(rest.join("+"));
  if (!NAME.test(name) || octets?.[0] !== ED25519 || octets.length !== 33) {
    throw new Error("This is no key of a log: name+id+key, in one line.");
  }
  const known = (await sha256(utf8(name), utf8("\n"), octets)).slice(0, 4);
  if (toHex(known) !== id) {
    throw new Error("The key's id is not that of the key: is it whole?");
  }
  return { name, id: known, public: octets.slice(1) };
}

/** The text of a note and who is said to have signed it; throws where it is none. */
export function readNote(note: string): Note {
  const parted = note.lastIndexOf("\n\n");
  if (parted < 0 || !note.endsWith("\n") || CONTROL.test(note)) {
    throw new Error("It is no signed note.");
  }
  const lines = note.slice(parted + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX || utf8(note).length > NOTE_BYTES_MAX) {
    throw new Error("It is longer than a signed note may be.");
  }
  const signatures = lines.map((line) => {
    const [, name = "", encoded = "?"] = SIGNATURE.exec(line) ?? [];
    const octets = fromBase64(encoded);
    if (!NAME.test(name) || octets === undefined || octets.length <= 4) {
      throw new Error("A line under it is no signature.");
    }
    return { name, id: octets.slice(0, 4), signature: octets.slice(4) };
  });
  return { text: note.slice(0, parted + 1), signatures };
}

/** Whether this key signed a note; throws where a signature in its name is wrong. */
export async function hasSigned(key: Key, note: Note): Promise<boolean> {
  let signed = false;
  for (const one of note.signatures) {
    if (one.name === key.name && same(one.id, key.id)) {
      if (!(await isSigned(key.public, joined(utf8(note.text)), one.signature))) {
        throw new Error(`The signature by ${key.name} is wrong.`);
      }
      signed = true;
    }
  }
  return signed;
}

/** The checkpoint in a note, whoever signed it; throws where it is not of this log. */
export function readCheckpoint(note: Note, log: string): Checkpoint {
  const [, origin, size, encoded] = CHECKPOINT.exec(note.text) ?? [];
  const root = fromBase64(encoded ?? "?");
  if (origin !== log || root?.length !== 32) {
    throw new Error(`The checkpoint is not one of ${log}.`);
  }
  return { size: Number(size), root };
}
