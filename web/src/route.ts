// What is open, and as of when, stands in the address, so that every view can be linked and kept.

const KINDS = [
  "incident", "report", "claim", "control", "dispute", "forecast",
  "actor", "source", "search", "compare", "brief", "history", "scoreboard",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Route {
  kind: Kind | null;
  id: string | null;
  query: URLSearchParams;
}

export function here(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [kind = "", ...rest] = path.split("/");
  const known = (KINDS as readonly string[]).includes(kind) && rest.length > 0;
  return {
    kind: known ? (kind as Kind) : null,
    id: known ? safely(rest.join("/")) : null,
    query: new URLSearchParams(query),
  };
}

/** The address of a thing, keeping what the view is set to. */
export function to(kind: Kind | null, id?: string, extra: Record<string, string> = {}): string {
  const query = new URLSearchParams(here().query);
  // What belongs to one sheet is not carried to the next.
  for (const name of [...query.keys()]) if (name === "claim" || name.startsWith("f.")) query.delete(name);
  for (const [name, value] of Object.entries(extra)) query.set(name, value);
  const path = kind && id !== undefined ? `${kind}/${encodeURIComponent(id)}` : "";
  return `#/${path}${query.size ? `?${query}` : ""}`;
}

export function go(kind: Kind | null, id?: string, extra: Record<string, string> = {}): void {
  location.hash = to(kind, id, extra);
}

/** Keeps a setting in the address without a step in the history. */
export function keep(settings: Record<string, string | null>): void {
  const { kind, id, query } = here();
  for (const [name, value] of Object.entries(settings)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const path = kind && id !== null ? `${kind}/${encodeURIComponent(id)}` : "";
  history.replaceState(null, "", `#/${path}${query.size ? `?${query}` : ""}`);
}

function safely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
