// Two days side by side: what changed hands, what happened between.

import { ask } from "../api";
import type { Control } from "../contract";
import { clamp, desk } from "../desk";
import { plus, span, valid } from "../days";
import { h } from "../elements";
import { incidentRow } from "../list/incidents";
import { patternOf, swatch } from "../map/patterns";
import { go, to } from "../route";
import { capital, count, holding, placeKey, placeName, typeWords } from "../words";
import type { Sheet } from "./sheet";

interface Comparison {
  control: { before: Control | null; after: Control | null }[];
  same: number;
  incidents: string[];
  total: number;
  killed: number;
  types: Record<string, number>;
}

const BACK = 14;

/** The id names the days, as in 2021-08-10..2021-09-06; anything else compares the day shown with a fortnight before. */
export async function compareSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const [a, b, how] = id.split("..");
  const later = valid(b) ? b : desk.view.day;
  const earlier = valid(a) ? a : clamp(plus(later, -BACK));
  const then = how === "then";
  const found = await ask<Comparison>("compare", { earlier, later, then: String(then) }, signal);
  const wanted = new Set(found.incidents);
  const incidents = desk.picture.incidents.filter((one) => wanted.has(one.id));
  const day = (name: string, value: string) => h("input", { type: "date", "aria-label": name, value, min: desk.first, max: desk.last, required: true });
  const [from, until] = [day("Earlier day", earlier), day("Later day", later)];
  const known = h("input", { type: "checkbox", checked: then });
  const set = () => {
    if (!valid(from.value) || !valid(until.value)) return;
    const days = [from.value, until.value].sort().join("..");
    go("compare", known.checked ? `${days}..then` : days);
  };
  for (const input of [from, until, known]) input.addEventListener("change", set);
  return {
    title: `${span(earlier, null)} and ${span(later, null)}`,
    wide: true,
    body: [
      h("div", { class: "kicker" }, "Compare two days"),
      h("h2", null, `${span(earlier, null)} → ${span(later, null)}`),
      h("form", { class: "compare-days", onsubmit: (event: Event) => event.preventDefault() }, from, h("span", { "aria-hidden": "true" }, "→"), until, h("label", { class: "tick" }, known, "each as known then")),
      h("h3", null, `${count(found.control.length, "place")} changed`, h("small", null, ` ${found.same} did not`)),
      found.control.length === 0 ? h("p", { class: "aside" }, "Nobody is known to have gained or lost a place.") :
        h("table", { class: "changes" },
          h("thead", null, h("tr", null, h("th", { scope: "col" }, "Place"), h("th", { scope: "col" }, span(earlier, null)), h("th", { scope: "col" }, span(later, null)))),
          h("tbody", null, found.control.map(({ before, after }) => {
            const { place } = (after ?? before) as Control;
            return h("tr", null, h("th", { scope: "row" }, h("a", { href: to("control", placeKey(place)), dir: "auto" }, placeName(place))), state(before), state(after));
          }))),
      h("h3", null, `${count(found.total, "incident")} between`, found.killed > 0 && h("small", null, ` ${found.killed.toLocaleString("en")} killed, as best known`)),
      h("p", { class: "aside" }, Object.entries(found.types).slice(0, 8).map(([type, n]) => `${capital(typeWords(type))} ${n}`).join(" · ")),
      incidents.length > 0 && h("ol", { class: "rows inset" }, incidents.map(incidentRow)),
    ],
  };
}

function state(of: Control | null): HTMLElement {
  return of ? h("td", { dir: "auto" }, swatch(patternOf(of)), " ", capital(holding(of))) : h("td", { class: "aside" }, "nothing known");
}
