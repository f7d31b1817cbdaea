/** STOP: one tap to ask, one tap to say it. */

import { one } from "./page.js";

export function readyToStop(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#stop");
  if (dialog === null) return;
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-opens=stop]") !== null) dialog.showModal();
    if (target.closest("[data-closes]") !== null) {
      target.closest<HTMLDialogElement>("dialog")?.close();
    }
  });
  one<HTMLFormElement>("form[data-act]", dialog).addEventListener("submit", () => {
    dialog.close();
  });
}
