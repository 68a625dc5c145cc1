// What is worth deciding, the most valuable decision first.

import type { Task } from "../contract";
import { desk, matches } from "../desk";
import { h } from "../elements";
import { callMe, myName } from "../review/deciding";
import { type Kind, to } from "../route";
import { row, type Rows } from "./row";

const OPENS: Record<Task["kind"], Kind> = { claim: "claim", reopened: "claim", join: "incident", actor: "actor" };
const ASKS: Record<Task["kind"], string> = {
  claim: "Is this read right?",
  join: "Is this one happening?",
  actor: "Who is this?",
  reopened: "Decide again?",
};
const SIGNS: Record<Task["kind"], string> = { claim: "?", join: "∪", actor: "◌", reopened: "↻" };

export function reviewList(): Rows {
  return desk.tasks
    .filter((task) => matches(desk.view.filter, task.title, task.quote, ...task.why))
    .map((task) => () =>
      row(
        OPENS[task.kind],
        task.kind === "claim" ? (task.claims[0] as string) : task.id,
        h("span", { class: `task-sign task-${task.kind}`, "aria-hidden": "true" }, SIGNS[task.kind]),
        task.quote || task.title,
        [h("b", null, ASKS[task.kind]), ...task.why.map((why) => h("span", { dir: "auto" }, why))],
      ),
    );
}

/** Above the queue: under which name one decides, and what was decided. */
export function reviewTools(): HTMLElement {
  const name = h("input", { type: "text", "aria-label": "You decide as", maxlength: 120, value: myName(), onchange: () => callMe(name.value) });
  return h("div", { class: "reviewer" },
    desk.me.fixed ? h("span", null, "You decide as ", h("b", { dir: "auto" }, desk.me.name), desk.me.role === "reader" && " (a reader: you may look, not decide)") : h("label", null, "You decide as ", name),
    h("a", { href: to("history", "all") }, "Decisions so far"));
}
