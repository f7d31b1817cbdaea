/**
 * Hiding a trainer round: the salt is made here, and only the digest of box and salt
 * goes into the act. Box and salt are written down on paper; no page keeps them.
 */

import { signed } from "./act.js";
import { ask, note } from "./answer.js";
import { hex, utf8 } from "./encode.js";
import { me } from "./forms.js";
import { one } from "./page.js";

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is taken for another
const GROUPS = 4;
const GROUP = 4;

export function readyToHide(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-hides-trainer]");
  if (form === null) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const box = one<HTMLInputElement>("input[name=hides]:checked", form).value;
    show(box, salt());
  });
}

function show(box: string, made: string): void {
  const dialog = one<HTMLDialogElement>("#salted");
  one("[data-part=box]", dialog).textContent = box;
  one("[data-part=salt]", dialog).textContent = made;
  one<HTMLButtonElement>("[data-part=written]", dialog).onclick = () => {
    dialog.close();
    hide(box, made).catch((error: unknown) => note(String(error), true));
  };
  dialog.showModal();
}

async function hide(box: string, made: string): Promise<void> {
  const bytes = await crypto.subtle.digest("SHA-256", utf8(`${box}/${made}`));
  const words = { act: "seed-trainer", digest: hex(new Uint8Array(bytes)) };
  await ask(await signed(await me(), words), "/trainers");
}

function salt(): string {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, letter).join(""),
  );
  return groups.join("-");
}

/** One letter, every one as likely: what would favour the first ones is drawn anew. */
function letter(): string {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
  const fair = 256 - (256 % LETTERS.length);
  return byte < fair ? (LETTERS[byte % LETTERS.length] ?? "") : letter();
}
