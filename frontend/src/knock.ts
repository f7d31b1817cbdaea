/** The page before a page: shows the desk which phone this is, then goes on. */

import { identities, type Identity } from "./keys.js";
import { element, one, production } from "./page.js";
import { knock } from "./session.js";

export async function knockAtTheDoor(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-knock]");
  if (place === null) return;
  const known = globalThis.isSecureContext ? await identities(production) : [];
  const [only, ...others] = known;
  const asked = place.dataset["knock"];
  if (only !== undefined && others.length === 0 && asked !== "choose") {
    if (await knock(only)) {
      location.reload();
      return;
    }
  }
  offer(place, known);
}

function offer(place: HTMLElement, known: Identity[]): void {
  one<HTMLElement>("[data-part=nobody]", place).hidden = known.length > 0;
  one<HTMLElement>("[data-part=people]", place).replaceChildren(...known.map(button));
}

function button(who: Identity): HTMLElement {
  const made = element("button", `Go on as ${who.person}`, "button") as HTMLButtonElement;
  made.addEventListener("click", () => {
    void knock(who).then((known) => {
      if (known) location.assign(location.pathname === "/who" ? "/" : location.href);
      else made.replaceWith(element("p", `The desk no longer knows ${who.person}'s key.`));
    });
  });
  return made;
}
