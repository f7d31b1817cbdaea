/** What stands in the page beside its words: the bundle, as it was exported. */

export interface OnPage {
  n: number;
  leaf: string;
  path: string[];
}

export interface Gap {
  kind: string;
  what: string;
  thing: string;
  entry?: number;
  followed_by?: number;
  person?: string;
  since?: number;
  by_ms?: number;
  rounds?: number;
}

export interface Named {
  person: string;
  name: string;
  salt: string;
  rest: string;
}

export interface Rule {
  says: string;
  remedy: string;
  number: string;
  source: string;
}

/** The sentences that acts, events and reasons are written in. */
export interface Words {
  acts: Record<string, string>;
  events: Record<string, string>;
  reasons: Record<string, Rule>;
  gaps: Record<string, string>;
  people: string[];
  times: string[];
}

export interface Shown {
  checkpoint: string;
  total: number;
  entries: OnPage[];
  manifest: { gaps: Gap[]; more: Record<string, number>; entries?: number[] };
  openings: { people: Named[]; unproved: Record<string, string>; erased: string[] };
  words: Words;
}

/** The bundle in this page; throws where there is none. */
export function shown(): Shown {
  const held = document.getElementById("bundle")?.textContent;
  if (!held) {
    throw new Error("There is no bundle in this page.");
  }
  return JSON.parse(held) as Shown;
}
