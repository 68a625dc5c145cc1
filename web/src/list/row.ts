// One row of a list: a link to what it stands for.

import { h } from "../elements";
import { type Kind, to } from "../route";

/** Rows are made when they are shown: a list of thousands costs nothing until then. */
export type Rows = (() => HTMLElement)[];

type Piece = Node | string | null | false;

export function row(kind: Kind, id: string, sign: Piece, title: Piece, under: Piece[], side: Piece[] = []): HTMLElement {
  return h(
    "li",
    null,
    h(
      "a",
      {
        class: "row",
        href: to(kind, id),
        "data-kind": kind,
        "data-id": id,
        // The address is made anew, for the day may have been changed since the row was drawn.
        onclick: (event: MouseEvent) => {
          (event.currentTarget as HTMLAnchorElement).href = to(kind, id);
        },
      },
      h("span", { class: "row-sign" }, sign),
      h("span", { class: "row-text" }, h("span", { class: "row-title", dir: "auto" }, title), h("span", { class: "row-under" }, joined(under))),
      h("span", { class: "row-side" }, side),
    ),
  );
}

function joined(pieces: Piece[]): Piece[] {
  return pieces.filter(Boolean).flatMap((piece, n) => (n ? [" · ", piece] : [piece]));
}
