/**
 * Ed25519, by the browser where it can and else by RFC 8032's arithmetic.
 *
 * As strict as the desk: no second spelling of a point, no S beyond the order, no key
 * and no commitment of small order, which would fit any message.
 */

import { joined, same, type Octets } from "./octets.js";

type Point = readonly [bigint, bigint, bigint, bigint]; // X, Y, Z, T

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_1 = power(2n, (P - 1n) / 4n);
const NEUTRAL: Point = [0n, 1n, 1n, 0n];
const BASE = point(toOctets((4n * power(5n, P - 2n)) % P)) ?? NEUTRAL;

let browserCan: boolean | undefined;

/** How signatures are checked here, in words. */
export async function checkedBy(): Promise<string> {
  return (await canBrowser())
    ? "by this browser's own Ed25519"
    : "by this page's arithmetic (RFC 8032), since this browser has no Ed25519";
}

/** Whether this key signed this message. */
export async function isSigned(
  key: Octets,
  message: Octets,
  signature: Octets,
): Promise<boolean> {
  if (key.length !== 32 || signature.length !== 64) {
    return false;
  }
  const at = point(key);
  const commitment = point(signature.slice(0, 32));
  const s = toBigInt(signature.slice(32));
  if (at === undefined || commitment === undefined || s >= ORDER) {
    return false;
  }
  if (isSmall(at) || isSmall(commitment)) {
    return false;
  }
  if (await canBrowser()) {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", known, signature, message);
  }
  return isSignedHere(key, message, signature);
}

/** The same, by arithmetic alone (RFC 8032, 5.1.7). */
export async function isSignedHere(
  key: Octets,
  message: Octets,
  signature: Octets,
): Promise<boolean> {
  const commitment = signature.slice(0, 32);
  const hashed = await crypto.subtle.digest("SHA-512", joined(commitment, key, message));
  const k = toBigInt(new Uint8Array(hashed)) % ORDER;
  const at = point(key);
  if (at === undefined) {
    return false;
  }
  const minus: Point = [mod(-at[0]), at[1], 1n, mod(-at[3])];
  const both = add(BASE, minus);
  const s = toBigInt(signature.slice(32));
  let total = NEUTRAL;
  for (let bit = 252n; bit >= 0n; bit -= 1n) {
    total = add(total, total);
    const inS = (s >> bit) & 1n;
    const inK = (k >> bit) & 1n;
    if (inS && inK) {
      total = add(total, both);
    } else if (inS) {
      total = add(total, BASE);
    } else if (inK) {
      total = add(total, minus);
    }
  }
  const inverse = power(total[2], P - 2n);
  const x = mod(total[0] * inverse);
  const y = mod(total[1] * inverse);
  return same(toOctets(y | ((x & 1n) << 255n)), commitment);
}

async function canBrowser(): Promise<boolean> {
  if (browserCan === undefined) {
    try {
      await crypto.subtle.importKey("raw", toOctets(BASE[1]), "Ed25519", false, ["verify"]);
      browserCan = true;
    } catch {
      browserCan = false;
    }
  }
  return browserCan;
}

function add(a: Point, b: Point): Point {
  const m = (a[1] - a[0]) * (b[1] - b[0]);
  const n = (a[1] + a[0]) * (b[1] + b[0]);
  const c = 2n * a[3] * b[3] * D;
  const d = 2n * a[2] * b[2];
  const [e, f, g, h] = [mod(n - m), mod(d - c), mod(d + c), mod(n + m)];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

/** The point of an encoding (5.1.3); undefined where it is not a point's only one. */
function point(octets: Octets): Point | undefined {
  const whole = toBigInt(octets);
  const y = whole & (2n ** 255n - 1n);
  const sign = whole >> 255n;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  const v3 = mod(v * v * v);
  let x = mod(u * v3 * power(mod(u * v3 * v3 * v), (P - 5n) / 8n));
  if (mod(v * x * x) !== u) {
    x = mod(x * ROOT_OF_MINUS_1);
  }
  if (y >= P || mod(v * x * x) !== u || (x === 0n && sign === 1n)) {
    return undefined;
  }
  x = (x & 1n) === sign ? x : P - x;
  return [x, y, 1n, mod(x * y)];
}

function isSmall(a: Point): boolean {
  const twice = add(a, a);
  const four = add(twice, twice);
  return add(four, four)[0] === 0n;
}

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) {
      result = mod(result * square);
    }
    square = mod(square * square);
  }
  return result;
}

function toBigInt(octets: Uint8Array): bigint {
  return octets.reduceRight((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

function toOctets(value: bigint): Octets {
  return Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 255n));
}
