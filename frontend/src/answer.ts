/** What the desk answered, on the whole screen: recorded, refused, or no answer. */

import { send, type Outcome, type Saying, type Signed } from "./act.js";
import { tellAllTheSame } from "./all-the-same.js";
import { element, one } from "./page.js";

const NOTE = "lastlook-note";
const YES_MS = [60];
const NO_MS = [250, 120, 250];

/** Sends an act and shows what came of it; answers whether it was granted. */
export async function ask(act: Signed, then: string | undefined): Promise<boolean> {
  const outcome = await send(act);
  if (outcome.kind === "granted") {
    granted(outcome.n, outcome.remarks, then);
    return true;
  }
  if (outcome.kind === "no-answer") {
    noAnswer(act, then);
  } else {
    refused(outcome);
  }
  return false;
}

function granted(n: number, remarks: Saying[], then: string | undefined): void {
  felt(YES_MS);
  const said = [`Recorded as entry ${n}.`, ...remarks.map((saying) => saying.sentence)];
  if (then === undefined) {
    note(said.join(" "));
  } else {
    sessionStorage.setItem(NOTE, said.join(" "));
    location.assign(then);
  }
}

function refused(outcome: Outcome & { kind: "refused" | "unanswered" }): void {
  const dialog = one<HTMLDialogElement>("#answer");
  one("[data-part=word]", dialog).textContent =
    outcome.kind === "refused" ? "REFUSED" : "NOT RECORDED";
  const list = one<HTMLElement>("[data-part=reasons]", dialog);
  list.replaceChildren(
    ...(outcome.kind === "refused"
      ? outcome.reasons.map(reason)
      : [problem(outcome.failure.what, outcome.failure.remedy)]),
  );
  one("[data-part=entry]", dialog).textContent =
    outcome.kind === "refused"
      ? `Kept as entry ${outcome.n}. A refusal is a near miss caught, and blames nobody.`
      : "Nothing was recorded.";
  one<HTMLElement>("[data-part=again]", dialog).hidden = true;
  const margin = one<HTMLElement>("[data-part=margin]", dialog);
  margin.hidden = true;
  margin.replaceChildren();
  felt(NO_MS);
  dialog.showModal();
  // The answer is here and stands; what is counted comes when it comes.
  if (outcome.kind === "refused" && outcome.margin !== "") {
    margin.hidden = false;
    void tellAllTheSame(margin, outcome.n, () => dialog.open);
  }
}

function noAnswer(act: Signed, then: string | undefined): void {
  const dialog = one<HTMLDialogElement>("#answer");
  one("[data-part=word]", dialog).textContent = "NO ANSWER";
  one<HTMLElement>("[data-part=reasons]", dialog).replaceChildren(
    problem(
      "The desk did not answer. Whether it heard is not known: treat it as no.",
      "Go nearer to the desk and send the same again. It cannot count twice.",
    ),
  );
  one("[data-part=entry]", dialog).textContent = "";
  one<HTMLElement>("[data-part=margin]", dialog).hidden = true;
  const again = one<HTMLButtonElement>("[data-part=again]", dialog);
  again.hidden = false;
  again.onclick = () => {
    dialog.close();
    void ask(act, then);
  };
  dialog.showModal();
}

function reason(saying: Saying): HTMLElement {
  const row = problem(saying.sentence, saying.remedy);
  if (saying.next !== null) {
    const link = element("a", saying.next.label, "button") as HTMLAnchorElement;
    link.href = saying.next.href;
    row.append(link);
  }
  row.append(element("small", saying.rule));
  return row;
}

function problem(what: string, remedy: string): HTMLElement {
  const row = document.createElement("li");
  row.append(element("strong", what), element("p", remedy));
  return row;
}

/** A yes and a no feel different in a gloved hand, where the phone can shake. */
function felt(pattern: number[]): void {
  if ("vibrate" in navigator) navigator.vibrate(pattern);
}

/** A line that says what was recorded; it goes when the next page comes. */
export function note(text: string, doubt = false): void {
  const line = one<HTMLElement>("#note");
  line.textContent = text;
  line.classList.toggle("doubt", doubt);
  line.getAnimations().forEach((leaving) => (leaving.currentTime = 0));
  line.hidden = false;
}

/** Shows the line that the page before left behind. */
export function showNote(): void {
  const text = sessionStorage.getItem(NOTE);
  sessionStorage.removeItem(NOTE);
  if (text !== null) note(text);
}
