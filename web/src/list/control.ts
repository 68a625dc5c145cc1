// Who holds what on the day shown.

import type { Control, Status } from "../contract";
import { controlOn, desk, matches } from "../desk";
import { written } from "../days";
import { grade } from "../detail/marks";
import { h } from "../elements";
import { patternOf, swatch } from "../map/patterns";
import { placeKey, placeName, SHORT_STATUS } from "../words";
import { row, type Rows } from "./row";

const RANK: Status[] = ["contested", "claimed", "held", "not-held", "unknown"];

export function controlList(): Rows {
  return controlOn(desk.view.day)
    .filter((state) => matches(desk.view.filter, placeName(state.place), state.place.admin1, state.holder?.name, state.status))
    .sort((a, b) => RANK.indexOf(a.status) - RANK.indexOf(b.status) || placeName(a.place).localeCompare(placeName(b.place)))
    .map((state) => () => controlRow(state));
}

function controlRow(state: Control): HTMLElement {
  const rivals = state.rivals.map((rival) => rival.name).join(", ");
  return row(
    "control",
    placeKey(state.place),
    swatch(patternOf(state)),
    placeName(state.place),
    [
      h("span", { class: "status" }, SHORT_STATUS[state.status]),
      h("span", { dir: "auto" }, state.holder?.name ?? "nobody known", rivals && ` / ${rivals}`),
      state.since && h("span", null, `since ${written(state.since)}`),
    ],
    [grade(state.grade)],
  );
}
