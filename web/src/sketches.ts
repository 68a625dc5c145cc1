// The picture in short, as the API sends it by column, made into incidents for the lists and the map.

import type { Control, Dispute, Place, Verdict } from "./contract";
import { type Day, day } from "./days";

/** An incident as far as a list or the map shows it; its sheet asks for the rest. */
export interface Sketch {
  id: string;
  type: string;
  title: string;
  place: Place | null;
  time: { start: Day | null; end: Day | null };
  /** The day it began, as a number; null where no day is known. */
  begun: number | null;
  killed: number;
  grade: { reliability: string; credibility: number; why: string };
  independent_sources: number;
  parties: number;
  disputed: boolean;
  who: string[];
  /** All words one may look for, folded, once somebody has looked. */
  folded?: string;
}

export interface Quarrel extends Dispute {
  incidents: string[];
}

export interface Overview {
  as_of: Day;
  /** Parts of one picture have the same. */
  state: string;
  total: number;
  actors: number;
  observers: number;
  skipped: number;
  first: Day | null;
  types: string[];
  places: Place[];
  names: string[];
  incidents: {
    id: string[];
    type: number[];
    title: string[];
    place: number[];
    start: (number | null)[];
    end: (number | null)[];
    killed: number[];
    grade: string[];
    sources: number[];
    parties: number[];
    disputed: number[];
    who: number[][];
  };
  control: Control[];
  disputes: Quarrel[];
  forecasts: Verdict[];
}

/** What the desk holds: incidents the weightiest first, the rest as the API has it. */
export interface Picture {
  /** At the start the weightiest only; `total` says how many there are. */
  incidents: Sketch[];
  total: number;
  actors: number;
  observers: number;
  state: string;
  /** The day on which the earliest incident began. */
  first: Day | null;
  places: Place[];
  control: Control[];
  disputes: Quarrel[];
  forecasts: Verdict[];
  as_of: Day;
}

const days = new Map<number, Day>();

export function unpacked(overview: Overview): Picture {
  const { incidents: columns, types, places, names } = overview;
  const incidents = columns.id.map((id, n): Sketch => {
    const start = columns.start[n] ?? null;
    const end = columns.end[n] ?? null;
    const code = columns.grade[n] as string;
    return {
      id,
      type: types[columns.type[n] as number] as string,
      title: columns.title[n] as string,
      place: places[columns.place[n] as number] ?? null,
      time: { start: known(start), end: known(end) },
      begun: start ?? end,
      killed: columns.killed[n] as number,
      grade: { reliability: code.charAt(0), credibility: Number(code.charAt(1)), why: "" },
      independent_sources: columns.sources[n] as number,
      parties: columns.parties[n] as number,
      disputed: columns.disputed[n] === 1,
      who: (columns.who[n] as number[]).map((at) => names[at] as string),
    };
  });
  const { control, disputes, forecasts, as_of, total, actors, observers, state, first } = overview;
  return { incidents, total, actors, observers, state, first, places, control, disputes, forecasts, as_of };
}

/** The first part of a picture with the part that follows it. */
export function joined(head: Picture, rest: Picture): Picture {
  return { ...head, incidents: [...head.incidents, ...rest.incidents], places: [...head.places, ...rest.places] };
}

function known(number: number | null): Day | null {
  if (number === null) return null;
  let found = days.get(number);
  if (!found) days.set(number, (found = day(number)));
  return found;
}
