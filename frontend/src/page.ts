/** What the server wrote into the page: which production, who is reading. */

export const production = document.body.dataset["production"] ?? "";
export const person = document.body.dataset["person"] ?? "";

export function one<T extends Element>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}

export function all<T extends Element>(
  selector: string,
  within: ParentNode = document,
): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** An element with words in it; nothing typed by anybody is ever read as HTML. */
export function element(tag: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
