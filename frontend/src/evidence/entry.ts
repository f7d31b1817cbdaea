/** One entry: its nine fields, and what its key signed. */

import { fromUtf8, joined, same, toHex, toNumber, utf8, type Octets } from "./octets.js";
import { leafHash, rootBy } from "./tree.js";

export type Plain = Record<string, unknown>;

export interface Entry {
  n: number;
  at: number;
  filed: string;
  key: string;
  act: Plain;
  actOctets: Octets;
  signature: Octets;
  decision: Plain;
}

const TAG = utf8("lastlook/entry/v1\n");
const FIELDS = 9;
const TOGETHER_MAX = 50;

/** The entry in a leaf; throws where it is none. */
export function readEntry(leaf: Octets): Entry {
  const parts: Octets[] = [];
  let at = TAG.length;
  while (at < leaf.length) {
    const start = at + 2;
    at = start + toNumber(leaf.slice(at, start));
    parts.push(leaf.slice(start, at));
  }
  const [n, time, filed, key, act, signature, decision] = parts;
  const whole = at === leaf.length && parts.length === FIELDS;
  if (!whole || !same(leaf.slice(0, TAG.length), TAG)) {
    throw new Error("It is no entry.");
  }
  if (n?.length !== 8 || time?.length !== 8) {
    throw new Error("Its number or its time is none.");
  }
  if (!filed || !key || !act || !signature || !decision) {
    throw new Error("A part of it is missing.");
  }
  return {
    n: toNumber(n),
    at: toNumber(time),
    filed: toHex(filed),
    key: fromUtf8(key),
    act: JSON.parse(fromUtf8(act)) as Plain,
    actOctets: act,
    signature,
    decision: JSON.parse(fromUtf8(decision)) as Plain,
  };
}

/** What the entry's key signed, and the signature; alone or together with others. */
export async function signedBy(entry: Entry): Promise<[Octets, Octets] | undefined> {
  const { actOctets, signature } = entry;
  if (signature.length === 64) {
    return [joined(utf8("lastlook/act/v1\n"), actOctets), signature];
  }
  const [place, count] = [signature[64], signature[65]];
  if (place === undefined || count === undefined || count > TOGETHER_MAX) {
    return undefined;
  }
  const path: Octets[] = [];
  for (let at = 66; at < signature.length; at += 32) {
    path.push(signature.slice(at, at + 32));
  }
  const root = await rootBy(await leafHash(actOctets), place, count, path);
  const signed = root && joined(utf8("lastlook/acts/v1\n"), Uint8Array.of(count), root);
  return signed && [signed, signature.slice(0, 64)];
}
