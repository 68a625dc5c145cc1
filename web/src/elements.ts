// Building the page out of elements. Every string becomes a text node, so what a report says can
// never be markup; characters that turn the direction of text round are shown instead of obeyed.

type Child = Node | string | number | null | undefined | false | Child[];
type Handler = (event: never) => void;
type Value = string | number | boolean | null | undefined | Handler;

const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const TURNING_NAMES: Record<string, string> = {
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};

export function inert(text: string): string {
  return text.replace(TURNING, (sign) => `⟨${TURNING_NAMES[sign]}⟩`);
}

export function h<Tag extends keyof HTMLElementTagNameMap>(
  name: Tag,
  properties?: Record<string, Value> | null,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(name);
  apply(element, properties);
  add(element, children);
  return element;
}

export function s(
  name: string,
  properties?: Record<string, Value> | null,
  ...children: Child[]
): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  apply(element, properties);
  add(element, children);
  return element;
}

/** Text from a report or a name from anywhere: in its own direction. */
export function said(text: string | null | undefined, name: "span" | "p" | "q" = "span"): HTMLElement {
  return h(name, { dir: "auto" }, text ?? "");
}

export function add(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(parent, child);
    else parent.append(child instanceof Node ? child : inert(String(child)));
  }
}

export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  add(parent, children);
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element #${id}`);
  return element;
}

/** Says something to a screen reader without moving anything. */
export function announce(text: string): void {
  byId("said").textContent = inert(text);
}

function apply(element: Element, properties: Record<string, Value> | null | undefined): void {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as unknown as EventListener);
    } else if (name === "class") {
      element.setAttribute("class", String(value));
    } else {
      element.setAttribute(name, value === true ? "" : inert(String(value)));
    }
  }
}
