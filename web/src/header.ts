// The bar on top: the name, the search, what the store holds, light or dark, and the keys.

import { desk, listen } from "./desk";
import { byId, fill, h, s } from "./elements";
import { searchBox } from "./search";
import { onTheme, theme, toggleTheme } from "./theme";
import { count } from "./words";

const KEYS: [string, string][] = [
  ["/", "search everything"],
  ["j  k", "next and previous: row, or claim in an open report"],
  ["←  →", "a day earlier, a day later"],
  ["space", "play"],
  ["a  x  c", "accept, reject, correct the chosen claim"],
  ["Esc", "close"],
  ["?", "these keys"],
];

export function makeHeader(): void {
  const held = h("span", { class: "held" });
  const shade = h("button", { type: "button", class: "tool", onclick: toggleTheme });
  const keys = h("dialog", { class: "keys-dialog", "aria-label": "Keys" },
    h("h2", null, "Keys"),
    h("dl", null, KEYS.map(([key, what]) => [h("dt", null, key.split("  ").map((k) => h("kbd", null, k))), h("dd", null, what)])),
    h("form", { method: "dialog" }, h("button", { type: "submit" }, "Close")));
  fill(
    byId("top"),
    h("a", { class: "name", href: "#/", title: "To the start" }, mark(), h("b", null, "Sayso"), h("span", null, "on whose say-so")),
    searchBox(),
    held,
    h("nav", { class: "more", "aria-label": "More" }, h("a", { href: "#/compare/days" }, "Compare days"), h("a", { href: "#/brief/mine" }, "Brief")),
    shade,
    h("button", { type: "button", class: "tool", "aria-label": "Keys", title: "Keys (?)", onclick: () => keys.showModal() }, "?"),
    keys,
  );
  const drawShade = () => {
    const dark = theme() === "dark";
    fill(shade, dark ? "☀" : "☾");
    shade.title = dark ? "Light" : "Dark";
    shade.setAttribute("aria-label", dark ? "To light colours" : "To dark colours");
  };
  onTheme(drawShade);
  drawShade();
  listen(() => {
    if (!desk.health) return;
    const { reports, claims, unread } = desk.health;
    fill(held, count(reports, "report"), " · ", count(claims, "claim"), unread > 0 && ` · ${unread} unread`);
  });
}

export function showKeys(): void {
  document.querySelector<HTMLDialogElement>(".keys-dialog")?.showModal();
}

function mark(): SVGElement {
  return s("svg", { viewBox: "0 0 32 32", class: "mark-sign", "aria-hidden": "true" },
    s("rect", { width: 32, height: 32, rx: 7 }),
    s("path", { d: "M7 17c0-5 2.6-8.5 7-10l1 2.2c-2.4 1-3.7 2.5-4 4.3H15V23H7zM17.5 17c0-5 2.6-8.5 7-10l1 2.2c-2.4 1-3.7 2.5-4 4.3h4V23h-8z" }));
}
