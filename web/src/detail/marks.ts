// The small marks that mean the same everywhere: grades, observers, certainty, verdicts, icons.

import type { Claim, Grade, SourceKind, Verdict } from "../contract";
import { h, s } from "../elements";
import { CREDIBILITY, count, RELIABILITY } from "../words";

const ICONS: Record<SourceKind | "report", string> = {
  person: "M12 12a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM3.5 21c.6-4.5 4-7 8.5-7s7.9 2.5 8.5 7Z",
  anonymous:
    "M12 12a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm0-1.6a2.9 2.9 0 1 1 0-5.8 2.9 2.9 0 0 1 0 5.8ZM3.5 21c.6-4.5 4-7 8.5-7s7.9 2.5 8.5 7H18.7c-.7-3-3.2-4.8-6.7-4.8S6 18 5.3 21Z",
  organisation: "M3 21V9l9-6 9 6v12h-6v-6H9v6Z",
  media: "M3 4h18v16H3Zm3 3v4h5V7Zm7 0v2h5V7Zm0 3.5v2h5v-2ZM6 14v2h12v-2Z",
  social: "M3 4h18v12H12l-5 5v-5H3Z",
  document: "M5 2h9l5 5v15H5Zm8 1.5V8h4.5ZM8 11v1.6h8V11Zm0 4v1.6h8V15Z",
  author: "M4 20l1-5L16 4l4 4L9 19Z",
  report: "M4 3h13v15a2 2 0 0 0 4 0V8h-2v10H6a2 2 0 0 1-2-2Zm3 3v4h7V6Zm0 6v1.6h7V12Z",
};

const CERTAINTY: Record<string, string> = {
  certain: "certain",
  probable: "probably",
  possible: "possibly",
  unknown: "left open",
};

export function icon(kind: SourceKind | "report"): SVGElement {
  return s("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: ICONS[kind], "fill-rule": "evenodd" }));
}

export function grade(value: Grade, full = false): HTMLElement {
  const words = `source ${RELIABILITY[value.reliability] ?? "unknown"}; ${CREDIBILITY[value.credibility] ?? "unknown"}`;
  return h(
    "span",
    { class: `grade grade-${value.credibility}`, title: words },
    h("b", { "aria-hidden": "true" }, `${value.reliability}${value.credibility}`),
    h("span", { class: full ? "grade-words" : "unseen" }, full ? words : `grade ${value.reliability}${value.credibility}, ${words}`),
  );
}

/** A dot for each original observer, hollow where the observer is a side in what it tells. */
export function observerDots(n: number, parties: number): HTMLElement {
  const most = Math.min(n, 6);
  return h(
    "span",
    { class: "dots", title: count(n, "original observer") },
    Array.from({ length: most }, (_, at) => h("i", { class: at >= n - parties ? "party" : "", "aria-hidden": "true" })),
    n > most && h("small", null, `+${n - most}`),
    h("span", { class: "unseen" }, count(n, "original observer")),
  );
}

export function surety(claim: Claim): HTMLElement[] {
  const marks = [
    h("span", { class: `mark certainty-${claim.certainty}`, title: "how surely its source says it" }, CERTAINTY[claim.certainty] ?? claim.certainty),
  ];
  if (claim.polarity === "negative") marks.push(h("span", { class: "mark negative", title: "the source says that it is not so" }, "⊘ says not"));
  if (claim.forecast) marks.push(h("span", { class: "mark forecast" }, "forecast"));
  if (claim.conditional) marks.push(h("span", { class: "mark" }, "on a condition"));
  return marks;
}

export function verdictBadge(verdict: Verdict["verdict"]): HTMLElement {
  const signs = { "came true": "✓", "came true sooner": "✓", failed: "✕", open: "…" };
  return h("span", { class: `verdict verdict-${verdict.replaceAll(" ", "-")}`, title: verdict, "aria-hidden": "true" }, signs[verdict]);
}

export function errorWords(days: number | null): string | null {
  if (days === null) return null;
  if (days === 0) return "to the day";
  return `${count(Math.abs(days), "day")} ${days < 0 ? "sooner" : "later"} than said`;
}
