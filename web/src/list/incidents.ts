// Incidents, ranked.

import { change, desk, type Order, ranked, shownIncidents } from "../desk";
import { span } from "../days";
import { grade, observerDots } from "../detail/marks";
import { h } from "../elements";
import { familyOf, firmnessOf } from "../kinds";
import { sign } from "../map/symbols";
import type { Sketch } from "../sketches";
import { placeName } from "../words";
import { row, type Rows } from "./row";

const ORDERS: [Order, string][] = [
  ["weight", "Weightiest first"],
  ["latest", "Latest first"],
  ["attested", "Best attested first"],
];

export function incidentList(): Rows {
  return ranked(shownIncidents(), desk.view.order).map((incident) => () => incidentRow(incident));
}

export function incidentRow(incident: Sketch): HTMLElement {
  const dead = incident.killed;
  return row(
    "incident",
    incident.id,
    sign(familyOf(incident.type), firmnessOf(incident.grade.credibility)),
    incident.title,
    [
      h("span", { dir: "auto" }, placeName(incident.place)),
      h("span", null, span(incident.time.start, incident.time.end)),
      dead > 0 && h("span", null, `${dead.toLocaleString("en")} killed`),
      incident.disputed && h("span", { class: "disputed" }, "disputed"),
    ],
    [grade(incident.grade), observerDots(incident.independent_sources, incident.parties)],
  );
}

export function orderChoice(): HTMLElement {
  const select = h(
    "select",
    { "aria-label": "Order", onchange: () => change({ order: select.value as Order }) },
    ORDERS.map(([value, text]) => h("option", { value, selected: desk.view.order === value }, text)),
  );
  return select;
}
