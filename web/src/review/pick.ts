// A field in which one looks something up and picks it: a place, an actor, an incident.

import { ApiError } from "../api";
import { fill, h } from "../elements";

const PAUSE_MS = 200;
let made = 0;

export interface Choice<One> {
  one: One;
  name: string;
  under: string;
}

export function picker<One>(
  label: string,
  look: (words: string) => Promise<Choice<One>[]>,
  picked: (one: One) => void,
): HTMLElement {
  const id = `picker-${++made}`;
  const input = h("input", { type: "search", placeholder: label, "aria-label": label, role: "combobox", autocomplete: "off",
    "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" });
  const list = h("div", { class: "choices", id, role: "listbox", "aria-label": label, hidden: true });
  let choices: Choice<One>[] = [];
  let at = 0;
  let timer = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const take = (choice: Choice<One>) => {
    input.value = "";
    close();
    picked(choice.one);
  };
  const draw = (note?: string) => {
    fill(list, choices.map((choice, n) =>
      h("div", { class: "hit", role: "option", id: `${id}-${n}`, "aria-selected": String(n === at),
        onmousedown: (event: Event) => event.preventDefault(), onclick: () => take(choice) },
        h("span", { dir: "auto" }, choice.name), h("small", { dir: "auto" }, choice.under))),
      note && h("p", { class: "nothing" }, note));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (choices.length) input.setAttribute("aria-activedescendant", `${id}-${at}`);
  };
  const search = async () => {
    const words = input.value.trim();
    const mine = ++asked;
    if (words.length < 2) return close();
    try {
      const found = await look(words);
      if (mine !== asked) return;
      choices = found;
      at = 0;
      draw(found.length ? undefined : `Nothing is called “${words}”.`);
    } catch (error) {
      choices = [];
      draw(error instanceof ApiError ? error.message : String(error));
    }
  };
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void search(), PAUSE_MS);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % Math.max(1, choices.length);
      draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const choice = choices[at];
      if (choice && !list.hidden) take(choice);
    }
  });
  return h("div", { class: "picker" }, input, list);
}
