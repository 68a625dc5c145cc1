// What was foretold, and what came of it.

import { desk, matches } from "../desk";
import { written } from "../days";
import { errorWords, verdictBadge } from "../detail/marks";
import { h } from "../elements";
import { capital } from "../words";
import { to } from "../route";
import { row, type Rows } from "./row";

/** Above the list: to who foretells well. */
export function forecastTools(): HTMLElement {
  return h("a", { class: "tool-link", href: to("scoreboard", "all") }, "Who foretells well");
}

export function forecastList(): Rows {
  return desk.picture.forecasts
    .filter((forecast) => matches(desk.view.filter, forecast.source, forecast.why, forecast.verdict))
    .map((forecast) => () =>
      row(
        "forecast",
        forecast.claim,
        verdictBadge(forecast.verdict),
        capital(forecast.source || "A forecast"),
        [
          h("span", null, `${forecast.made ? written(forecast.made) : "made at an unknown time"} → ${forecast.due ? written(forecast.due) : "no end given"}`),
          h("span", null, forecast.verdict),
          forecast.error_days !== null && h("span", null, errorWords(forecast.error_days)),
        ],
      ),
    );
}
