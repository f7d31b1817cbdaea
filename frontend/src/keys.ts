/**
 * This phone's keys: made here, kept here, never leaving.
 *
 * One key for each person who joined on this browser. The private half cannot be
 * read out, not by this script either; it can only be asked to sign.
 */

import { base64, joined, utf8, type Bytes } from "./encode.js";

export interface Identity {
  production: string;
  person: string;
  key: string;
  pair: CryptoKeyPair;
}

const ROOM = "lastlook";
const SHELF = "keys";

/** What keeps this browser from signing, in words; undefined where nothing does. */
export function whyNoKeys(): string | undefined {
  if (!globalThis.isSecureContext) {
    return (
      "This address is not secure, and a browser signs only on a secure one. " +
      "Open the https:// address that `lastlook serve --lan` prints, " +
      "or use the computer the desk runs on."
    );
  }
  if (globalThis.indexedDB === undefined) {
    return "This browser keeps nothing. Leave private browsing and open the link again.";
  }
  return undefined;
}

export async function makeIdentity(production: string, person: string): Promise<Identity> {
  const pair = (await crypto.subtle.generateKey("Ed25519", false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { production, person, key: base64(raw), pair };
}

/** Signs `domain`, then the bytes: a signature for one purpose is good for no other. */
export async function sign(who: Identity, domain: string, bytes: Bytes): Promise<string> {
  const signature = await crypto.subtle.sign(
    "Ed25519",
    who.pair.privateKey,
    joined(utf8(domain), bytes),
  );
  return base64(new Uint8Array(signature));
}

export async function keep(who: Identity): Promise<void> {
  const shelf = await open("readwrite");
  await settled(shelf.put(who));
}

export async function identities(production: string): Promise<Identity[]> {
  const shelf = await open("readonly");
  const all = await settled<Identity[]>(shelf.getAll());
  return all.filter((who) => who.production === production);
}

export async function identity(
  production: string,
  person: string,
): Promise<Identity | undefined> {
  const shelf = await open("readonly");
  return settled<Identity | undefined>(shelf.get([production, person]));
}

async function open(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const asked = indexedDB.open(ROOM, 1);
  asked.onupgradeneeded = () =>
    asked.result.createObjectStore(SHELF, { keyPath: ["production", "person"] });
  const room = await settled(asked);
  return room.transaction(SHELF, mode).objectStore(SHELF);
}

function settled<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("The browser kept nothing."));
  });
}
