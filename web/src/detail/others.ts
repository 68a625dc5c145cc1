// A dispute, a forecast, and a claim on its own.

import { ask } from "../api";
import type { Claim, ClaimInFull, ClaimsById } from "../contract";
import { asked, desk } from "../desk";
import { number, written } from "../days";
import { h, s } from "../elements";
import { choose } from "../chosen";
import { to } from "../route";
import { capital, DISPUTE } from "../words";
import { ApiError } from "../api";
import { card } from "./card";
import { errorWords, verdictBadge } from "./marks";
import type { Sheet } from "./sheet";

export async function disputeSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const dispute = desk.picture.disputes.find((one) => one.id === id);
  if (!dispute) throw new ApiError("There is no such dispute in this picture.", "It may have been settled by a later report, or lie after the day shown.", 404);
  const { claims } = await ask<ClaimsById>("disputes", asked(), signal);
  const camp = (n: 0 | 1, name: string) =>
    h("div", { class: "camp" }, h("h4", { class: `camp-name${n ? " no" : ""}` }, `${name} (${dispute.claims[n].length})`),
      dispute.claims[n].map((one) => claims[one]).filter((one): one is Claim => !!one).map((one) => card(one)));
  const incidents = desk.picture.incidents.filter((i) => dispute.incidents.includes(i.id));
  choose(incidents[0] ?? null);
  return {
    title: capital(dispute.about),
    wide: true,
    body: [
      h("div", { class: "kicker" }, h("span", { class: "versus", "aria-hidden": "true" }, "≠"), DISPUTE[dispute.kind] ?? capital(dispute.kind)),
      h("h2", { dir: "auto" }, capital(dispute.about)),
      h("p", { class: "lead", dir: "auto" }, `${capital(dispute.why)}.`),
      h("div", { class: "camps" }, camp(0, "One side"), camp(1, "The other")),
      incidents.length > 0 && h("section", null, h("h3", null, "Speaks of"), h("ul", { class: "links" }, incidents.map((i) => h("li", null, h("a", { href: to("incident", i.id), dir: "auto" }, i.title))))),
    ],
  };
}

export async function forecastSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const forecast = desk.picture.forecasts.find((one) => one.claim === id);
  if (!forecast) throw new ApiError("There is no such forecast in this picture.", null, 404);
  const { claims } = await ask<ClaimsById>("forecasts", asked(), signal);
  const told = claims[forecast.claim];
  const came = forecast.outcome ? claims[forecast.outcome.claim] : undefined;
  return {
    title: `A forecast by ${forecast.source}`,
    wide: !!came,
    body: [
      h("div", { class: "kicker" }, verdictBadge(forecast.verdict), ["Forecast", errorWords(forecast.error_days)].filter(Boolean).join(", ")),
      h("h2", { dir: "auto" }, `${capital(forecast.source)}: ${forecast.verdict}`),
      h("p", { class: "lead", dir: "auto" }, forecast.why && `${capital(forecast.why)}.`),
      spanDrawing(forecast.made, forecast.due, forecast.outcome?.date ?? null),
      h("div", { class: "camps" },
        told && h("div", { class: "camp" }, h("h4", { class: "camp-name" }, "What was said"), card(told)),
        came && h("div", { class: "camp" }, h("h4", { class: "camp-name" }, "What came"), card(came))),
    ],
  };
}

export async function claimSheet(id: string, signal: AbortSignal): Promise<Sheet> {
  const full = await ask<ClaimInFull>(`claims/${encodeURIComponent(id)}`, {}, signal);
  const incidents = desk.picture.incidents.filter((i) => full.incidents.includes(i.id));
  choose(incidents[0] ?? null);
  return {
    title: "A claim",
    body: [
      h("div", { class: "kicker" }, "Claim"),
      h("h2", { class: "unseen" }, "A claim"),
      card(full.claim, full.context, full),
      (incidents.length > 0 || full.disputes.length > 0) &&
        h("section", null, h("h3", null, "Part of"), h("ul", { class: "links" },
          incidents.map((i) => h("li", null, h("a", { href: to("incident", i.id), dir: "auto" }, i.title))),
          full.disputes.map((d) => h("li", null, h("a", { href: to("dispute", d.id), dir: "auto" }, `Dispute: ${d.about}`))))),
    ],
  };
}

/** From the day it was said to the day it runs out, and the day it came. */
function spanDrawing(made: string | null, due: string | null, came: string | null): HTMLElement | false {
  if (!made || !due) return false;
  const days = [made, due, ...(came ? [came] : [])].map(number);
  const first = Math.min(...days);
  const length = Math.max(1, Math.max(...days) - first);
  const x = (day: string) => 4 + (92 * (number(day) - first)) / length;
  const mark = (day: string, name: string, low: boolean) =>
    h("span", { class: low ? "low" : "" }, h("b", null, name), ` ${written(day)}`);
  const placed = (element: HTMLElement, at: number) => {
    element.style.left = `${at}%`;
    element.style.transform = `translateX(${at < 25 ? "-10%" : at > 75 ? "-90%" : "-50%"})`;
    return element;
  };
  return h(
    "div",
    { class: "horizon", role: "img", "aria-label": `said ${written(made)}, due ${written(due)}${came ? `, came ${written(came)}` : ""}` },
    placed(mark(made, "said", false), x(made)),
    placed(mark(due, "due", false), x(due)),
    s("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none" },
      s("line", { x1: x(made), x2: x(due), y1: 5, y2: 5, class: "run" }),
      s("line", { x1: x(made), x2: x(made), y1: 1, y2: 9 }),
      s("line", { x1: x(due), x2: x(due), y1: 1, y2: 9 }),
      came && s("line", { x1: x(came), x2: x(came), y1: 0, y2: 10, class: "came" })),
    came && placed(mark(came, "came", true), x(came)),
  );
}
