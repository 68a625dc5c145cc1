// The form in which a claim is corrected, field by field. Only what was changed is decided.

import { ask } from "../api";
import type { Casualties, Claim, KnownActor, Participant, Place } from "../contract";
import { fill, h, said } from "../elements";
import { TYPES } from "../kinds";
import { PRECISION, placeWithin, typeWords } from "../words";
import { decide, type Wish } from "./deciding";
import { picker } from "./pick";

const ROLES = ["actor", "recipient", "victim", "target", "weapon", "office"];
const CERTAINTIES = ["certain", "probable", "possible", "unknown"];
const OUTCOMES = ["killed", "wounded", "casualties", "missing", "captured", "displaced"];
const PLACE_ROLES = ["location", "origin", "destination"];
const SPANS = ["day", "week", "month", "year", "unknown"];

export function correct(claim: Claim): void {
  const now: Claim = structuredClone(claim);
  const why = h("input", { type: "text", maxlength: 2000, "aria-label": "Why" });
  const form = h("form", { method: "dialog", class: "correcting", onsubmit: (event: Event) => {
    event.preventDefault();
    void keep();
  } });
  const trouble = h("p", { class: "warning", role: "alert", hidden: true });
  const tell = (words: string) => {
    fill(trouble, words);
    trouble.hidden = false;
  };
  const dialog = h("dialog", { class: "form-dialog", "aria-label": "Correct this claim", onclose: () => dialog.remove() }, form);
  const parts = h("div", { class: "parts" });
  const places = h("div", { class: "parts" });
  const losses = h("div", { class: "parts" });
  const drawParts = () => fill(parts, now.participants.map((part, n) => participant(part, (to) => {
    if (to) now.participants[n] = to;
    else now.participants.splice(n, 1);
    drawParts();
  })), picker("Add somebody of the registry", actors, (actor) => {
    now.participants.push({ role: "actor", mention: actor.name, start: null, end: null, ...named(actor) });
    drawParts();
  }));
  const drawPlaces = () => fill(places, now.places.map((one, n) => place(one, (to) => {
    if (to) now.places[n] = to;
    else now.places.splice(n, 1);
    drawPlaces();
  })), picker("Add a place of the gazetteer", gazetteer, (found) => {
    now.places.push(found);
    drawPlaces();
  }));
  const drawLosses = () => fill(losses, now.casualties.map((one, n) => loss(one, () => {
    now.casualties.splice(n, 1);
    drawLosses();
  })), h("button", { type: "button", onclick: () => {
    now.casualties.push({ outcome: "killed", side: null, side_name: null, low: null, high: null });
    drawLosses();
  } }, "Add losses"));
  drawParts();
  drawPlaces();
  drawLosses();

  fill(form,
    h("h2", null, "Correct this claim"),
    h("blockquote", { dir: "auto" }, claim.evidence.text),
    h("div", { class: "fields" },
      field("What", choose("What", TYPES, now.type, (to) => (now.type = to))),
      field("How surely", choose("How surely", CERTAINTIES, now.certainty, (to) => (now.certainty = to))),
      field("So or not", choose("So or not", ["positive", "negative"], now.polarity, (to) => (now.polarity = to as Claim["polarity"]),
        { positive: "says that it is so", negative: "says that it is not" })),
      field("From", day("From", now.time.start, (to) => (now.time.start = to))),
      field("Until", day("Until", now.time.end, (to) => (now.time.end = to))),
      field("Known to the", choose("Known to the", SPANS, now.time.precision, (to) => (now.time.precision = to)))),
    h("fieldset", null, h("legend", null, "Who"), parts),
    h("fieldset", null, h("legend", null, "Where"), places),
    h("fieldset", null, h("legend", null, "Losses"), losses),
    field("Why", why),
    trouble,
    h("div", { class: "acts" },
      h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "submit", class: "main" }, "Keep the correction")));

  async function keep(): Promise<void> {
    const reason = why.value.trim();
    const wishes: Wish[] = [];
    for (const name of ["type", "certainty", "polarity", "time", "participants", "places", "casualties"] as const) {
      if (JSON.stringify(now[name]) === JSON.stringify(claim[name])) continue;
      wishes.push({ kind: "correct", claims: [claim.id], field: name, value: now[name], ...(reason ? { why: reason } : {}) });
    }
    if (!wishes.length) return tell("Nothing was changed.");
    if (await decide(wishes, "Corrected", tell)) dialog.close();
  }

  document.body.append(dialog);
  dialog.showModal();
}

function participant(part: Participant, set: (to: Participant | null) => void): HTMLElement {
  return h("div", { class: "part" },
    choose("Role", ROLES, part.role, (role) => set({ ...part, role })),
    h("span", null, said(part.name ?? part.mention), " ", part.id ? h("small", null, part.id) : h("small", null, "known by kind only")),
    picker("Who it is", actors, (actor) => set({ ...part, ...named(actor) })),
    h("button", { type: "button", onclick: () => set(null) }, "Remove"));
}

function place(one: Place, set: (to: Place | null) => void): HTMLElement {
  return h("div", { class: "part" },
    choose("Role", PLACE_ROLES, one.role, (role) => set({ ...one, role })),
    h("span", { dir: "auto" }, placeWithin(one), " ", h("small", null, PRECISION[one.precision ?? ""] ?? "not found on the map")),
    // The words of the report stay; which place they mean is what is corrected.
    picker("Which place it is", gazetteer, (found) => set({ ...found, role: one.role, mention: one.mention, start: one.start, end: one.end })),
    h("button", { type: "button", onclick: () => set(null) }, "Remove"));
}

function loss(one: Casualties, remove: () => void): HTMLElement {
  const number = (name: string, now: number | null, set: (to: number | null) => void) =>
    h("input", { type: "number", min: 0, max: 10_000_000, "aria-label": name, placeholder: name, value: now, onchange: (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      set(value === "" ? null : Math.max(0, Math.round(Number(value))));
    } });
  return h("div", { class: "part" },
    choose("Losses", OUTCOMES, one.outcome, (to) => (one.outcome = to)),
    number("at least", one.low, (to) => (one.low = to)),
    h("span", { class: "aside" }, "to"),
    number("at most", one.high, (to) => (one.high = to)),
    h("button", { type: "button", onclick: remove }, "Remove"));
}

export async function actors(words: string) {
  const { items } = await ask<{ items: KnownActor[] }>("actors/find", { q: words });
  return items.map((one) => ({ one, name: one.name, under: [one.kind, one.country, one.alias !== one.name && one.alias].filter(Boolean).join(", ") }));
}

async function gazetteer(words: string) {
  const { items } = await ask<{ items: Place[] }>("places/find", { q: words });
  return items.map((one) => ({ one, name: placeWithin(one), under: [one.country, PRECISION[one.precision ?? ""]].filter(Boolean).join(", ") }));
}

function named(actor: KnownActor) {
  return { id: actor.id, name: actor.name, kind: actor.kind, wikidata: actor.wikidata };
}

function field(name: string, input: HTMLElement): HTMLElement {
  return h("label", { class: "field" }, h("span", null, name), input);
}

function day(name: string, now: string | null, set: (to: string | null) => void): HTMLElement {
  return h("input", { type: "date", "aria-label": name, value: now, onchange: (event: Event) => set((event.target as HTMLInputElement).value || null) });
}

function choose(name: string, options: readonly string[], now: string, set: (to: string) => void, words: Record<string, string> = {}): HTMLSelectElement {
  const all = options.includes(now) ? options : [now, ...options];
  const select = h("select", { "aria-label": name, onchange: () => set(select.value) },
    all.map((value) => h("option", { value, selected: value === now }, words[value] ?? typeWords(value))));
  return select;
}
