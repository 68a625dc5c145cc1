// Who has held a place over time: a ribbon, and the claims behind each stretch of it.

import { ApiError, ask } from "../api";
import type { Claim, Control } from "../contract";
import { choosePlace } from "../chosen";
import { controlOn, desk } from "../desk";
import { number, span } from "../days";
import { h } from "../elements";
import { incidentRow } from "../list/incidents";
import { patternOf, swatch } from "../map/patterns";
import { to } from "../route";
import type { Quarrel } from "../sketches";
import { capital, holding, placeKey, placeName, placeWithin } from "../words";
import { card } from "./card";
import { grade } from "./marks";
import { against, speakers } from "./word";
import type { Sheet } from "./sheet";

export async function controlSheet(key: string, signal: AbortSignal): Promise<Sheet> {
  const states = desk.picture.control
    .filter((state) => placeKey(state.place) === key)
    .sort((a, b) => (a.since ?? "").localeCompare(b.since ?? ""));
  const [first] = states;
  if (!first) throw new ApiError("Nothing is known of who holds this place.", null, 404);
  const now = controlOn(desk.view.day).find((state) => placeKey(state.place) === key);
  const doubts = now ? against(now.claims) : [];
  const ids = [...new Set([...(now?.claims ?? []), ...doubts.flatMap((doubt) => doubt.others), ...states.flatMap((state) => state.claims)])];
  const found = ids.length ? await ask<{ items: Claim[] }>("claims", { id: ids.slice(0, 100), limit: 1000 }, signal) : { items: [] };
  const byId = new Map(found.items.map((claim) => [claim.id, claim]));
  const those = (wanted: string[]) => wanted.map((id) => byId.get(id)).filter((claim): claim is Claim => !!claim);
  const here = desk.picture.incidents.filter((incident) => incident.place && placeKey(incident.place) === key);
  choosePlace(first.place);
  return {
    title: placeName(first.place),
    wide: true,
    body: [
      h("div", { class: "kicker" }, "Who holds it"),
      h("h2", { dir: "auto" }, placeWithin(first.place)),
      h("p", { class: "lead", dir: "auto" }, now ? [swatch(patternOf(now), 30, 20), ` On ${span(desk.view.day, null)}: ${holding(now)}.`] : `On ${span(desk.view.day, null)}: nothing is known.`),
      now && answer(those(now.claims), doubts.map((doubt) => doubt.quarrel), those(doubts.flatMap((doubt) => doubt.others))),
      ribbon(states),
      h("ol", { class: "stretches" }, [...states].reverse().map((state) =>
        h("li", { class: state === now ? "now" : "" },
          h("header", null, swatch(patternOf(state)), h("b", { dir: "auto" }, capital(holding(state))), grade(state.grade)),
          h("p", { class: "aside" }, `${span(state.since, state.until ?? state.since)}${state.until ? "" : " and since"}${state.last_evidence ? `; last heard of ${span(state.last_evidence, null)}` : ""}`),
          state.claims.length > 0 &&
            h("details", { open: state === now }, h("summary", null, `On whose word (${state.claims.length})`),
              h("div", { class: "cards" }, those(state.claims).map((claim) => card(claim))))))),
      here.length > 0 && h("section", null, h("h3", null, "Incidents here"), h("ol", { class: "rows inset" }, here.map(incidentRow))),
    ],
  };
}

/** On whose word the place is so on the day shown, and who says otherwise. */
function answer(told: Claim[], quarrels: Quarrel[], others: Claim[]): HTMLElement {
  return h("dl", { class: "facts large answer" },
    told.length > 0 && [h("dt", null, "On the word of"), h("dd", null, speakers(told))],
    h("dt", null, "Disputed by"),
    h("dd", null, others.length > 0 ? [speakers(others),
      h("ul", { class: "links" }, quarrels.map((one) => h("li", null, h("a", { href: to("dispute", one.id), dir: "auto" }, capital(one.about)))))]
      : h("span", { class: "aside" }, "nobody, in the reports that are here")));
}

function ribbon(states: Control[]): HTMLElement {
  const first = number(states[0]?.since ?? desk.first);
  const last = Math.max(number(desk.last), first + 1);
  const at = (day: number) => (100 * (Math.min(Math.max(day, first), last) - first)) / (last - first);
  const band = h("div", { class: "ribbon", "aria-hidden": "true" });
  for (const state of states) {
    const from = at(number(state.since ?? desk.first));
    const until = at(state.until ? number(state.until) + 1 : last);
    const piece = swatch(patternOf(state), 600, 26);
    piece.title = `${capital(holding(state))}, ${span(state.since, state.until)}`;
    piece.style.width = "100%";
    const cell = h("span", null, piece);
    cell.style.left = `${from}%`;
    cell.style.width = `${Math.max(0.6, until - from)}%`;
    band.append(cell);
  }
  const cursor = h("i", null);
  cursor.style.left = `${at(number(desk.view.day))}%`;
  band.append(cursor);
  return h("figure", { class: "ribbon-frame" }, band, h("figcaption", null, h("span", null, span(states[0]?.since ?? desk.first, null)), h("span", null, span(desk.last, null))));
}
