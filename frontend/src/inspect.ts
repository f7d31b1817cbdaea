/**
 * Looking into a weapon, chamber after chamber.
 *
 * There is no button for all chambers at once. At the end the rounds and cases seen
 * are typed as a number and must agree with what was tapped: a look said twice.
 */

import { note } from "./answer.js";
import { submit } from "./forms.js";
import { all, one } from "./page.js";

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
      const button = (event.target as Element).closest<HTMLButtonElement>("button");
      if (button !== null) this.tapped(button);
    });
    this.draw();
  }

  private tapped(button: HTMLButtonElement): void {
    const { saw, sets, back, sign } = button.dataset;
    if (this.started === 0) this.started = performance.now();
    if (back !== undefined) this.goBack();
    else if (saw !== undefined) this.look(saw);
    else if (sets !== undefined) this.set(sets, button.value);
    else if (sign !== undefined) this.finish();
    this.draw();
  }

  private look(saw: string): void {
    this.seen.push(saw);
    if (this.seen.length === this.chambers) this.step += 1;
  }

  private set(name: string, value: string): void {
    one<HTMLInputElement>(`input[name=${name}]`, this.form).value = value;
    this.step += 1;
    if (this.name() === "chambers" && this.chambers === 0) this.step += 1;
  }

  private goBack(): void {
    if (this.name() === "chambers" && this.seen.length > 0) {
      this.seen.pop();
      return;
    }
    this.step = Math.max(0, this.step - 1);
    if (this.name() === "chambers") this.seen.pop();
  }

  private name(): string {
    return this.steps[this.step]?.dataset["step"] ?? "";
  }

  private finish(): void {
    const typed = one<HTMLInputElement>("input[data-count]", this.form);
    const tapped = this.seen.filter((saw) => saw !== "empty" && saw !== "unseen").length;
    if (typed.value === "" || Number(typed.value) !== tapped) {
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
    const at = this.seen.length;
    for (const place of all<HTMLElement>("[data-chamber-now]", this.form)) {
      place.textContent = String(Math.min(at + 1, this.chambers));
    }
    for (const chamber of all<SVGGElement>("g[data-chamber]", this.form)) {
      const number = Number(chamber.dataset["chamber"]);
      const walking = this.name() === "chambers";
      chamber.classList.toggle("now", walking && number === at + 1);
      chamber.classList.toggle("done", number <= at);
      one("text", chamber).textContent = letter(this.seen[number - 1]) ?? String(number);
    }
  }
}

/** What the person tapped, as a mark in their own picture. */
function letter(saw: string | undefined): string | undefined {
  if (saw === undefined) return undefined;
  const marks: Record<string, string> = {
    empty: "○",
    dummy: "D",
    "snap-cap": "S",
    blank: "B",
    spent: "×",
    live: "!",
    unsure: "!",
  };
  return marks[saw] ?? "?";
}
