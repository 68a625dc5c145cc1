// All that a search finds, with ways to narrow it.

import { ask } from "../api";
import type { Claim } from "../contract";
import { written } from "../days";
import { h, said } from "../elements";
import { here, keep, to } from "../route";
import { capital, count, typeWords } from "../words";
import { showDetail } from "./detail";
import { surety } from "./marks";
import type { Sheet } from "./sheet";

interface Facet {
  value: string;
  name: string;
  count: number;
}

interface Found {
  items: Claim[];
  total: number;
  more: boolean;
  facets: Record<string, Facet[]>;
  incidents: Record<string, string>;
}

const FACETS: [string, string][] = [
  ["type", "What"],
  ["actor", "Who"],
  ["place", "Where"],
  ["country", "Country"],
  ["publisher", "Published by"],
  ["year", "Year"],
];
const MOST = 100;
/** A screen on which the ways to narrow would push out of sight what was found. */
const NARROW = 720;

export async function searchSheet(words: string, signal: AbortSignal): Promise<Sheet> {
  const { query } = here();
  const set = Object.fromEntries(FACETS.map(([name]) => [name, query.get(`f.${name}`)]));
  const found = await ask<Found>("search", {
    q: words, limit: MOST,
    type: set.type, actor: set.actor, place: set.place, country: set.country, publisher: set.publisher,
    since: set.year && `${set.year}-01-01`, until: set.year && `${set.year}-12-31`,
  }, signal);
  const narrow = (name: string, value: string | null) => {
    keep({ [`f.${name}`]: value });
    void showDetail(true);
  };
  const chosen = FACETS.filter(([name]) => set[name]);
  return {
    title: `“${words}”`,
    widest: true,
    body: [
      h("div", { class: "kicker" }, "Search"),
      h("h2", { dir: "auto" }, `“${words}”`),
      h("p", { class: "lead" }, found.more ? `More than ${count(found.total, "claim")}` : count(found.total, "claim")),
      chosen.length > 0 && h("p", { class: "chosen-facets" }, chosen.map(([name, label]) => {
        const value = set[name] as string;
        const shown = found.facets[name]?.find((one) => one.value === value)?.name ?? value;
        return h("button", { type: "button", class: "chip", "aria-label": `${label}: ${shown}, remove`, onclick: () => narrow(name, null) }, `${shown} ✕`);
      })),
      h("div", { class: "found" },
        h("details", { class: "facets", open: innerWidth > NARROW }, h("summary", null, "Narrow the search"), FACETS.map(([name, label]) => {
          const values = found.facets[name] ?? [];
          return values.length > 1 && !set[name] && h("section", null, h("h3", null, label), h("ul", null, values.map((one) =>
            h("li", null, h("button", { type: "button", class: "link", dir: "auto", onclick: () => narrow(name, one.value) }, name === "type" ? capital(one.name) : one.name), " ", h("small", null, String(one.count))))));
        })),
        h("ol", { class: "hits-long" }, found.items.map((claim) => hit(claim, found.incidents[claim.id])),
          found.items.length === 0 && h("li", { class: "nothing" }, "No claim holds these words.")))
    ],
  };
}

function hit(claim: Claim, incident: string | undefined): HTMLElement {
  return h("li", null,
    h("a", { href: to("claim", claim.id), dir: "auto" }, claim.evidence.text),
    h("p", { class: "aside" }, capital(typeWords(claim.type)), " ", surety(claim), " ", said(claim.report.publisher ?? claim.report.title ?? "publisher unknown"),
      claim.report.published && `, ${written(claim.report.published)}`, incident && [" · ", h("a", { href: to("incident", incident) }, "its incident")]));
}
