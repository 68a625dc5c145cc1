// An incident: what, who, where and when; who saw it for themselves; and every claim side by side.

import { ask } from "../api";
import type { Claim, Dispute, Incident, IncidentInFull, Observer } from "../contract";
import { asked } from "../desk";
import { span } from "../days";
import { pick, picked } from "../brief";
import { add, announce, h, said } from "../elements";
import { familyOf, firmnessOf } from "../kinds";
import { choose } from "../chosen";
import { sign } from "../map/symbols";
import { happening } from "../review/happening";
import { to } from "../route";
import { capital, count, flagWords, harm, PRECISION, placeWithin, title, typeWords } from "../words";
import { card, finely } from "./card";
import { grade, icon } from "./marks";
import type { Sheet } from "./sheet";

export async function incidentSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const full = await ask<IncidentInFull>(`incidents/${encodeURIComponent(id)}`, asked(), signal);
  const { incident, claims, disputes } = full;
  choose(incident);
  const told = sides(full);
  return {
    title: title(incident),
    wide: claims.length > 1,
    body: [
      h("div", { class: "kicker" }, sign(familyOf(incident.type), firmnessOf(incident.grade.credibility)), capital(typeWords(incident.type))),
      h("h2", { dir: "auto" }, title(incident)),
      picking(incident),
      summary(incident),
      h("section", { class: "judged" }, grade(incident.grade, true), h("p", { dir: "auto" }, incident.grade.why && `${capital(incident.grade.why)}.`)),
      observers(incident, claims),
      disputes.length > 0 && disagreements(disputes),
      happening(incident, claims, told),
      told,
    ],
  };
}

/** Puts the incident into the brief that is being written, or takes it out. */
function picking(incident: Incident): HTMLElement {
  const button = h("button", { type: "button", class: "chip", onclick: () => {
    pick(incident.id, title(incident));
    draw();
    announce(picked(incident.id) ? "In the brief" : "Out of the brief");
  } });
  const draw = () => {
    button.textContent = picked(incident.id) ? "In the brief ✓" : "Into the brief";
    button.setAttribute("aria-pressed", String(picked(incident.id)));
  };
  draw();
  return h("p", { class: "picking" }, button, " ", picked(incident.id) && h("a", { href: to("brief", "mine") }, "Open the brief"));
}

function summary(incident: Incident): HTMLElement {
  const names = new Map<string, Map<string, string | null>>();
  for (const part of incident.participants) {
    const known = names.get(part.role) ?? new Map<string, string | null>();
    const name = part.name ?? part.mention;
    known.set(name, known.get(name) ?? part.id);
    names.set(part.role, known);
  }
  const rows: [string, (Node | string)[]][] = [...names].map(([role, who]) => [
    { actor: "Who", victim: "Harmed", recipient: "To whom", target: "Against" }[role] ?? capital(role),
    [...who].flatMap(([name, id], n) => [n > 0 ? ", " : "", id ? h("a", { href: to("actor", id), dir: "auto", class: "quiet" }, name) : said(name)]),
  ]);
  const { place, time } = incident;
  rows.push(["Where", place ? [said(placeWithin(place)), " ", h("small", null, PRECISION[place.precision ?? ""] ?? "not found on the map")] : ["place unknown"]]);
  rows.push(["When", [span(time.start, time.end), ...(finely(time.precision) ? [] : [" ", h("small", null, `known to the ${time.precision}`)])]]);
  for (const one of incident.casualties) {
    rows.push([capital(one.outcome === "casualties" ? "losses" : one.outcome), [harm(one).replace(/^[^:]+: /, ""), ...(one.side_name ? [" ", h("small", { dir: "auto" }, one.side_name)] : [])]]);
  }
  const list = h("dl", { class: "facts large" }, rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
  if (incident.flags.length) {
    add(list, [h("dt", null, "Mind"), h("dd", null, incident.flags.map((flag) => h("span", { class: "mark", title: flag.detail }, flagWords(flag.code))))]);
  }
  return list;
}

/** Counts the original observers before the reader's eyes, copies folded under their original. */
function observers(incident: Incident, claims: Claim[]): HTMLElement {
  const reports = new Map(claims.map((claim) => [claim.report.id, claim.report]));
  const copies = incident.sources.reduce((sum, source) => sum + source.via.length, 0);
  return h(
    "section",
    { class: "observers", "aria-label": "Original observers" },
    h("h3", null,
      h("b", { class: "figure" }, String(incident.independent_sources)),
      ` original ${incident.independent_sources === 1 ? "observer" : "observers"} in ${count(incident.reports.length, "report")}`,
      copies > 0 && h("small", null, `${count(copies, "copy or citation", "copies or citations")} not counted`)),
    h("ol", null, incident.sources.map((source, n) => observer(source, n + 1, reports))),
  );
}

function observer(source: Observer, n: number, reports: Map<string, Claim["report"]>): HTMLElement {
  const link = (id: string) => {
    const report = reports.get(id);
    return h("a", { href: to("report", id), dir: "auto" }, report?.publisher ?? report?.title ?? "report");
  };
  // What is told of the further reports stands in their order, when it tells of each of them.
  const aligned = source.via.length > 0 && source.via.length < source.reports.length;
  const own = aligned ? source.reports.slice(0, source.reports.length - source.via.length) : source.reports;
  const copies = aligned ? source.reports.slice(own.length) : [];
  return h(
    "li",
    { class: source.party ? "party" : "" },
    h("span", { class: "ordinal", "aria-hidden": "true" }, String(n)),
    icon(source.kind),
    h("span", { class: "observer-name" }, h("a", { href: to("source", source.key), dir: "auto", class: "quiet" }, source.name), " ", source.party && h("span", { class: "mark party-mark", title: "a side in what it tells" }, "party"),
      h("small", null, "in ", own.slice(0, 3).map((id, i) => [i > 0 && ", ", link(id)]), own.length > 3 && ` and ${own.length - 3} more`)),
    source.via.length > 0 &&
      h("details", { class: "copies" },
        h("summary", null, `${count(source.via.length, "copy or citation", "copies or citations")} folded`),
        h("ul", null, source.via.map((why, i) => h("li", { dir: "auto" }, why, copies[i] && [" (", link(copies[i] as string), ")"])))),
  );
}

function disagreements(disputes: Dispute[]): HTMLElement {
  return h(
    "section",
    { class: "disagreements" },
    h("h3", null, "In dispute"),
    h("ul", null, disputes.map((dispute) =>
      h("li", null, h("a", { href: to("dispute", dispute.id), dir: "auto" }, capital(dispute.about)), h("small", { dir: "auto" }, dispute.why)))),
  );
}

function sides(full: IncidentInFull): HTMLElement {
  const { claims, context } = full;
  const yes = claims.filter((claim) => claim.polarity === "positive");
  const no = claims.filter((claim) => claim.polarity === "negative");
  const cards = (list: Claim[]) => list.map((claim) => card(claim, context[claim.id], full));
  if (!yes.length || !no.length) {
    return h("section", { class: "claims" }, h("h3", null, count(claims.length, "claim")), h("div", { class: "cards" }, cards(claims)));
  }
  return h(
    "section",
    { class: "claims" },
    h("h3", null, count(claims.length, "claim")),
    h("div", { class: "camps" },
      h("div", { class: "camp" }, h("h4", { class: "camp-name" }, `Say that it is so (${yes.length})`), cards(yes)),
      h("div", { class: "camp" }, h("h4", { class: "camp-name no" }, `Say that it is not (${no.length})`), cards(no))),
  );
}
