/**
 * Looking at a weapon, step after step, chamber after chamber.
 *
 * There is no button for all chambers at once. Only an empty magazine is seen empty at
 * one glance, by its follower. At the end the rounds and cases seen are typed as a
 * number and must agree with what was tapped: a look said twice.
 */

import { note } from "./answer.js";
import { submit } from "./forms.js";
import { all, one } from "./page.js";

/** What the person tapped, as a mark in their own picture. */
const MARKS: Record<string, string> = {
  empty: "○",
  dummy: "D",
  "snap-cap": "S",
  blank: "B",
  spent: "×",
  live: "!",
  unsure: "!",
};

export function walkChambers(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-walk]");
  if (form !== null) new Walk(form);
}

class Walk {
  private readonly chambers: number;
  private readonly steps: HTMLElement[];
  private seen: string[] = [];
  private step = 0;
  private started = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.chambers = Number(form.dataset["walk"]);
    this.steps = all<HTMLElement>("[data-step]", form);
    form.addEventListener("click", (event) => {
      const tapped = (event.target as Element).closest<HTMLElement>("button, [data-under]");
      if (tapped !== null) this.tapped(tapped);
    });
    form.addEventListener("keydown", (event) => {
      const chamber = (event.target as Element).closest<HTMLElement>("[data-under]");
      if (chamber === null || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      this.tapped(chamber);
    });
    this.draw();
  }

  private tapped(button: HTMLElement): void {
    const { saw, sets, under, clears } = button.dataset;
    if (this.started === 0) this.started = performance.now();
    if ("back" in button.dataset) this.goBack();
    else if (saw !== undefined) this.look(saw);
    else if ("follower" in button.dataset) this.rest("empty");
    else if (sets !== undefined) this.set(sets, (button as HTMLButtonElement).value);
    else if (under !== undefined) this.field("under").value = under;
    else if ("next" in button.dataset) this.next(clears);
    else if ("sign" in button.dataset) this.finish();
    this.draw();
  }

  private look(saw: string): void {
    this.seen.push(saw);
    // What is in a magazine nobody took out cannot be seen.
    if (this.seen.length === 1 && this.field("magazine").value === "in") this.rest("unseen");
    else if (this.seen.length === this.chambers) this.goOn();
  }

  /** The same of every place that is left, and on. */
  private rest(saw: string): void {
    while (this.seen.length < this.chambers) this.seen.push(saw);
    this.goOn();
  }

  private set(name: string, value: string): void {
    this.field(name).value = value;
    if (name === "hammer" && value !== "down") this.field("under").value = "";
    this.goOn();
  }

  private next(clears: string | undefined): void {
    if (clears !== undefined) this.field(clears).value = "";
    const typed = this.steps[this.step]?.querySelector<HTMLInputElement>("input[name]");
    if (typed?.reportValidity() ?? true) this.goOn();
  }

  private goOn(): void {
    this.step += 1;
    if (this.name() === "under" && this.field("hammer").value !== "down") this.step += 1;
  }

  private goBack(): void {
    if (this.name() === "chambers" && this.seen.length > 0) {
      this.seen.pop();
      return;
    }
    this.step = Math.max(0, this.step - 1);
    if (this.name() === "under" && this.field("hammer").value !== "down") this.step -= 1;
    if (this.name() !== "chambers") return;
    if (this.field("magazine").value === "in") this.seen = [];
    else this.seen.pop();
  }

  private name(): string {
    return this.steps[this.step]?.dataset["step"] ?? "";
  }

  private field(name: string): HTMLInputElement {
    return one<HTMLInputElement>(`input[name=${name}]`, this.form);
  }

  private finish(): void {
    const typed = this.form.querySelector<HTMLInputElement>("input[data-count]");
    const tapped = this.seen.filter((saw) => saw !== "empty" && saw !== "unseen").length;
    if (typed !== null && (typed.value === "" || Number(typed.value) !== tapped)) {
      this.seen = [];
      this.step = this.steps.findIndex((step) => step.dataset["step"] === "chambers");
      note(`Tapped ${tapped}, typed ${typed.value || "nothing"}. Look again.`, true);
      typed.value = "";
      return;
    }
    this.write();
    void submit(this.form);
  }

  private write(): void {
    const words = JSON.parse(this.form.dataset["act"] ?? "{}") as Record<string, unknown>;
    words["chambers"] = this.seen;
    words["took_ms"] = Math.round(performance.now() - this.started);
    this.form.dataset["act"] = JSON.stringify(words);
  }

  private draw(): void {
    this.steps.forEach((step, at) => (step.hidden = at !== this.step));
    this.drawChambers();
    this.drawHammer();
    for (const found of all<HTMLElement>("[data-found]", this.form)) {
      const body = this.field("body").value;
      found.textContent =
        this.form.querySelector<HTMLElement>(`[data-sets=body][value="${body}"]`)?.dataset[
          "label"
        ] ?? "";
    }
  }

  private drawChambers(): void {
    const at = this.seen.length;
    const fed = "fed" in this.form.dataset;
    for (const place of all<HTMLElement>("[data-chamber-now]", this.form)) {
      place.textContent = String(Math.min(at + 1, this.chambers));
    }
    for (const place of all<HTMLElement>("[data-place]", this.form)) {
      place.textContent = !fed ? "Chamber" : at === 0 ? "CHAMBER" : "MAGAZINE";
    }
    for (const follower of all<HTMLElement>("[data-follower]", this.form)) {
      follower.hidden = !fed || at !== 1;
    }
    for (const chamber of all<SVGGElement>("g[data-chamber]", this.form)) {
      const number = Number(chamber.dataset["chamber"]);
      const walking = this.name() === "chambers";
      chamber.classList.toggle("now", walking && number === at + 1);
      chamber.classList.toggle("done", number <= at);
      const saw = this.seen[number - 1];
      one("text", chamber).textContent = saw === undefined ? String(number) : MARKS[saw] ?? "?";
    }
  }

  private drawHammer(): void {
    const under = this.field("under").value;
    for (const chamber of all<SVGGElement>("g[data-under]", this.form)) {
      const number = chamber.dataset["under"] ?? "";
      chamber.ariaPressed = String(number === under);
      const saw = this.seen[Number(number) - 1];
      const said = this.form.querySelector(`[data-saw="${saw ?? ""}"]`);
      one("[data-saw-there]", chamber).textContent = said?.textContent?.split(" ")[0] ?? "";
    }
    for (const on of all<HTMLButtonElement>("[data-step=under] [data-next]", this.form)) {
      on.disabled = under === "";
      on.textContent = under === "" ? "Tap the chamber" : `The hammer is on chamber ${under}`;
    }
  }
}
