// Incidents, ranked.

import type { Incident } from "../contract";
import { change, desk, isDisputed, type Order, ranked, shownIncidents } from "../desk";
import { span } from "../days";
import { grade, observerDots } from "../detail/marks";
import { h } from "../elements";
import { familyOf, firmnessOf } from "../kinds";
import { sign } from "../map/symbols";
import { killed, placeName, title } from "../words";
import { row, type Rows } from "./row";

const ORDERS: [Order, string][] = [
  ["weight", "Weightiest first"],
  ["latest", "Latest first"],
  ["attested", "Best attested first"],
];

export function incidentList(): Rows {
  return ranked(shownIncidents(), desk.view.order).map((incident) => () => incidentRow(incident));
}

export function incidentRow(incident: Incident): HTMLElement {
  const dead = killed(incident);
  return row(
    "incident",
    incident.id,
    sign(familyOf(incident.type), firmnessOf(incident.grade.credibility)),
    title(incident),
    [
      h("span", { dir: "auto" }, placeName(incident.place)),
      h("span", null, span(incident.time.start, incident.time.end)),
      dead > 0 && h("span", null, `${dead.toLocaleString("en")} killed`),
      isDisputed(incident.claims) && h("span", { class: "disputed" }, "disputed"),
    ],
    [grade(incident.grade), observerDots(incident)],
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
