// One happening or several: claims of an incident split off, or two incidents merged.

import type { Claim, Incident } from "../contract";
import { desk, holding } from "../desk";
import { span } from "../days";
import { h } from "../elements";
import { ask } from "../api";
import type { IncidentInFull } from "../contract";
import type { Sketch } from "../sketches";
import { placeName } from "../words";
import { decide, mayDecide, toast } from "./deciding";
import { picker } from "./pick";

const MOST = 8;

export function happening(incident: Incident, claims: Claim[], cards: HTMLElement): HTMLElement | null {
  if (!mayDecide()) return null;
  const splitting = claims.length > 1 && splitter(claims, cards);
  return h("details", { class: "happening" },
    h("summary", null, "One happening?"),
    splitting,
    h("p", { class: "aside" }, "The same as another incident? Look it up to merge the two."),
    picker<Sketch>("Merge with another incident", async (words) =>
      holding(words, desk.picture.incidents).filter((one) => one.id !== incident.id).slice(0, MOST).map((one) => ({
        one, name: one.title, under: `${placeName(one.place)}, ${span(one.time.start, one.time.end)}` })),
      (other) => void merge(incident, other)));
}

function splitter(claims: Claim[], cards: HTMLElement): HTMLElement {
  const chosen = new Set<string>();
  const button = h("button", { type: "button", disabled: true, onclick: () => {
    const apart = claims.map((claim) => claim.id).filter((id) => !chosen.has(id));
    void decide([{ kind: "split", claims: [...chosen], apart }], "Split off: they count as another happening");
  } }, "Split the ticked claims off");
  for (const claim of claims) {
    const box = h("input", { type: "checkbox", onchange: () => {
      if (box.checked) chosen.add(claim.id);
      else chosen.delete(claim.id);
      button.disabled = !chosen.size || chosen.size === claims.length;
    } });
    cards.querySelector(`[data-claim="${CSS.escape(claim.id)}"] .acts`)?.append(h("label", { class: "tick" }, box, "another happening"));
  }
  return h("p", { class: "aside" }, "Tick the claims below that speak of something else. ", button);
}

async function merge(incident: Incident, other: Sketch): Promise<void> {
  try {
    const full = await ask<IncidentInFull>(`incidents/${encodeURIComponent(other.id)}`);
    await decide([{ kind: "merge", claims: [...incident.claims, ...full.incident.claims] }], `Merged with “${other.title}”`);
  } catch (error) {
    toast(String(error));
  }
}
