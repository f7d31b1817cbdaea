/**
 * Beside a refusal: how far from harm things would be, had it been done all the same.
 *
 * It is counted after the answer. Until it is known, and whenever the desk does not say,
 * UNKNOWN stands there; it is asked for as long as it is shown, because a count holds for
 * one state of the record.
 */

import { all, element } from "./page.js";

const COUNTING_MS = 300;
const AGAIN_MS = 2000;
const ANSWER_MS = 4000;

/** Fills `place` with what is told of the refusal in entry `n`, while `isShown`. */
export async function tellAllTheSame(
  place: HTMLElement,
  n: number,
  isShown: () => boolean,
): Promise<void> {
  place.dataset["refused"] = String(n);
  if (place.childElementCount === 0) put(place, [unknown("being counted")]);
  while (isShown() && place.dataset["refused"] === String(n)) {
    put(place, await told(n));
    const counting = place.querySelector("[data-stands=counting]") !== null;
    await new Promise((done) => setTimeout(done, counting ? COUNTING_MS : AGAIN_MS));
  }
}

/** On the page of a refusal the server has drawn it; it may still be counted. */
export function followRefusals(): void {
  for (const place of all<HTMLElement>("main [data-refused]")) {
    void tellAllTheSame(place, Number(place.dataset["refused"]), () => true);
  }
}

async function told(n: number): Promise<Element[]> {
  try {
    const answer = await fetch(`/refused/${n}`, {
      headers: { Accept: "text/html" },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("main [data-refused]");
    if (part !== null) return [...document.adoptNode(part).children];
  } catch {
    // Said below: no answer is never a count.
  }
  return [unknown("no answer")];
}

function unknown(why: string): HTMLElement {
  return element("p", `Done anyway: UNKNOWN how far from harm, ${why}.`, "question");
}

/** Only what is new is put there: what stays is not read out again. */
function put(place: HTMLElement, parts: Element[]): void {
  const same =
    parts.length === place.childElementCount &&
    parts.every((part, nth) => part.isEqualNode(place.children[nth] ?? null));
  if (!same) place.replaceChildren(...parts);
}
