/** A lost phone: one tap to say which, one tap to end it. */

import { one } from "./page.js";

export function readyToEndPhones(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#lost");
  if (dialog === null) return;
  const form = one<HTMLFormElement>("form[data-act]", dialog);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-ends]");
    if (button === null) return;
    const words = { act: "revoke-key", key: button.dataset["ends"], grounds: "phone-lost" };
    form.dataset["act"] = JSON.stringify(words);
    one("[data-part=which]", dialog).textContent = button.dataset["which"] ?? "this phone";
    dialog.showModal();
  });
  form.addEventListener("submit", () => dialog.close());
}
