/** The Merkle tree of RFC 9162, 2.1: roots, and the way from one leaf to a root. */

import { sha256, type Octets } from "./octets.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(leaf: Octets): Promise<Octets> {
  return sha256(LEAF, leaf);
}

/** The root over these hashes: pairs, and pairs of pairs; an odd last one waits. */
export async function rootOf(hashes: readonly Octets[]): Promise<Octets> {
  let row = [...hashes];
  while (row.length > 1) {
    const above: Promise<Octets>[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) {
      above.push(sha256(NODE, row[at] ?? LEAF, row[at + 1] ?? LEAF));
    }
    const waiting = row.slice(above.length * 2);
    row = [...(await Promise.all(above)), ...waiting];
  }
  return row[0] ?? sha256();
}

/** The root of `count` leaves by the path from leaf `n`; undefined where it is none. */
export async function rootBy(
  hash: Octets,
  n: number,
  count: number,
  path: readonly Octets[],
): Promise<Octets | undefined> {
  const beside = path.at(-1);
  if (count <= 1 || beside === undefined || beside.length !== 32) {
    return n === 0 && count === 1 && path.length === 0 ? hash : undefined;
  }
  let split = 1;
  while (split * 2 < count) {
    split *= 2;
  }
  const rest = path.slice(0, -1);
  if (n < split) {
    const below = await rootBy(hash, n, split, rest);
    return below && sha256(NODE, below, beside);
  }
  const below = await rootBy(hash, n - split, count - split, rest);
  return below && sha256(NODE, beside, below);
}

/** The root of the first `n` leaves, by the path from leaf `n`: the trees left of it. */
export async function rootBefore(
  n: number,
  count: number,
  path: readonly Octets[],
): Promise<Octets> {
  const left: Octets[] = [];
  for (const beside of [...path].reverse()) {
    let split = 1;
    while (split * 2 < count) {
      split *= 2;
    }
    if (n < split) {
      count = split;
    } else {
      [n, count] = [n - split, count - split];
      left.push(beside);
    }
  }
  let root = left.pop() ?? (await sha256());
  for (const beside of left.reverse()) {
    root = await sha256(NODE, beside, root);
  }
  return root;
}
