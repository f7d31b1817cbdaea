/**
 * One act: said once, signed once, sent until it is answered.
 *
 * The bytes are made a single time. Where an answer is lost the very same bytes go
 * out again, and the desk answers the same act once.
 */

import { ahead, now } from "./clock.js";
import { utf8, type Bytes } from "./encode.js";
import { uuid7 } from "./ids.js";
import { sign, type Identity } from "./keys.js";

export type Value = string | number | boolean | null | Value[];
export type Words = Record<string, Value>;

export interface Signed {
  bytes: Bytes;
  key: string;
  signature: string;
  pin?: string;
}

/** One pack that asks for a rule, and how far its source was read. */
export interface AskedBy {
  pack: string;
  number: string;
  severity: string;
  status: string;
  source: string;
}

export interface Saying {
  code: string;
  sentence: string;
  remedy: string;
  number: string;
  source: string;
  severity: string;
  asked: AskedBy[];
  rule: string;
  next: { label: string; href: string } | null;
}

export interface Failure {
  code: string;
  what: string;
  where: string;
  remedy: string;
}

export type Outcome =
  | { kind: "granted"; n: number; remarks: Saying[] }
  | { kind: "refused"; n: number; reasons: Saying[]; margin: string }
  | { kind: "unanswered"; failure: Failure }
  | { kind: "no-answer" };

const ACT_DOMAIN = "lastlook/act/v1\n";
const APART_MS = 1000; // less is no disagreement
const WAITS_MS = [300, 700, 1500];
const ANSWER_MS = 4000;

/** Signs an act in a person's name. `words` says what; the opening is added here. */
export async function signed(who: Identity, words: Words, pin?: string): Promise<Signed> {
  const at = now();
  const opening = { id: uuid7(at), production: who.production, by: who.person, at };
  // Whoever reads the record later sees that this phone's own clock said otherwise.
  const own = Math.abs(ahead()) >= APART_MS ? { phone_at: at + ahead() } : {};
  const bytes = utf8(ascii(JSON.stringify({ ...opening, ...own, ...words })));
  const signature = await sign(who, ACT_DOMAIN, bytes);
  const act: Signed = { bytes, key: who.key, signature };
  return pin === undefined ? act : { ...act, pin };
}

/** Sends the same bytes until the desk answers, or says that it did not. */
export async function send(act: Signed): Promise<Outcome> {
  for (const wait of [0, ...WAITS_MS]) {
    await paused(wait);
    const answer = await posted(act);
    if (answer !== undefined && answer.status !== 503) return read(answer);
  }
  return { kind: "no-answer" };
}

async function posted(act: Signed): Promise<Response | undefined> {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    "Lastlook-Key": act.key,
    "Lastlook-Signature": act.signature,
  };
  if (act.pin !== undefined) headers["Lastlook-Pin"] = act.pin;
  try {
    return await fetch("/acts", {
      method: "POST",
      headers,
      body: act.bytes,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch {
    return undefined;
  }
}

async function read(answer: Response): Promise<Outcome> {
  const body = (await answer.json()) as {
    receipt: { n: number };
    remarks: Saying[];
    reasons: Saying[];
    margin: string;
  } & Failure;
  if (answer.ok) return { kind: "granted", n: body.receipt.n, remarks: body.remarks };
  if (body.code === "refused") {
    return { kind: "refused", n: body.receipt.n, reasons: body.reasons, margin: body.margin };
  }
  return { kind: "unanswered", failure: body };
}

/** Acts are ASCII; whatever else a person typed is escaped. */
function ascii(json: string): string {
  return json.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function paused(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((done) => setTimeout(done, ms));
}
