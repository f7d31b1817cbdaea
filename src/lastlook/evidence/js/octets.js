const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
export function fromBase64(text) {
    if (!BASE64.test(text)) {
        return undefined;
    }
    const octets = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return toBase64(octets) === text ? octets : undefined;
}
export function toBase64(octets) {
    let letters = "";
    for (const octet of octets) {
        letters += String.fromCharCode(octet);
    }
    return btoa(letters);
}
export function toHex(octets) {
    return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
export function fromHex(text) {
    if (!/^(?:[0-9a-f]{2})*$/.test(text)) {
        return undefined;
    }
    const pairs = text.match(/../g) ?? [];
    return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}
export function utf8(text) {
    return new TextEncoder().encode(text);
}
export function fromUtf8(octets) {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
}
export function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}
export function same(a, b) {
    return a.length === b.length && a.every((octet, at) => octet === b[at]);
}
export function toNumber(octets) {
    return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
export async function sha256(...parts) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}
