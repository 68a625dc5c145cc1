// The legend: what the patterns, signs and edges mean, with the holders that the picture knows.

import type { Holder } from "../contract";
import { controlOn, desk } from "../desk";
import { byId, fill, h, said } from "../elements";
import { FAMILY_WORDS, type Family, familyOf } from "../kinds";
import { count, STATUS } from "../words";
import { colourOf } from "./colours";
import { type Pattern, swatch } from "./patterns";
import { sign } from "./symbols";

const MOST = 8;
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

/** Whoever holds a place on the day shown or fights for it, those of the most places first. */
function holdersNow(): Holder[] {
  const places = new Map<string, { holder: Holder; n: number }>();
  for (const state of controlOn(desk.view.day)) {
    if (state.status === "unknown") continue;
    for (const holder of [state.holder, ...state.rivals]) {
      if (!holder) continue;
      const key = holder.id ?? holder.name;
      places.set(key, { holder, n: (places.get(key)?.n ?? 0) + 1 });
    }
  }
  return [...places.values()].sort((a, b) => b.n - a.n).map(({ holder }) => holder);
}

function draw(body: HTMLElement, unplaced: number): void {
  const holders = holdersNow();
  const families = [...new Set([...new Set(desk.picture.incidents.map((i) => i.type))].map(familyOf))];
  const held = (colour: string): Pattern => ({ status: "held", colour, rival: "" });
  fill(
    body,
    holders.length > 0 && [
      h("h3", null, "Who holds it"),
      h("ul", null, holders.slice(0, MOST).map((holder) =>
        h("li", null, swatch(held(colourOf(holder))), said(holder.name)))),
      holders.length > MOST && h("p", { class: "aside" }, `and ${holders.length - MOST} more`),
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
