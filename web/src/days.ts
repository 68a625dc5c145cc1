// Calendar days. A day is the string YYYY-MM-DD; days compare as strings.

export type Day = string;

const MS = 86_400_000;
const LONG = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" });

export function number(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS);
}

export function day(value: number): Day {
  return new Date(value * MS).toISOString().slice(0, 10);
}

export function plus(start: Day, days: number): Day {
  return day(number(start) + days);
}

export function written(value: Day | null): string {
  return value ? LONG.format(new Date(`${value}T00:00:00Z`)) : "day unknown";
}

export function weekday(value: Day): string {
  return WEEKDAY.format(new Date(`${value}T00:00:00Z`));
}

/** A span of days, said as shortly as it can be. */
export function span(start: Day | null, end: Day | null): string {
  if (!start && !end) return "time unknown";
  if (!start) return `until ${written(end)}`;
  if (!end || start === end) return written(start);
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}–${written(end)}`;
  if (start.slice(0, 4) === end.slice(0, 4)) {
    return `${written(start).replace(/ \d{4}$/, "")} – ${written(end)}`;
  }
  return `${written(start)} – ${written(end)}`;
}

export function valid(value: string | null | undefined): value is Day {
  return !!value && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}
