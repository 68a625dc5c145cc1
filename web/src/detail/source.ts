// A source: what it told, what came of it, who copies whom.

import { ask } from "../api";
import type { SourceInFull } from "../contract";
import { asked, desk } from "../desk";
import { h } from "../elements";
import { incidentRow } from "../list/incidents";
import { to } from "../route";
import { count, RELIABILITY } from "../words";
import { icon } from "./marks";
import type { Sheet } from "./sheet";

export async function sourceSheet(key: string, signal: AbortSignal): Promise<Sheet> {
  const { source, incidents, told, copied_by, copies } = await ask<SourceInFull>("observer", { key, ...asked() }, signal);
  const wanted = new Set(incidents);
  const rows = desk.picture.incidents.filter((one) => wanted.has(one.id)).sort((a, b) => (b.begun ?? 0) - (a.begun ?? 0));
  const figure = (n: number, words: string) => h("li", null, h("b", { class: "figure" }, String(n)), ` ${words}`);
  return {
    title: source.name,
    wide: true,
    body: [
      h("div", { class: "kicker" }, icon(source.kind), "Source", source.party && h("span", { class: "mark party-mark" }, "a side in what it tells")),
      h("h2", { dir: "auto" }, source.name),
      h("p", { class: "lead" }, source.reliability ? `${source.reliability}: ${RELIABILITY[source.reliability]}, by the source list.` : "The source list does not say how reliable it is."),
      h("ul", { class: "record" },
        figure(source.incidents, source.incidents === 1 ? "incident told" : "incidents told"),
        figure(source.confirmed, "told by others too, independently"),
        figure(source.alone, "told by nobody else"),
        figure(source.disputed, "disputed")),
      copied_by.length > 0 && h("section", null, h("h3", null, "Copied or cited by"), h("ul", { class: "ties" }, copied_by.map((one) => h("li", null, h("span", { dir: "auto" }, one.name), " ", h("small", null, count(one.times, "time")))))),
      copies.length > 0 && h("section", null, h("h3", null, "Copies or cites"), h("ul", { class: "ties" }, copies.map((one) => h("li", null, h("span", { dir: "auto" }, one.name), " ", h("small", null, count(one.times, "time")))))),
      rows.length > 0 && h("section", null, h("h3", null, "Incidents"), h("ol", { class: "rows inset" }, rows.map(incidentRow))),
      told.length > 0 && h("section", null, h("h3", null, "In reports"), h("ul", { class: "links" }, told.map((id) => {
        const report = desk.reports.find((one) => one.id === id);
        return h("li", null, h("a", { href: to("report", id), dir: "auto" }, report?.title ?? report?.path ?? "a report"));
      }))),
    ],
  };
}
