/**
 * The safety adviser's page: whatever is chosen or ticked off is counted at once.
 *
 * While it is counted the page says so; an answer that was overtaken is dropped, and
 * no answer leaves UNKNOWN, never the count before.
 */

import { all, element, one } from "./page.js";

const AGAIN_MS = 400;

let asking: AbortController | undefined;

export function readyForWhatIf(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-what-if]");
  if (form === null) return;
  one<HTMLElement>("[data-part=again]", form).hidden = true;
  form.addEventListener("change", (event) => {
    const chosen = event.target instanceof HTMLSelectElement;
    if (chosen) showScene(form, event.target);
    void count(form, chosen);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void count(form, true);
  });
  globalThis.addEventListener("beforeprint", () => {
    for (const part of all<HTMLDetailsElement>("#found details")) part.open = true;
  });
  if (isCounting()) void count(form, true);
}

/** Another harm is looked for in the scene that belongs to it, until one is chosen. */
function showScene(form: HTMLFormElement, changed: HTMLSelectElement): void {
  const scene = changed.selectedOptions[0]?.dataset.scene;
  if (scene !== undefined) one<HTMLSelectElement>("select[name=scene]", form).value = scene;
}

/** Asks for what the form says; the rules are listed anew where another scene is. */
async function count(form: HTMLFormElement, withRules: boolean): Promise<void> {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  const verdict = one<HTMLElement>("#verdict");
  verdict.ariaBusy = "true";
  const url = addressOf(form);
  try {
    let again = withRules;
    do {
      const fresh = await fetched(url, mine.signal);
      again ||= isCounting();
      put(fresh, again ? ["verdict", "found", "rules"] : ["verdict", "found"]);
      if (isCounting()) await new Promise((done) => setTimeout(done, AGAIN_MS));
    } while (isCounting() && !mine.signal.aborted);
    history.replaceState(null, "", url);
  } catch {
    if (mine.signal.aborted) return;
    verdict.replaceChildren(element("p", "UNKNOWN: no answer. Tick it again.", "question"));
    one("#found").replaceChildren();
  }
  if (asking === mine) verdict.ariaBusy = "false";
}

function addressOf(form: HTMLFormElement): string {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) said.append(name, String(value));
  return `${form.action}?${said.toString()}`;
}

async function fetched(url: string, signal: AbortSignal): Promise<Document> {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, signal });
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function put(fresh: Document, ids: string[]): void {
  for (const id of ids) {
    const part = one(`#${id}`);
    const open = all<HTMLDetailsElement>("details[open]", part).map((found) => found.id);
    part.replaceChildren(...one(`#${id}`, fresh).childNodes);
    for (const was of open) document.getElementById(was)?.setAttribute("open", "");
  }
}

function isCounting(): boolean {
  return document.querySelector("#verdict [data-counting]") !== null;
}
