/**
 * Photographs and papers: the file stays on the phone, its digest goes into the act.
 *
 * Each photograph taken is added to those before; a paper takes the place of the last.
 */

import { hex } from "./encode.js";
import { note } from "./answer.js";
import { one } from "./page.js";

const SHOWN = 8; // so much of a digest is enough to tell two photographs apart

export function readyForFiles(): void {
  document.addEventListener("change", (event) => {
    const chosen = event.target as HTMLInputElement;
    if (!("digests" in chosen.dataset)) return;
    take(chosen).catch((error: unknown) => note(String(error), true));
  });
}

async function take(chosen: HTMLInputElement): Promise<void> {
  const question = chosen.closest("fieldset") ?? document.body;
  const kept = one<HTMLInputElement>("input[type=hidden]", question);
  const before = chosen.multiple && kept.value !== "" ? kept.value.split(",") : [];
  const taken = await Promise.all([...(chosen.files ?? [])].map(digest));
  const all = [...new Set([...before, ...taken])];
  kept.value = all.join(",");
  one("[data-part=taken]", question).textContent =
    all.length === 0
      ? "None yet."
      : `${all.length} on this phone: ${all.map((one) => one.slice(0, SHOWN)).join(", ")}`;
  // The same file can be chosen again, and the next one is added.
  chosen.value = "";
}

async function digest(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
