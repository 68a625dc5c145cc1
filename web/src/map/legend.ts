// The legend: what the patterns, signs and edges mean, with the holders that the picture knows.

import { controlOn, desk } from "../desk";
import { byId, fill, h, said } from "../elements";
import { FAMILY_WORDS, type Family, familyOf } from "../kinds";
import { count, STATUS } from "../words";
import { colourOf } from "./colours";
import { type Pattern, swatch } from "./patterns";
import { sign } from "./symbols";

const SAMPLE = "#4a5560";
const RIVAL = "#a9b2b9";

export function makeLegend(): void {
  const body = h("div", { class: "legend-body" });
  const host = byId("map");
  const legend = h("details", { class: "legend" }, h("summary", null, "Legend"), body);
  // Open where there is room for it, until the reader has opened or closed it.
  const roomy = () => host.clientWidth > 720 && host.clientHeight > 520;
  let own = false;
  legend.querySelector("summary")?.addEventListener("click", () => (own = true));
  new ResizeObserver(() => {
    if (!own) legend.open = roomy();
  }).observe(host);
  host.append(legend);
  byId("map").addEventListener("drawn", (event) => {
    const { unplaced } = (event as CustomEvent<{ unplaced: number }>).detail;
    draw(body, unplaced);
  });
}

function draw(body: HTMLElement, unplaced: number): void {
  const holders = new Map<string, { name: string; colour: string }>();
  for (const state of controlOn(desk.view.day)) {
    if (state.holder) {
      holders.set(state.holder.id ?? state.holder.name, {
        name: state.holder.name,
        colour: colourOf(state.holder),
      });
    }
  }
  const families = [...new Set([...new Set(desk.picture.incidents.map((i) => i.type))].map(familyOf))];
  const held = (colour: string): Pattern => ({ status: "held", colour, rival: "" });
  fill(
    body,
    holders.size > 0 && [
      h("h3", null, "Who holds it"),
      h("ul", null, [...holders.values()].slice(0, 8).map(({ name, colour }) =>
        h("li", null, swatch(held(colour)), said(name)))),
      h("h3", null, "How surely"),
      h("ul", null, (["held", "contested", "claimed", "not-held"] as const).map((status) =>
        h("li", null, swatch({ status, colour: SAMPLE, rival: RIVAL }), STATUS[status]))),
    ],
    families.length > 0 && [
      h("h3", null, "Incidents"),
      h("ul", null, (Object.keys(FAMILY_WORDS) as Family[]).filter((f) => families.includes(f)).map(
        (family) => h("li", null, sign(family, "firm"), FAMILY_WORDS[family]))),
      h("ul", { class: "row" },
        h("li", null, sign("state", "firm"), "probable"),
        h("li", null, sign("state", "fair"), "possible"),
        h("li", null, sign("state", "weak"), "doubtful")),
      h("ul", null, h("li", null, h("span", { class: "extent-sample" }), "somewhere in this area"),
        h("li", null, h("span", { class: "extent-sample approximate" }), "a district, drawn approximately"),
        desk.picture.disputes.length > 0 && h("li", null, h("span", { class: "disputed-sample" }), "a red dot: disputed")),
    ],
    unplaced > 0 && h("p", { class: "aside" }, `${count(unplaced, "incident")} with no known place: in the list only`),
  );
}
