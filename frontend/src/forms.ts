/**
 * Forms that are acts. The server wrote what is known into `data-act`; the fields
 * add the rest. A field's `data-kind` says what its text means.
 */

import { signed, type Value, type Words } from "./act.js";
import { ask, note } from "./answer.js";
import { now } from "./clock.js";
import { identity, type Identity } from "./keys.js";
import { all, person, production } from "./page.js";

type Field = HTMLInputElement | HTMLSelectElement;
const MINUTE_MS = 60_000;

export function listenToForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset["act"] === undefined) return;
    event.preventDefault();
    void submit(form, event.submitter as HTMLButtonElement | null);
  });
}

/** Signs what a form says and asks the desk. */
export async function submit(
  form: HTMLFormElement,
  button: HTMLButtonElement | null = null,
): Promise<void> {
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  try {
    const words = said(form, button);
    const act = await signed(await me(), words, pinOf(form));
    await ask(act, form.dataset["then"]);
  } catch (error) {
    note(error instanceof Error ? error.message : String(error), true);
  } finally {
    form.ariaBusy = "false";
  }
}

/** The key with which the reader signs on this phone. */
export async function me(): Promise<Identity> {
  const who = await identity(production, person);
  if (who === undefined) throw new Error("This phone has no key. Open your join link.");
  return who;
}

function said(form: HTMLFormElement, button: HTMLButtonElement | null): Words {
  const words = JSON.parse(form.dataset["act"] ?? "{}") as Words;
  for (const field of all<Field>("[name]", form)) {
    if (field.name === "pin" || field instanceof HTMLButtonElement) continue;
    add(words, field);
  }
  if (button?.name) words[button.name] = value(button.value, button.dataset["kind"]);
  return words;
}

function add(words: Words, field: Field): void {
  const kind = field.dataset["kind"];
  const ticked = field instanceof HTMLInputElement && /radio|checkbox/.test(field.type);
  if (kind?.endsWith("-list")) {
    words[field.name] = parts(field.value).map((part) => value(part, kind));
  } else if (kind === "list" || kind === "numbers") {
    const list = (words[field.name] ??= []) as Value[];
    if (!ticked || (field as HTMLInputElement).checked) {
      list.push(kind === "numbers" ? Number(field.value) : field.value);
    }
  } else if (ticked && !(field as HTMLInputElement).checked) {
    return;
  } else if (field.value !== "") {
    words[field.name] = value(field.value, kind);
  }
}

function value(text: string, kind: string | undefined): Value {
  if (kind?.startsWith("number")) return Number(text);
  if (kind === "yes-no") return text === "yes";
  if (kind === "time") return nextTime(text);
  if (kind === "minutes-ago") return now() - Number(text) * MINUTE_MS;
  if (kind === "moment") return new Date(text).getTime();
  if (kind === "metres") return Math.round(Number(text.replace(",", ".")) * 100);
  if (kind?.startsWith("grounds")) return grounds(text);
  return text;
}

/** `07:30` as the time nearest to now that reads so; hours may lie just behind. */
function nextTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  const time = new Date(now());
  time.setHours(hours, minutes, 0, 0);
  const halfDay = 12 * 60 * MINUTE_MS;
  if (time.getTime() < now() - halfDay) time.setDate(time.getDate() + 1);
  return time.getTime();
}

/** What was typed with commas between. */
function parts(text: string): string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

/** What begins, mostly begins now: the phone knows its own time of day. */
export function beginNow(): void {
  const here = new Date();
  here.setMinutes(here.getMinutes() - here.getTimezoneOffset(), 0, 0);
  for (const field of all<HTMLInputElement>("input[data-begins]")) {
    if (field.value === "") field.value = here.toISOString().slice(0, 16);
  }
}

/** Grounds are small words joined by hyphens; no name fits in. */
function grounds(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-+|-+$/g, "").slice(0, 96) || "none-given";
}

function pinOf(form: HTMLFormElement): string | undefined {
  return form.querySelector<HTMLInputElement>("[name=pin]")?.value;
}
