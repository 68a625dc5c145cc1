// The brief that is being written: which incidents, and what is said of each. Kept in this browser.

const KEY = "sayso.brief";

export interface Part {
  incident: string | null;
  title: string;
  /** Words with citations such as [clm_0123…]; null until the first draft has come. */
  text: string | null;
}

export interface Brief {
  title: string;
  parts: Part[];
}

const EMPTY: Brief = { title: "", parts: [] };
let now: Brief | null = null;

export function brief(): Brief {
  if (!now) {
    try {
      now = { ...EMPTY, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Brief>) };
    } catch {
      now = { ...EMPTY };
    }
  }
  return now;
}

export function keepBrief(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(brief()));
  } catch {
    // A browser that keeps nothing: the brief lasts as long as the page.
  }
}

export function picked(incident: string): boolean {
  return brief().parts.some((part) => part.incident === incident);
}

export function pick(incident: string, title: string): void {
  const { parts } = brief();
  const at = parts.findIndex((part) => part.incident === incident);
  if (at >= 0) parts.splice(at, 1);
  else parts.push({ incident, title, text: null });
  keepBrief();
}

/** The pieces of a text: words, and the claims cited between them. */
export function pieces(text: string): { words: string; claim: string | null }[] {
  return text.split(/(\[clm_[0-9A-Za-z_-]+\])/).filter(Boolean).map((piece) =>
    /^\[clm_/.test(piece) ? { words: "", claim: piece.slice(1, -1) } : { words: piece, claim: null });
}

/** All claims cited, in the order in which they are first cited. */
export function cited(): string[] {
  const claims = brief().parts.flatMap((part) => pieces(part.text ?? "").map((piece) => piece.claim));
  return [...new Set(claims.filter((claim): claim is string => !!claim))];
}
