/** Who is reading: shown by signing what the desk asks, answered with a cookie. */

import { heard } from "./clock.js";
import { utf8 } from "./encode.js";
import { sign, type Identity } from "./keys.js";

const SESSION_DOMAIN = "lastlook/session/v1\n";

/** A challenge from the desk, and with it the desk's time. */
export async function challenged(): Promise<string> {
  const asked = await fetch("/session", { method: "GET" });
  const { challenge, now } = (await asked.json()) as { challenge: string; now: number };
  heard(now);
  return challenge;
}

/** Whether the desk let this person read. */
export async function knock(who: Identity): Promise<boolean> {
  const challenge = await challenged();
  const signature = await sign(who, SESSION_DOMAIN, utf8(challenge));
  const answer = await fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: who.key, challenge, signature }),
  });
  return answer.ok;
}
