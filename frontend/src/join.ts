/**
 * Joining: the link's token stays behind the `#`, so no server log ever holds it.
 * The browser makes a key and signs its first act with it.
 */

import { send, signed } from "./act.js";
import { element, one, production } from "./page.js";
import { keep, makeIdentity, whyNoKeys } from "./keys.js";
import { challenged, knock } from "./session.js";

export function readyToJoin(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-join]");
  if (form === null) return;
  const [person = "", token = ""] = decodeURIComponent(location.hash.slice(1)).split("~");
  const why = token === "" ? "This is no whole join link. Ask for a new one." : whyNoKeys();
  if (why !== undefined) {
    tell(form, why);
    return;
  }
  one("[data-part=person]", form).textContent = person;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    join(person, token).catch((error: unknown) => {
      tell(form, error instanceof Error ? error.message : String(error));
    });
  });
}

async function join(person: string, token: string): Promise<void> {
  const who = await makeIdentity(production, person);
  await challenged(); // so that a phone whose clock is wrong can join all the same
  const outcome = await send(await signed(who, { act: "add-key", key: who.key, token }));
  if (outcome.kind === "granted") {
    await keep(who);
    history.replaceState(null, "", "/join");
    if (!(await knock(who))) throw new Error("The desk knows the phone but not the key.");
    location.assign("/");
    return;
  }
  if (outcome.kind === "refused") {
    throw new Error(outcome.reasons.map((r) => `${r.sentence} ${r.remedy}`).join(" "));
  }
  if (outcome.kind === "unanswered") {
    throw new Error(`${outcome.failure.what} ${outcome.failure.remedy}`);
  }
  throw new Error("The desk did not answer. Try again.");
}

function tell(form: HTMLFormElement, why: string): void {
  const place = one<HTMLElement>("[data-part=why]");
  place.replaceChildren(element("strong", "Cannot join yet."), element("p", why));
  place.hidden = false;
  form.hidden = true;
}
