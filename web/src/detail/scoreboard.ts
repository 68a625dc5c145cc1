// Who foretells well: what became of each source's forecasts, beside what the base rate would score.

import { ask } from "../api";
import type { Score } from "../contract";
import { asked } from "../desk";
import { h } from "../elements";
import { capital, count } from "../words";
import type { Sheet } from "./sheet";

export async function scoreboardSheet(_: string, signal: AbortSignal): Promise<Sheet> {
  const { scoreboard } = await ask<{ scoreboard: Score[] }>("forecasts", asked(), signal);
  const judged = scoreboard.reduce((sum, one) => sum + one.came_true + one.failed, 0);
  const base = scoreboard[0]?.base_rate ?? null;
  return {
    title: "Who foretells well",
    wide: true,
    body: [
      h("div", { class: "kicker" }, "Forecasts"),
      h("h2", null, "Who foretells well"),
      h("p", { class: "lead" }, judged === 0 ? "No forecast has been judged yet." :
        `${count(judged, "judged forecast")}${base === null ? "" : `, of which ${percent(base)} came true`}.`),
      scoreboard.length > 0 && h("div", { class: "scores-frame", role: "region", "aria-label": "Scores", tabindex: 0 }, h("table", { class: "changes scores" },
        h("thead", null, h("tr", null, ["Source", "Came true", "Failed", "Open", "Days off", "Brier score"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", null, scoreboard.map((one) => h("tr", null,
          h("th", { scope: "row", dir: "auto" }, capital(one.source || "an unnamed source")),
          h("td", null, String(one.came_true)), h("td", null, String(one.failed)), h("td", null, String(one.open)),
          h("td", null, one.error_days === null ? "–" : String(one.error_days)),
          h("td", null, brier(one))))))),
      h("p", { class: "aside" }, "The Brier score is the mean square of the probability given less what came, 0 or 1: smaller is better. It takes only forecasts that give a probability; beside it stands what always telling the base rate would have scored on the same ones. Days off is the mean distance of what came from the day it was due."),
    ],
  };
}

function brier({ brier: score, base_brier, with_probability }: Score): (Node | string)[] {
  if (score === null) return [h("small", null, "none given")];
  return [score.toFixed(2), " ", h("small", null, `over ${with_probability}${base_brier === null ? "" : `; base rate ${base_brier.toFixed(2)}`}`)];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
