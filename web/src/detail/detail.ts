// The sheet on the right: opens what the address names, says what went wrong when it cannot.

import { ApiError } from "../api";
import { byId, fill, h } from "../elements";
import { choose } from "../chosen";
import { go, here, type Kind } from "../route";
import { controlSheet } from "./control";
import { incidentSheet } from "./incident";
import { claimSheet, disputeSheet, forecastSheet } from "./others";
import { leaveReport, reportSheet } from "./report";
import { actorSheet } from "./actor";
import { briefSheet } from "./brief";
import { compareSheet } from "./compare";
import { searchSheet } from "./found";
import { scoreboardSheet } from "./scoreboard";
import { sourceSheet } from "./source";
import { historySheet } from "../review/history";
import type { Sheet } from "./sheet";

const SHEETS: Record<Kind, (id: string, signal: AbortSignal) => Promise<Sheet>> = {
  actor: actorSheet,
  source: sourceSheet,
  search: searchSheet,
  compare: compareSheet,
  brief: briefSheet,
  history: historySheet,
  scoreboard: scoreboardSheet,
  incident: incidentSheet,
  report: reportSheet,
  claim: claimSheet,
  control: controlSheet,
  dispute: disputeSheet,
  forecast: forecastSheet,
};

let running: AbortController | null = null;
let open = "";

/** Shows what the address names. The day does not matter to what is open, so it is not redrawn. */
export async function showDetail(again = false): Promise<void> {
  const { kind, id } = here();
  const wanted = kind && id !== null ? `${kind}/${id}` : "";
  if (wanted === open && !again) return;
  open = wanted;
  running?.abort();
  leaveReport();
  const host = byId("detail");
  if (!kind || id === null) {
    host.hidden = true;
    host.replaceChildren();
    byId("desk").classList.remove("with-detail", "wide", "widest");
    document.title = "Sayso";
    choose(null);
    return;
  }
  if (!again) choose(null);
  running = new AbortController();
  const { signal } = running;
  const waiting = window.setTimeout(() => fill(host, closer(), h("p", { class: "waiting" }, `Fetching the ${kind}…`)), 200);
  try {
    const sheet = await SHEETS[kind](id, signal);
    if (signal.aborted) return;
    place(host, sheet, kind, again);
  } catch (error) {
    if (signal.aborted) return;
    place(host, trouble(error), kind);
  } finally {
    window.clearTimeout(waiting);
  }
}

export function closeDetail(): boolean {
  if (byId("detail").hidden) return false;
  const { kind, id } = here();
  go(null);
  document.querySelector<HTMLElement>(`#rows a.row[data-kind="${kind}"][data-id="${CSS.escape(id ?? "")}"]`)?.focus();
  return true;
}

export function trouble(error: unknown): Sheet {
  const known = error instanceof ApiError;
  return {
    title: "Something is missing",
    body: [
      h("div", { class: "trouble" },
        h("h2", null, known && error.status === 404 ? "Not here" : "That did not work"),
        h("p", { dir: "auto" }, known ? error.message : String(error)),
        known && error.remedy && h("p", { class: "aside", dir: "auto" }, error.remedy),
        h("button", { type: "button", onclick: () => void showDetail(true) }, "Try again")),
    ],
  };
}

function place(host: HTMLElement, sheet: Sheet, kind: Kind, again = false): void {
  const at = again ? host.scrollTop : 0;
  const back = again ? whereFocusIs(host) : null;
  const frame = byId("desk");
  host.hidden = false;
  host.dataset.kind = kind;
  frame.classList.add("with-detail");
  frame.classList.toggle("wide", !!sheet.wide);
  frame.classList.toggle("widest", !!sheet.widest);
  fill(host, closer(), ...(sheet.body as Node[]));
  host.scrollTop = at;
  document.title = `${sheet.title} · Sayso`;
  sheet.shown?.();
  const same = back && host.querySelector<HTMLElement>(back);
  if (same) same.focus({ preventScroll: true });
  else if (!document.activeElement?.closest("#list, #top, #time")) host.focus({ preventScroll: true });
}

/** How to find again the button that was pressed, when its sheet is drawn anew. */
function whereFocusIs(host: HTMLElement): string | null {
  const now = document.activeElement as HTMLElement | null;
  const claim = now?.closest<HTMLElement>("[data-claim]")?.dataset.claim;
  if (!now?.dataset.act || !claim || !host.contains(now)) return null;
  return `[data-claim="${CSS.escape(claim)}"] [data-act="${CSS.escape(now.dataset.act)}"]`;
}

function closer(): HTMLElement {
  return h("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: () => closeDetail() }, "✕");
}
