// What the desk shows: the picture, and what it is set to. One object, one way to change it.

import { ask } from "./api";
import type { Control, Health, Incident, Picture, ReportLine } from "./contract";
import { type Day, number, plus, valid } from "./days";
import { here, keep } from "./route";
import { killed, placeKey, placeName, title, typeWords } from "./words";

export type Tab = "incidents" | "control" | "disputes" | "forecasts" | "reports";
export const TABS: readonly Tab[] = ["incidents", "control", "disputes", "forecasts", "reports"];
export type Order = "weight" | "latest" | "attested";

export interface View {
  day: Day;
  /** Days up to `day` whose incidents are shown; 0 shows all of them. */
  window: number;
  /** Whether later reports may speak about the day, or only those published by then. */
  known: "now" | "then";
  tab: Tab;
  order: Order;
  filter: string;
  place: string | null;
}

export interface Desk {
  picture: Picture;
  reports: ReportLine[];
  health: Health | null;
  first: Day;
  last: Day;
  disputed: Set<string>;
  view: View;
}

const EMPTY: Picture = { incidents: [], control: [], disputes: [], forecasts: [], as_of: "1970-01-01" };
const TODAY = new Date().toISOString().slice(0, 10);

export const desk: Desk = {
  picture: EMPTY,
  reports: [],
  health: null,
  first: TODAY,
  last: TODAY,
  disputed: new Set(),
  view: {
    day: TODAY,
    window: 0,
    known: "now",
    tab: "incidents",
    order: "weight",
    filter: "",
    place: null,
  },
};

type Listener = (changed: Set<keyof View | "picture" | "reports">) => void;
const listeners: Listener[] = [];

export function listen(listener: Listener): void {
  listeners.push(listener);
}

function tell(...changed: (keyof View | "picture" | "reports")[]): void {
  const set = new Set(changed);
  for (const listener of listeners) listener(set);
}

export function change(wanted: Partial<View>): void {
  const changed = (Object.keys(wanted) as (keyof View)[]).filter(
    (key) => wanted[key] !== desk.view[key],
  );
  if (!changed.length) return;
  Object.assign(desk.view, wanted);
  const { day, window, known, tab, place } = desk.view;
  keep({
    day: day === desk.last ? null : day,
    window: window ? String(window) : null,
    known: known === "then" ? "then" : null,
    tab: tab === "incidents" ? null : tab,
    place,
  });
  tell(...changed);
}

/** What the picture is asked as of: nothing for "as known now", the day for "as known then". */
export function asked(): { at?: Day; known?: Day } {
  return desk.view.known === "then" ? { at: desk.view.day, known: desk.view.day } : {};
}

export async function loadPicture(signal?: AbortSignal): Promise<void> {
  const picture = await ask<Picture>("picture", asked(), signal);
  desk.picture = picture;
  desk.disputed = new Set(picture.disputes.flatMap((dispute) => dispute.claims.flat()));
  if (desk.view.known === "now") setSpan(picture);
  tell("picture");
}

export async function loadReports(): Promise<void> {
  desk.health = await ask<Health>("health");
  const { items } = await ask<{ items: ReportLine[] }>("reports", { limit: 1000 });
  desk.reports = items.sort((a, b) => (b.published ?? "").localeCompare(a.published ?? ""));
  tell("reports");
}

/** Takes the day and the other settings out of the address. */
export function readAddress(): void {
  const { query } = here();
  const day = query.get("day");
  const tab = query.get("tab") as Tab | null;
  const window = Number(query.get("window") ?? 0);
  change({
    day: valid(day) ? clamp(day) : desk.last,
    window: Number.isInteger(window) && window > 0 ? window : 0,
    known: query.get("known") === "then" ? "then" : "now",
    tab: tab && TABS.includes(tab) ? tab : "incidents",
    place: query.get("place"),
  });
}

export function clamp(day: Day): Day {
  if (day < desk.first) return desk.first;
  return day > desk.last ? desk.last : day;
}

export function inWindow(incident: Incident): boolean {
  const { start, end } = incident.time;
  const { day, window } = desk.view;
  if (!start && !end) return window === 0;
  const begun = (start ?? end) as Day;
  if (begun > day) return false;
  return window === 0 || ((end ?? start) as Day) > plus(day, -window);
}

export function matches(words: string, ...texts: (string | null | undefined)[]): boolean {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const all = fold(texts.filter(Boolean).join(" "));
  return wanted.every((word) => all.includes(word));
}

export function shownIncidents(): Incident[] {
  const { filter, place } = desk.view;
  return desk.picture.incidents.filter(
    (incident) =>
      inWindow(incident) &&
      (!place || (incident.place !== null && placeKey(incident.place) === place)) &&
      (!filter ||
        matches(
          filter,
          title(incident),
          typeWords(incident.type),
          placeName(incident.place),
          incident.place?.admin1,
          ...incident.participants.flatMap((p) => [p.name, p.mention]),
          ...incident.sources.map((source) => source.name),
        )),
  );
}

export function ranked(incidents: Incident[], order: Order): Incident[] {
  const by: Record<Order, (incident: Incident) => number> = {
    weight,
    latest: (i) => (i.time.start ? number(i.time.start) : -1e6),
    attested: (i) => i.independent_sources * 10 - i.grade.credibility,
  };
  const key = by[order];
  return [...incidents].sort((a, b) => key(b) - key(a) || (a.id < b.id ? -1 : 1));
}

export function isDisputed(claims: string[]): boolean {
  return claims.some((claim) => desk.disputed.has(claim));
}

/** For each place, its state on the day: the latest begun that has not ended before it. */
export function controlOn(day: Day): Control[] {
  const latest = new Map<string, Control>();
  for (const state of desk.picture.control) {
    if ((state.since && state.since > day) || (state.until && state.until < day)) continue;
    const key = placeKey(state.place);
    const before = latest.get(key);
    if (!before || (before.since ?? "") <= (state.since ?? "")) latest.set(key, state);
  }
  return [...latest.values()];
}

/** What deserves the eye first: the dead, then the disputed, then the well attested. */
function weight(incident: Incident): number {
  return (
    3 * Math.log2(1 + killed(incident)) +
    (isDisputed(incident.claims) ? 4 : 0) +
    2 * incident.independent_sources +
    (6 - incident.grade.credibility) / 2
  );
}

function setSpan(picture: Picture): void {
  const days = [
    ...picture.incidents.flatMap((i) => [i.time.start, i.time.end]),
    ...picture.control.map((c) => c.since),
  ].filter((day): day is Day => !!day && day <= picture.as_of);
  desk.last = picture.as_of;
  desk.first = days.reduce((least, day) => (day < least ? day : least), picture.as_of);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
