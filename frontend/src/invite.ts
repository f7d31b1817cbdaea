/** Inviting a phone: the token is made here, and only its digest goes into the act. */

import { now } from "./clock.js";
import { base64url, hex, utf8 } from "./encode.js";
import { signed } from "./act.js";
import { ask } from "./answer.js";
import { me } from "./forms.js";
import { one } from "./page.js";

const TOKEN_BYTES = 24;
const GOOD_FOR_MS = 15 * 60_000;

export function readyToInvite(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const button = target.closest<HTMLButtonElement>("button[data-invite]");
    if (button !== null) void invite(button.dataset["invite"] ?? "");
  });
}

async function invite(person: string): Promise<void> {
  const token = base64url(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
  const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(token))));
  const words = { act: "invite", person, digest, until: now() + GOOD_FOR_MS };
  if (!(await ask(await signed(await me(), words), undefined))) return;
  const link = `${location.origin}/join#${encodeURIComponent(person)}~${token}`;
  // The body of a POST stands in no log; the picture is drawn and forgotten.
  const answer = await fetch("/qr", { method: "POST", body: link });
  const dialog = one<HTMLDialogElement>("#invitation");
  one<HTMLImageElement>("img", dialog).src = URL.createObjectURL(await answer.blob());
  one<HTMLElement>("[data-part=link]", dialog).textContent = link;
  one<HTMLElement>("[data-part=person]", dialog).textContent = person;
  dialog.showModal();
}
