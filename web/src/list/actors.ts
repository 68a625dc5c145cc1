// Who takes part, the busiest first.

import { desk, matches } from "../desk";
import { span } from "../days";
import { h } from "../elements";
import { count } from "../words";
import { row, type Rows } from "./row";

export function actorList(): Rows {
  return desk.actors
    .filter((actor) => matches(desk.view.filter, actor.name, actor.kind))
    .map((actor) => () =>
      row(
        "actor",
        actor.id,
        h("span", { class: "task-sign", "aria-hidden": "true" }, actor.provisional ? "◌" : "●"),
        actor.name,
        [
          actor.kind && h("span", null, actor.kind),
          h("span", null, count(actor.incidents, "incident")),
          h("span", null, span(actor.first, actor.last)),
          actor.provisional && h("span", null, "not in the registry"),
        ],
      ),
    );
}
