// What the desk shows: the picture, and what it is set to. One object, one way to change it.

import { ask } from "./api";
import type { ActorLine, Control, Health, Me, ReportLine, SourceLine, Task } from "./contract";
import { type Day, plus, valid } from "./days";
import { here, keep } from "./route";
import { joined, type Overview, type Picture, type Sketch, unpacked } from "./sketches";
import { placeKey, placeName, typeWords } from "./words";

export const TABS = [
  "incidents", "control", "disputes", "forecasts", "actors", "sources", "reports", "review",
] as const;
export type Tab = (typeof TABS)[number];
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
  me: Me;
  tasks: Task[];
  taskTotal: number;
  actors: ActorLine[];
  observers: SourceLine[];
  view: View;
}

/** With how many incidents the page begins; the same number stands in src/sayso/web/overviews.py. */
const FIRST = 300;
const EMPTY: Picture = { incidents: [], total: 0, actors: 0, observers: 0, state: "", first: null, places: [], control: [], disputes: [], forecasts: [], as_of: "1970-01-01" };
const TODAY = new Date().toISOString().slice(0, 10);

export const desk: Desk = {
  picture: EMPTY,
  reports: [],
  health: null,
  first: TODAY,
  last: TODAY,
  me: { name: "", role: "reader", fixed: true },
  tasks: [],
  taskTotal: 0,
  actors: [],
  observers: [],
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

type Part = keyof View | "picture" | "reports" | "tasks" | "actors" | "observers";
type Listener = (changed: Set<Part>) => void;
const listeners: Listener[] = [];

export function listen(listener: Listener): void {
  listeners.push(listener);
}

function tell(...changed: Part[]): void {
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
  const picture = unpacked(await ask<Overview>("overview", asked(), signal));
  desk.picture = picture;
  if (desk.view.known === "now") setSpan(picture);
  tell("picture");
}

/** The weightiest incidents, with everything else: enough to begin with, however many there are. */
export async function loadFirst(): Promise<void> {
  desk.picture = unpacked(await ask<Overview>("overview", { limit: FIRST }));
  setSpan(desk.picture);
  tell("picture");
}

/** The incidents that `loadFirst` left out. */
export async function loadRest(): Promise<void> {
  const head = desk.picture;
  if (whole(head)) return;
  const rest = unpacked(await ask<Overview>("overview", { skip: head.incidents.length }));
  // Somebody may have asked for another picture meanwhile, or the store have changed.
  if (desk.picture !== head) return;
  if (rest.state !== head.state) return loadPicture();
  desk.picture = joined(head, rest);
  tell("picture");
}

export function whole(picture: Picture): boolean {
  return picture.incidents.length >= picture.total;
}

export async function loadReports(): Promise<void> {
  desk.health = await ask<Health>("health");
  const { items } = await ask<{ items: ReportLine[] }>("reports", { limit: 1000 });
  desk.reports = items.sort((a, b) => (b.published ?? "").localeCompare(a.published ?? ""));
  tell("reports");
}

export async function loadMe(): Promise<void> {
  desk.me = await ask<Me>("me");
}

/** What to decide; only once somebody looks at the queue. */
export async function loadTasks(): Promise<void> {
  if (desk.view.tab !== "review") return;
  const { items, total } = await ask<{ items: Task[]; total: number }>("review", { limit: 200 });
  desk.tasks = items;
  desk.taskTotal = total;
  tell("tasks");
}

/** Who takes part, and who tells of it; only once somebody looks. */
export async function loadActors(): Promise<void> {
  if (desk.view.tab !== "actors") return;
  desk.actors = (await ask<{ items: ActorLine[] }>("actors", { ...asked(), limit: 1000 })).items;
  tell("actors");
}

export async function loadSources(): Promise<void> {
  if (desk.view.tab !== "sources") return;
  desk.observers = (await ask<{ items: SourceLine[] }>("observers", { ...asked(), limit: 1000 })).items;
  tell("observers");
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

export function inWindow(incident: Sketch): boolean {
  const { start, end } = incident.time;
  const { day, window } = desk.view;
  if (!start && !end) return window === 0;
  const begun = (start ?? end) as Day;
  if (begun > day) return false;
  return window === 0 || ((end ?? start) as Day) > plus(day, -window);
}

export function matches(words: string, ...texts: (string | null | undefined)[]): boolean {
  const all = fold(texts.filter(Boolean).join(" "));
  return wantedWords(words).every((word) => all.includes(word));
}

/** Those of the incidents in which all the words stand. */
export function holding(words: string, incidents: Sketch[]): Sketch[] {
  const wanted = wantedWords(words);
  return incidents.filter((incident) => {
    incident.folded ??= fold(
      [incident.title, typeWords(incident.type), placeName(incident.place), incident.place?.admin1, ...incident.who].join(" "),
    );
    return wanted.every((word) => incident.folded?.includes(word));
  });
}

function wantedWords(words: string): string[] {
  return fold(words).split(/\s+/).filter(Boolean);
}

let shown: { picture: Picture; key: string; incidents: Sketch[] } | null = null;

/** The incidents that the desk is set to, the weightiest first; worked out once for each setting. */
export function shownIncidents(): Sketch[] {
  const { filter, place, day, window } = desk.view;
  const key = JSON.stringify([filter, place, day, window]);
  if (shown?.picture === desk.picture && shown.key === key) return shown.incidents;
  const within = desk.picture.incidents.filter(
    (incident) =>
      inWindow(incident) &&
      (!place || (incident.place !== null && placeKey(incident.place) === place)),
  );
  shown = { picture: desk.picture, key, incidents: filter ? holding(filter, within) : within };
  return shown.incidents;
}

/** In the order wanted; they come the weightiest first. */
export function ranked(incidents: Sketch[], order: Order): Sketch[] {
  if (order === "weight") return incidents;
  const key: (incident: Sketch) => number =
    order === "latest"
      ? (i) => i.begun ?? -1e6
      : (i) => i.independent_sources * 10 - i.grade.credibility;
  return [...incidents].sort((a, b) => key(b) - key(a) || (a.id < b.id ? -1 : 1));
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

function setSpan(picture: Picture): void {
  const days = [picture.as_of, picture.first, ...picture.control.map((state) => state.since)];
  desk.last = picture.as_of;
  desk.first = days.filter((one): one is Day => !!one).reduce((a, b) => (a < b ? a : b));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
