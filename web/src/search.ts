// Search over everything: what is in the picture by name, what is in the record by its words.

import { ApiError, ask } from "./api";
import type { Found } from "./contract";
import { desk, holding as incidentsHolding, matches } from "./desk";
import { written } from "./days";
import { fill, h } from "./elements";
import { go, type Kind } from "./route";
import { capital, holding, placeKey, placeName } from "./words";

const PAUSE_MS = 180;
const EACH = 6;

interface Hit {
  group: string;
  kind: Kind;
  id: string;
  name: string;
  under: string;
}

export function searchBox(): HTMLElement {
  const input = h("input", {
    type: "search",
    id: "search",
    placeholder: "Search everything",
    "aria-label": "Search everything",
    autocomplete: "off",
    spellcheck: "false",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "hits",
    "aria-autocomplete": "list",
  });
  const list = h("div", { class: "hits", id: "hits", role: "listbox", "aria-label": "Found", hidden: true });
  let timer = 0;
  let running: AbortController | null = null;
  let hits: Hit[] = [];
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const draw = (note: string | null) => {
    const items: Node[] = [];
    let group = "";
    hits.forEach((hit, n) => {
      if (hit.group !== group) items.push(h("div", { class: "group", role: "presentation" }, (group = hit.group)));
      items.push(h("div", { class: "hit", role: "option", id: `hit-${n}`, "aria-selected": String(n === at),
        onmousedown: (event: Event) => event.preventDefault(), onclick: () => open(hit) },
        h("span", { dir: "auto" }, hit.name), h("small", { dir: "auto" }, hit.under)));
    });
    fill(list, items, note && h("p", { class: "nothing" }, note));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const open = (hit: Hit) => {
    close();
    input.blur();
    go(hit.kind, hit.id);
  };
  const look = async () => {
    const words = input.value.trim();
    running?.abort();
    if (words.length < 2) return close();
    running = new AbortController();
    const { signal } = running;
    hits = inPicture(words);
    draw("Looking through the reports…");
    try {
      const found = await ask<Found>("find", { q: words, limit: 20 }, signal);
      hits = [...inPicture(words), ...inRecord(found), { group: "More", kind: "search", id: words, name: `All claims that hold “${words}”`, under: "with ways to narrow them" }];
      draw(hits.length > 1 ? null : `Nothing holds “${words}”.`);
    } catch (error) {
      if (!signal.aborted) draw(error instanceof ApiError ? error.message : "The search did not work.");
    }
  };
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(), PAUSE_MS);
  });
  input.addEventListener("focus", () => { if (input.value.trim().length > 1) void look(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.blur();
      else close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % Math.max(1, hits.length);
      draw(null);
      input.setAttribute("aria-activedescendant", `hit-${at}`);
      document.getElementById(`hit-${at}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      const hit = hits[Math.max(0, at)];
      if (hit && !list.hidden) open(hit);
    }
  });
  return h("div", { class: "search", role: "search" }, input, h("kbd", { "aria-hidden": "true" }, "/"), list);
}

function inPicture(words: string): Hit[] {
  const places = new Map(desk.picture.control.map((state) => [placeKey(state.place), state]));
  return [
    ...incidentsHolding(words, desk.picture.incidents)
      .slice(0, EACH)
      .map((i): Hit => ({ group: "Incidents", kind: "incident", id: i.id, name: i.title, under: `${placeName(i.place)}, ${written(i.time.start)}` })),
    ...[...places.values()]
      .filter((state) => matches(words, placeName(state.place), state.place.admin1))
      .slice(0, EACH)
      .map((state): Hit => ({ group: "Who holds it", kind: "control", id: placeKey(state.place), name: placeName(state.place), under: holding(state) })),
    ...desk.picture.disputes
      .filter((dispute) => matches(words, dispute.about))
      .slice(0, EACH)
      .map((dispute): Hit => ({ group: "Disputes", kind: "dispute", id: dispute.id, name: capital(dispute.about), under: dispute.why })),
  ];
}

function inRecord(found: Found): Hit[] {
  return [
    ...found.claims.slice(0, 10).map((claim): Hit => ({
      group: "Claims", kind: "claim", id: claim.id, name: claim.evidence.text,
      under: [claim.report.publisher, claim.report.published && written(claim.report.published)].filter(Boolean).join(", "),
    })),
    ...found.reports.slice(0, 10).map(({ report, snippet }): Hit => ({
      group: "Reports", kind: "report", id: report.id, name: report.title ?? report.path ?? "Untitled report", under: snippet,
    })),
  ];
}
