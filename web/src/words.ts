// What the page calls things, in one place.

import type { Casualties, Control, Incident, Place, Status } from "./contract";

export const RELIABILITY: Record<string, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

export const CREDIBILITY: Record<number, string> = {
  1: "confirmed",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "truth cannot be judged",
};

export const STATUS: Record<Status, string> = {
  held: "held",
  contested: "contested",
  claimed: "claimed, by its own word only",
  "not-held": "not held",
  unknown: "unknown",
};

export const SHORT_STATUS: Record<Status, string> = {
  held: "held",
  contested: "contested",
  claimed: "claimed",
  "not-held": "not held",
  unknown: "unknown",
};

export const PRECISION: Record<string, string> = {
  exact: "at this point",
  near: "near this point",
  adm2: "somewhere in this district",
  adm1: "somewhere in this province",
  region: "somewhere in this region",
  country: "somewhere in this country",
};

export const DISPUTE: Record<string, string> = {
  polarity: "Did it happen?",
  number: "How many?",
  attribution: "Who?",
  place: "Where?",
  time: "When?",
  assessment: "How strong?",
};

export const FLAGS: Record<string, string> = {
  "date-default": "dated by its publication",
  "vague-number": "number read from a vague word",
  "vague-horizon": "horizon read from a vague word",
  withdrawn: "taken back by its source",
  background: "background, not news",
  "place-disagrees": "place disputed with the gazetteer",
};

export function flagWords(code: string): string {
  return FLAGS[code] ?? code.replaceAll("-", " ");
}

export function typeWords(slug: string): string {
  return slug.replaceAll("-", " ");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

export function range(low: number | null, high: number | null, best?: number | null): string {
  const shown = (n: number) => n.toLocaleString("en");
  if (low === null && high === null) return best == null ? "number unknown" : shown(best);
  let text: string;
  if (low !== null && low === high) text = shown(low);
  else if (high === null) text = `at least ${shown(low ?? 0)}`;
  else if (low === null) text = `up to ${shown(high)}`;
  else text = `${shown(low)}–${shown(high)}`;
  if (best != null && !(low === high && best === low)) text += `, best ${shown(best)}`;
  return text;
}

export function harm(casualties: Casualties): string {
  const what = casualties.outcome === "casualties" ? "killed or wounded" : casualties.outcome;
  return `${what}: ${range(casualties.low, casualties.high, casualties.best)}`;
}

export function placeName(place: Place | null): string {
  return place ? (place.name ?? place.mention) : "place unknown";
}

export function placeWithin(place: Place | null): string {
  if (!place) return "place unknown";
  const name = placeName(place);
  const parts = [name, place.admin2, place.admin1].filter(
    (part, n, all) => part && all.indexOf(part) === n,
  );
  return parts.join(", ");
}

export function placeKey(place: Place): string {
  return place.id ?? place.name ?? place.mention;
}

export function title(incident: Incident): string {
  if (incident.title) return incident.title;
  const who = incident.participants
    .filter((p) => p.role === "actor")
    .map((p) => p.name ?? p.mention)
    .join(", ");
  return capital([typeWords(incident.type), who && `by ${who}`].filter(Boolean).join(" "));
}

export function holding(state: Control): string {
  const holder = state.holder?.name ?? "nobody known";
  const rivals = state.rivals.map((rival) => rival.name).join(", ");
  switch (state.status) {
    case "held":
      return `held by ${holder}`;
    case "contested":
      return rivals ? `contested: ${holder} against ${rivals}` : `contested, ${holder} in it`;
    case "claimed":
      return `claimed by ${holder}, on its own word only`;
    case "not-held":
      return `not held by ${holder}`;
    default:
      return "holder unknown";
  }
}
