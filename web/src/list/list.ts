// The list on the left: what the claims amount to, by kind, with a filter over each.

import { change, controlOn, desk, listen, shownIncidents, TABS, type Tab, whole } from "../desk";
import { add, byId, fill, h } from "../elements";
import { here } from "../route";
import { capital, count, placeKey, placeName } from "../words";
import { controlList } from "./control";
import { disputeList } from "./disputes";
import { forecastList, forecastTools } from "./forecasts";
import { incidentList, orderChoice } from "./incidents";
import { reportList } from "./reports";
import { actorList } from "./actors";
import { reviewList, reviewTools } from "./review";
import { sourceList } from "./sources";
import type { Rows } from "./row";

const LISTS: Record<Tab, () => Rows> = {
  incidents: incidentList,
  control: controlList,
  disputes: disputeList,
  forecasts: forecastList,
  actors: actorList,
  sources: sourceList,
  reports: reportList,
  review: reviewList,
};
const STEP = 200;

const NOTHING: Record<Tab, string> = {
  incidents: "No incident in this span of time.",
  control: "Nothing is known of who holds any place on this day.",
  disputes: "No two claims contradict each other.",
  forecasts: "Nobody has foretold anything.",
  actors: "Nobody takes part in anything yet.",
  sources: "Nobody has told of anything yet.",
  reports: "No reports yet.",
  review: "Nothing is left to decide.",
};

let most = STEP;

export function makeList(): void {
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Lists", onkeydown: arrows });
  const tools = h("div", { class: "tools" });
  const body = h("ol", { class: "rows", id: "rows" });
  const panel = h("div", { class: "scroll", role: "tabpanel", id: "tab-panel" }, body);
  const filter = h("input", {
    type: "search",
    id: "filter",
    placeholder: "Filter this list",
    "aria-label": "Filter this list",
    autocomplete: "off",
    oninput: () => {
      most = STEP;
      change({ filter: filter.value });
    },
  });
  fill(byId("list"), tabs, tools, panel);

  const draw = () => {
    const counted = counts();
    fill(tabs, TABS.map((name) => tab(name, counted[name])));
    const { place, tab: now } = desk.view;
    fill(tools, filter, now === "incidents" && orderChoice(), now === "review" && reviewTools(), now === "forecasts" && forecastTools(), place && now === "incidents" && placeChip(place));
    const rows = LISTS[now]();
    panel.setAttribute("aria-labelledby", `tab-${now}`);
    fill(body, rows.slice(0, most).map((make) => make()));
    if (now === "incidents" && !whole(desk.picture)) add(body, [h("li", { class: "waiting" }, `The weightiest of ${count(desk.picture.total, "incident")}; the others are on their way…`)]);
    else if (!rows.length) add(body, [h("li", { class: "nothing" }, nothing(now))]);
    if (rows.length > most) {
      add(body, [
        h("li", { class: "more" }, h("button", { type: "button", onclick: () => { most += STEP; draw(); } },
          `Show ${Math.min(STEP, rows.length - most)} more of ${rows.length}`)),
      ]);
    }
    markOpen();
  };
  listen((changed) => {
    if (changed.has("tab") || changed.has("order") || changed.has("place")) most = STEP;
    draw();
  });
  addEventListener("hashchange", markOpen);
  draw();
}

/** Moves to the next or the previous row, and opens it. */
export function stepRow(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("#rows a.row")];
  const now = links.findIndex((link) => link.getAttribute("aria-current") === "true");
  const next = links[Math.min(links.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
  next?.focus();
  next?.click();
  next?.scrollIntoView({ block: "nearest" });
}

function counts(): Record<Tab, number | null> {
  return {
    incidents: whole(desk.picture) ? shownIncidents().length : desk.picture.total,
    control: controlOn(desk.view.day).length,
    disputes: desk.picture.disputes.length,
    forecasts: desk.picture.forecasts.length,
    actors: desk.picture.actors,
    sources: desk.picture.observers,
    reports: desk.health?.reports ?? desk.reports.length,
    review: desk.taskTotal || null,
  };
}

function tab(name: Tab, count: number | null): HTMLElement {
  const chosen = desk.view.tab === name;
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-selected": String(chosen),
      "aria-controls": "tab-panel",
      tabindex: chosen ? 0 : -1,
      onclick: () => change({ tab: name, filter: "" }),
    },
    h("b", null, count === null ? h("span", { "aria-hidden": "true" }, "✎") : count.toLocaleString("en")),
    h("span", null, capital(name)),
  );
}

function arrows(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = TABS[(TABS.indexOf(desk.view.tab) + by + TABS.length) % TABS.length] as Tab;
  change({ tab: next, filter: "" });
  byId(`tab-${next}`).focus();
}

function placeChip(key: string): HTMLElement {
  const place = desk.picture.places.find((p) => placeKey(p) === key);
  return h(
    "button",
    { type: "button", class: "chip", onclick: () => change({ place: null }) },
    `in ${placeName(place ?? null)} ✕`,
  );
}

function nothing(tab: Tab): (Node | string)[] {
  const total = desk.picture.incidents.length;
  if (desk.view.filter) return [`Nothing here holds “${desk.view.filter}”. `, "Press / to search everything."];
  if (tab === "incidents" && total > 0) {
    return [`${NOTHING[tab]} `, h("button", { type: "button", class: "link", onclick: () => change({ window: 0, day: desk.last, place: null }) }, `Show all ${count(total, "incident")}`)];
  }
  if (!desk.health?.reports) {
    return [h("p", null, "The store is empty."), h("p", null, "Hand it reports, and what they amount to appears here:"), h("pre", null, "sayso add reports/")];
  }
  return [NOTHING[tab]];
}

function markOpen(): void {
  const { kind, id } = here();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#rows a.row")) {
    const open = link.dataset.kind === kind && link.dataset.id === id;
    if (open) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
