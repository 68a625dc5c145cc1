// A report with what it claims marked in its own text, beside the claims it makes.

import { ask } from "../api";
import type { Claim, ReportInFull } from "../contract";
import { written } from "../days";
import { announce, fill, h, inert, said } from "../elements";
import { here, keep, to } from "../route";
import { count, typeWords } from "../words";
import { card } from "./card";
import { LAYERS, type Layer, type Segment, segments, spansOf, Text, timeSpans } from "./highlights";
import type { Sheet } from "./sheet";

const NAMES: Record<Layer, string> = {
  claim: "Claims",
  actor: "Actors",
  place: "Places",
  time: "Times",
  source: "Sources",
};
const off = new Set<Layer>();
let step: ((by: 1 | -1) => void) | null = null;

/** Goes to the next or previous claim of the report that is open; false when none is. */
export function stepClaim(by: 1 | -1): boolean {
  if (!step) return false;
  step(by);
  return true;
}

export function leaveReport(): void {
  step = null;
}

export async function reportSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const full = await ask<ReportInFull>(`reports/${encodeURIComponent(id)}`, {}, signal);
  const { report, claims, incidents } = full;
  const text = new Text(report.text);
  const pieces = segments(text, [...spansOf(claims), ...timeSpans(claims, text)]);
  const body = h("div", { class: "report-text", dir: "auto", lang: report.language, tabindex: -1 }, pieces.map(segment));
  const cards = claims.map((claim) => {
    const made = card(claim, undefined, full);
    const incident = incidents[claim.id];
    if (incident) made.querySelector("footer")?.prepend(h("a", { href: to("incident", incident) }, "Its incident"));
    made.addEventListener("click", (event) => {
      if (!(event.target as Element).closest("a, summary, button")) select(claim.id, "text");
    });
    return made;
  });
  const aside = h("div", { class: "report-claims", "aria-label": "Claims of this report" },
    cards.length ? cards : h("p", { class: "nothing" }, "No claim was found in this report."));
  const frame = h("div", { class: "report" }, body, aside);
  body.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest<HTMLElement>("[data-claims]");
    const ids = mark?.dataset.claims?.split(" ") ?? [];
    if (!ids.length) return;
    // A further click on words that several claims share goes on to the next of them.
    const now = ids.indexOf(chosen);
    select(ids[(now + 1) % ids.length] as string, "card");
  });

  let chosen = "";
  function select(claim: string, bring: "card" | "text" | "both"): void {
    chosen = claim;
    for (const one of frame.querySelectorAll<HTMLElement>("[data-claims]")) {
      one.classList.toggle("chosen", one.dataset.claims?.split(" ").includes(claim) ?? false);
    }
    for (const one of cards) one.classList.toggle("chosen", one.dataset.claim === claim);
    const mark = frame.querySelector(".seg.chosen");
    const shown = cards.find((one) => one.dataset.claim === claim);
    if (bring !== "text") shown?.scrollIntoView({ block: "nearest" });
    if (bring !== "card") mark?.scrollIntoView({ block: "center" });
    keep({ claim });
  }
  step = (by) => {
    const ids = claims.map((claim) => claim.id);
    if (!ids.length) return;
    const next = Math.min(ids.length - 1, Math.max(0, ids.indexOf(chosen) + by));
    select(ids[next] as string, "both");
    announce(`Claim ${next + 1} of ${ids.length}: ${typeWords((claims[next] as Claim).type)}`);
  };
  const wanted = here().query.get("claim");
  return {
    title: report.title ?? report.path ?? "Report",
    widest: true,
    body: [
      h("div", { class: "kicker" }, said(report.publisher ?? "Publisher unknown"), report.published ? written(report.published) : "undated"),
      h("h2", { dir: "auto" }, report.title ?? report.path ?? "Untitled report"),
      h("p", { class: "aside" }, count(claims.length, "claim"), report.path && [" · ", h("code", { dir: "auto" }, report.path)], report.url && [" · ", h("span", { dir: "auto" }, report.url)]),
      report.status !== "read" && h("p", { class: "warning" }, report.status === "unread" ? "No reader has seen this report yet." : `Not read: ${report.status_why ?? "reason unknown"}.`),
      toggles(frame),
      frame,
    ],
    shown: () => {
      if (wanted && claims.some((claim) => claim.id === wanted)) select(wanted, "both");
    },
  };
}

function toggles(frame: HTMLElement): HTMLElement {
  const set = () => {
    for (const layer of LAYERS) frame.classList.toggle(`hide-${layer}`, off.has(layer));
  };
  set();
  return h("div", { class: "layers", role: "group", "aria-label": "Marked in the text" },
    LAYERS.map((layer) => {
      const button = h("button", { type: "button", class: `layer layer-${layer}`, "aria-pressed": String(!off.has(layer)), onclick: () => {
        if (!off.delete(layer)) off.add(layer);
        button.setAttribute("aria-pressed", String(!off.has(layer)));
        set();
      } }, NAMES[layer]);
      return button;
    }),
    h("span", { class: "aside keys" }, h("kbd", null, "j"), " ", h("kbd", null, "k"), " next and previous claim"));
}

function segment(piece: Segment): HTMLElement | DocumentFragment {
  const claims = [...new Set(piece.spans.filter((s) => s.layer === "claim").map((s) => s.claim))];
  const others = piece.spans.filter((s) => s.layer !== "claim");
  if (!piece.spans.length) {
    const plain = document.createDocumentFragment();
    plain.append(...shown(piece.text));
    return plain;
  }
  const layers = [...new Set(others.map((s) => s.layer))];
  const element = h(claims.length ? "mark" : "span", {
    class: ["seg", claims.length && "seg-claim", claims.length > 1 && "seg-shared", ...layers.map((l) => `seg-${l}`)].filter(Boolean).join(" "),
    "data-claims": claims.join(" ") || null,
    title: [...new Set(others.map((s) => s.title))].join("\n") || null,
  });
  fill(element, shown(piece.text));
  return element;
}

/** The text as it stands, but with each sign that turns its direction shown as a sign. */
function shown(text: string): Node[] {
  return text.split(/([\u202a-\u202e\u2066-\u2069])/).filter(Boolean).map((part) =>
    /^[\u202a-\u202e\u2066-\u2069]$/.test(part)
      ? h("span", { class: "turning", title: "a sign that turns the direction of the text; shown, not obeyed" }, inert(part))
      : document.createTextNode(part));
}
