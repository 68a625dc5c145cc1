// A report's text cut into segments, each with everything that is marked over it.
//
// Spans overlap freely: two claims may share a sentence, a place stands inside both, its name inside
// an attribution. So the text is cut at every edge of any span, and each piece knows its spans.

import type { Claim } from "../contract";

export type Layer = "claim" | "actor" | "place" | "time" | "source";
export const LAYERS: readonly Layer[] = ["claim", "actor", "place", "time", "source"];

export interface Span {
  layer: Layer;
  start: number;
  end: number;
  claim: string;
  title: string;
}

export interface Segment {
  text: string;
  start: number;
  spans: Span[];
}

/** Everything marked in a report, in characters of its text as the claims count them. */
export function spansOf(claims: Claim[]): Span[] {
  const spans: Span[] = [];
  const put = (layer: Layer, claim: string, title: string, start: number | null, end: number | null) => {
    if (start !== null && end !== null && end > start) spans.push({ layer, claim, title, start, end });
  };
  for (const claim of claims) {
    put("claim", claim.id, claim.type, claim.evidence.start, claim.evidence.end);
    for (const p of claim.participants) put("actor", claim.id, `${p.role}: ${p.name ?? p.mention}`, p.start, p.end);
    for (const p of claim.places) put("place", claim.id, `${p.role}: ${p.name ?? p.mention}`, p.start, p.end);
    for (const link of claim.attribution) put("source", claim.id, `source: ${link.name ?? link.mention}`, link.start, link.end);
  }
  return spans;
}

/** Times carry no offsets: their words are looked for inside the evidence, and marked only there. */
export function timeSpans(claims: Claim[], text: Text): Span[] {
  return claims.flatMap((claim) => {
    const words = claim.time.mention;
    if (!words) return [];
    const { start, end } = claim.evidence;
    const at = text.slice(start, end).indexOf(words);
    if (at < 0) return [];
    const from = start + [...text.slice(start, end).slice(0, at)].length;
    return [{ layer: "time" as const, claim: claim.id, title: `time: ${words}`, start: from, end: from + [...words].length }];
  });
}

export function segments(text: Text, spans: Span[]): Segment[] {
  const edges = new Set([0, text.length]);
  for (const span of spans) {
    edges.add(Math.min(span.start, text.length));
    edges.add(Math.min(span.end, text.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const opening = [...spans].sort((a, b) => a.start - b.start);
  const pieces: Segment[] = [];
  let next = 0;
  let open: Span[] = [];
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const [from, until] = [cuts[n] as number, cuts[n + 1] as number];
    open = open.filter((span) => span.end > from);
    while (next < opening.length && (opening[next] as Span).start <= from) {
      const span = opening[next] as Span;
      if (span.end > from) open.push(span);
      next += 1;
    }
    pieces.push({ text: text.slice(from, until), start: from, spans: [...open] });
  }
  return pieces;
}

/** A text counted in characters as claims count them; the browser counts UTF-16 units instead. */
export class Text {
  readonly length: number;
  private readonly characters: string[] | null;

  constructor(private readonly text: string) {
    this.characters = /[\ud800-\udbff]/.test(text) ? Array.from(text) : null;
    this.length = this.characters?.length ?? text.length;
  }

  slice(start: number, end: number): string {
    return this.characters ? this.characters.slice(start, end).join("") : this.text.slice(start, end);
  }
}
