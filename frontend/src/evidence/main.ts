/** The page of a bundle: tells what is in it, and checks it by the reader's key. */

import { check } from "./check.js";
import { showFaults, tell, tellMissing } from "./chronology.js";
import { checkedBy } from "./ed25519.js";
import { shown, type Shown } from "./shown.js";

type Verdict = "unchecked" | "checking" | "holds" | "broken";

function begin(): void {
  const bundle = shown();
  tell(bundle, found("chronology"));
  tellMissing(bundle, found("missing"));
  const form = found("check") as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void checked(bundle, (found("vkey") as HTMLInputElement).value);
  });
}

async function checked(bundle: Shown, vkey: string): Promise<void> {
  found("faults").replaceChildren();
  for (const marked of document.querySelectorAll(".broken")) {
    marked.classList.remove("broken");
  }
  if (vkey.trim() === "") {
    say("unchecked", "Not checked against a key you brought", "");
    return;
  }
  if (globalThis.crypto?.subtle === undefined) {
    say("unchecked", "Not checked", "This browser computes no SHA-256 here. Use verify.py.");
    return;
  }
  say("checking", "Checking\u2026", "");
  const { faults, followed } = await check(bundle, vkey, (count) => {
    say("checking", "Checking\u2026", `${count} entries`);
  });
  const how = `${bundle.entries.length} entries; signatures checked ${await checkedBy()}.`;
  if (bundle.entries.length === 0 && bundle.total > 0) {
    say("unchecked", "Not checked", "There are too many entries for a page. Use verify.py.");
  } else if (faults.length > 0) {
    const steps = [...new Set(faults.map((fault) => fault.step))].sort();
    say("broken", "DOES NOT HOLD", `Step ${steps.join(", ")}. ${how}`);
    showFaults(faults, found("faults"));
  } else {
    say("holds", "HOLDS", `Steps 1, 2, 4 and 5, by the key you brought.${followed} ${how}`);
  }
}

function say(verdict: Verdict, headline: string, under: string): void {
  const banner = found("verdict");
  banner.className = verdict;
  found("headline").textContent = headline;
  found("under").textContent = under;
}

function found(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page has no ${id}.`);
  }
  return element;
}

begin();
