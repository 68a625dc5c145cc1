// What is open, as the map wants to know it: an incident, or a place.

import type { Place } from "./contract";

export interface Chosen {
  incident: string;
  place: Place | null;
}

const NOTHING: Chosen = { incident: "", place: null };
let now: Chosen = NOTHING;
const listeners: (() => void)[] = [];

export function chosen(): Chosen {
  return now;
}

export function choose(incident: { id: string; place: Place | null } | null): void {
  set(incident ? { incident: incident.id, place: incident.place } : NOTHING);
}

export function choosePlace(place: Place): void {
  set({ incident: "", place });
}

export function onChoice(listener: () => void): void {
  listeners.push(listener);
}

function set(wanted: Chosen): void {
  now = wanted;
  for (const listener of listeners) listener();
}
