// Claims that cannot both be true.

import { desk, matches } from "../desk";
import { h } from "../elements";
import { capital, DISPUTE } from "../words";
import { row, type Rows } from "./row";

export function disputeList(): Rows {
  return desk.picture.disputes
    .filter((dispute) => matches(desk.view.filter, dispute.about, dispute.why, dispute.kind))
    .map((dispute) => () =>
      row(
        "dispute",
        dispute.id,
        h("span", { class: "versus", "aria-hidden": "true" }, "≠"),
        capital(dispute.about),
        [h("span", null, DISPUTE[dispute.kind] ?? dispute.kind), h("span", { dir: "auto" }, dispute.why)],
        [h("span", { class: "tally", title: "claims on each side" }, `${dispute.claims[0].length} : ${dispute.claims[1].length}`)],
      ),
    );
}
