// An actor: whom it fights, with whom, under whom, what it holds, and when.

import { ask } from "../api";
import type { ActorInFull, Decision, KnownActor, Tie } from "../contract";
import { asked, desk } from "../desk";
import { span } from "../days";
import { h } from "../elements";
import { incidentRow } from "../list/incidents";
import { patternOf, swatch } from "../map/patterns";
import { actors } from "../review/correct";
import { identityList } from "../review/bar";
import { identify, mayDecide } from "../review/deciding";
import { picker } from "../review/pick";
import { to } from "../route";
import { count, holding, placeKey, placeName } from "../words";
import type { Sheet } from "./sheet";

const HOW: [Tie["how"], string][] = [
  ["against", "Against"],
  ["with", "On one side with"],
  ["belongs to", "Belongs to"],
  ["has", "Has under it"],
  ["leads", "Leads"],
  ["led by", "Led by"],
  ["dealt with", "Deals with"],
];

export async function actorSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const full = await ask<ActorInFull>(`actors/${encodeURIComponent(id)}`, asked(), signal);
  const { actor, ties, holds, says } = full;
  const { items: decided } = await ask<{ items: Decision[] }>("decisions", { actor: actor.id }, signal);
  const mine = new Set(full.incidents);
  const incidents = desk.picture.incidents.filter((one) => mine.has(one.id)).sort((a, b) => (b.begun ?? 0) - (a.begun ?? 0));
  const now = holds.filter((state) => (!state.since || state.since <= desk.view.day) && (!state.until || state.until >= desk.view.day));
  return {
    title: actor.name,
    wide: true,
    body: [
      h("div", { class: "kicker" }, [actor.kind ?? "Actor", actor.provisional && "not in the registry"].filter(Boolean).join(", ")),
      h("h2", { dir: "auto" }, actor.name),
      h("p", { class: "lead" }, `${count(actor.incidents, "incident")}, ${span(actor.first, actor.last)}; the source of ${count(says, "claim")}.`),
      (mayDecide() || decided.length > 0) && identity(full, decided),
      months(full),
      HOW.map(([how, words]) => {
        const these = ties.filter((tie) => tie.how === how);
        return these.length > 0 && h("section", null, h("h3", null, words),
          h("ul", { class: "ties" }, these.map((tie) => h("li", null,
            h("a", { href: to("actor", tie.id), dir: "auto" }, tie.name), " ",
            h("small", null, [tie.total > 1 || tie.incidents.length ? count(tie.total, "time") : "", tie.first || tie.last ? span(tie.first, tie.last) : ""].filter(Boolean).join(", "))))));
      }),
      now.length > 0 && h("section", null, h("h3", null, `Holds on ${span(desk.view.day, null)}`),
        h("ul", { class: "ties" }, now.map((state) => h("li", null, swatch(patternOf(state)), " ",
          h("a", { href: to("control", placeKey(state.place)), dir: "auto" }, placeName(state.place)), " ", h("small", { dir: "auto" }, holding(state)))))),
      incidents.length > 0 && h("section", null, h("h3", null, incidents.length < actor.incidents ? `The latest ${incidents.length} of ${count(actor.incidents, "incident")}` : "Incidents"),
        h("ol", { class: "rows inset" }, incidents.map(incidentRow))),
    ],
  };
}

/** What a reviewer can say of who this is, and what was said. */
function identity({ actor }: ActorInFull, said: Decision[]): HTMLElement {
  const own = actor.id.replace(/^new:/, "desk:");
  const names = h("input", { type: "text", maxlength: 120, placeholder: "A name that reports use", "aria-label": "A name that reports use" });
  const card = (known: KnownActor) => ({ id: known.id, name: known.name, kind: known.kind, ...(known.country ? { country: known.country } : {}), ...(known.wikidata ? { wikidata: known.wikidata } : {}) });
  const merge = (into: Record<string, unknown> & { name: string }, told: string) => void identify({ actors: [actor.id], into }, told);
  const split = (into: Record<string, unknown> & { name: string }) => {
    const called = names.value.trim();
    if (called) void identify({ actors: [actor.id], called: [called], into }, `“${called}” is ${into.name}`);
    else names.focus();
  };
  if (!mayDecide()) return h("section", { class: "happening" }, identityList(said));
  return h("section", { class: "happening" },
    actor.provisional && h("p", { class: "aside" }, "A report introduced this actor. Say who it is, for every claim that names it and all that will."),
    picker(actor.provisional ? "It is somebody of the registry" : "It is one with somebody of the registry", actors, (known) => merge(card(known), `${actor.name} is ${known.name}`)),
    actor.provisional && h("button", { type: "button", onclick: () =>
      merge({ id: own, name: actor.name, kind: actor.kind ?? "other" }, `${actor.name} counts as an actor of its own`) }, "It is an actor of its own"),
    h("details", null, h("summary", null, "One of its names means somebody else"),
      names,
      picker("Whom it means", actors, (known) => split(card(known))),
      h("button", { type: "button", onclick: () => {
        const name = names.value.trim();
        split({ id: `desk:${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")}`, name, kind: actor.kind ?? "other" });
      } }, "An actor of its own")),
    identityList(said));
}

function months({ months: by }: ActorInFull): HTMLElement | false {
  const found = Object.entries(by);
  const [first, last] = [found[0]?.[0], found.at(-1)?.[0]];
  if (!first || !last) return false;
  const all: [string, number][] = [];
  for (let [year, month] = first.split("-").map(Number) as [number, number]; ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name > last || all.length > 600) break;
    all.push([name, by[name] ?? 0]);
  }
  const most = Math.max(...all.map(([, n]) => n));
  return h("figure", { class: "months" },
    h("div", { class: "month-bars", "aria-hidden": "true" }, all.map(([name, n]) => {
      const bar = h("i", { title: `${name}: ${count(n, "incident")}` });
      bar.style.height = `${n ? 8 + (92 * n) / most : 0}%`;
      return bar;
    })),
    h("figcaption", null, h("span", null, first), h("span", null, `incidents a month, at most ${most}`), h("span", null, last)));
}
