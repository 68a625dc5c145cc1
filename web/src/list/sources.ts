// Who tells of it, the busiest first, with what came of what they told.

import { icon } from "../detail/marks";
import { desk, matches } from "../desk";
import { h } from "../elements";
import { count } from "../words";
import { row, type Rows } from "./row";

export function sourceList(): Rows {
  return desk.observers
    .filter((source) => matches(desk.view.filter, source.name, source.kind))
    .map((source) => () =>
      row(
        "source",
        source.key,
        icon(source.kind),
        source.name,
        [
          h("span", null, count(source.incidents, "incident")),
          h("span", null, `${source.confirmed} told by others too`),
          source.disputed > 0 && h("span", { class: "disputed" }, `${source.disputed} disputed`),
          source.party && h("span", null, "a side in it"),
        ],
        [source.reliability && h("b", { class: "grade", title: "reliability in the source list" }, source.reliability)],
      ),
    );
}
