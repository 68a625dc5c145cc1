// Every decision there ever was, the latest first.

import { ask } from "../api";
import type { Decision } from "../contract";
import { h } from "../elements";
import { to } from "../route";
import { count } from "../words";
import type { Sheet } from "../detail/sheet";
import { decisionLine } from "./bar";

export async function historySheet(_: string, signal: AbortSignal): Promise<Sheet> {
  const { items, total } = await ask<{ items: Decision[]; total: number }>("decisions", { limit: 300 }, signal);
  return {
    title: "Decisions",
    body: [
      h("div", { class: "kicker" }, "Review"),
      h("h2", null, count(total, "decision")),
      items.length === 0 && h("p", { class: "nothing" }, "Nobody has decided anything yet. Open “Review” on the left for what is worth deciding first."),
      h("ol", { class: "decisions long" }, items.map((one) => {
        const line = decisionLine(one, one.claims[0] ?? null);
        if (one.claims.length) line.append(h("span", { class: "on" }, " on ", one.claims.slice(0, 3).map((id, n) => [n > 0 && ", ", h("a", { href: to("claim", id) }, `claim ${id.replace(/^clm_/, "").slice(0, 8)}`)]), one.claims.length > 3 && ` and ${one.claims.length - 3} more`));
        return line;
      })),
    ],
  };
}
