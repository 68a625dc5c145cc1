// The reports in the store, the latest first.

import { desk, matches } from "../desk";
import { written } from "../days";
import { icon } from "../detail/marks";
import { h } from "../elements";
import { row, type Rows } from "./row";

export function reportList(): Rows {
  return desk.reports
    .filter((report) => matches(desk.view.filter, report.title, report.publisher, report.path))
    .map((report) => () =>
      row(
        "report",
        report.id,
        icon("document"),
        report.title ?? report.path ?? "Untitled report",
        [
          h("span", { dir: "auto" }, report.publisher ?? "publisher unknown"),
          h("span", null, report.published ? written(report.published) : "undated"),
          report.status !== "read" && h("span", { class: "disputed" }, report.status === "unread" ? "not read yet" : `not read: ${report.status_why ?? "unknown reason"}`),
        ],
      ),
    );
}
