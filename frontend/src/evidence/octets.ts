/** Bytes, their spellings, and SHA-256. */

export type Octets = Uint8Array<ArrayBuffer>;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of exact base64; undefined where it is not. */
export function fromBase64(text: string): Octets | undefined {
  if (!BASE64.test(text)) {
    return undefined;
  }
  const octets = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return toBase64(octets) === text ? octets : undefined;
}

export function toBase64(octets: Uint8Array): string {
  let letters = "";
  for (const octet of octets) {
    letters += String.fromCharCode(octet);
  }
  return btoa(letters);
}

export function toHex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text: string): Octets | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) {
    return undefined;
  }
  const pairs = text.match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

export function utf8(text: string): Octets {
  return new TextEncoder().encode(text);
}

/** The text of exact UTF-8; throws where it is none. */
export function fromUtf8(octets: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
}

export function joined(...parts: Uint8Array[]): Octets {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}

/** A whole number of 64 bits; exact below 2^53, and no entry is beyond. */
export function toNumber(octets: Uint8Array): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

export async function sha256(...parts: Uint8Array[]): Promise<Octets> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}
