import { sha256 } from "./octets.js";
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
export function leafHash(leaf) {
    return sha256(LEAF, leaf);
}
export async function rootOf(hashes) {
    let row = [...hashes];
    while (row.length > 1) {
        const above = [];
        for (let at = 0; at + 1 < row.length; at += 2) {
            above.push(sha256(NODE, row[at] ?? LEAF, row[at + 1] ?? LEAF));
        }
        const waiting = row.slice(above.length * 2);
        row = [...(await Promise.all(above)), ...waiting];
    }
    return row[0] ?? sha256();
}
export async function rootBy(hash, n, count, path) {
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
