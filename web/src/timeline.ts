// The bar of time: incidents per day, the day that is shown, how far back, and what was known.

import { change, clamp, desk, listen } from "./desk";
import { type Day, day as dayOf, number, plus, span, weekday, written } from "./days";
import { byId, fill, h, s } from "./elements";
import { count } from "./words";

const WINDOWS: [number, string][] = [
  [0, "All"],
  [30, "30 days"],
  [7, "7 days"],
  [1, "1 day"],
];
const MOST_BARS = 240;
const STEP_MS = 550;

let playing: number | null = null;

export function makeTimeline(): void {
  const play = h("button", { class: "play", type: "button", "aria-label": "Play", onclick: toggle });
  const slider = h("input", {
    type: "range",
    id: "day",
    "aria-label": "Day shown",
    step: 1,
    oninput: () => {
      stop();
      change({ day: dayOf(Number(slider.value)) });
    },
  });
  const label = h("output", { class: "day", for: "day" });
  const bars = h("div", { class: "bars", "aria-hidden": "true" });
  const scale = h("div", { class: "ticks", "aria-hidden": "true" });
  const windows = choice(
    "How far back",
    WINDOWS.map(([days, text]) => [String(days), text]),
    () => String(desk.view.window),
    (value) => change({ window: Number(value) }),
  );
  const known = choice(
    "As known",
    [
      ["now", "as known now"],
      ["then", "as known then"],
    ],
    () => desk.view.known,
    (value) => change({ known: value as "now" | "then" }),
  );
  const step = (days: number, name: string, text: string) =>
    h("button", {
      type: "button",
      class: "step",
      "aria-label": name,
      onclick: () => {
        stop();
        change({ day: clamp(plus(desk.view.day, days)) });
      },
    }, text);
  fill(
    byId("time"),
    h("div", { class: "time-set" },
      h("div", { class: "time-day" }, step(-1, "A day earlier", "‹"), play, step(1, "A day later", "›"), label),
      windows.element, known.element),
    h("div", { class: "track" }, bars, slider, scale),
  );

  const draw = () => {
    const { first, last, view } = desk;
    slider.min = String(number(first));
    slider.max = String(Math.max(number(last), number(first) + 1));
    slider.value = String(number(view.day));
    const from = view.window ? plus(view.day, 1 - view.window) : first;
    const shown = span(from < first ? first : from, view.day);
    slider.setAttribute("aria-valuetext", `${weekday(view.day)} ${written(view.day)}`);
    fill(label, h("b", null, `${weekday(view.day)} ${written(view.day)}`), h("small", null, view.window === 1 ? "this day only" : shown));
    fill(play, playing === null ? "▶" : "❚❚");
    play.setAttribute("aria-label", playing === null ? "Play" : "Pause");
    fill(bars, histogram(from));
    fill(scale, ticks());
    windows.draw();
    known.draw();
  };
  listen(draw);
  draw();
}

export function stop(): void {
  if (playing !== null) window.clearInterval(playing);
  playing = null;
}

function toggle(): void {
  if (playing !== null) {
    stop();
    change({ day: desk.view.day });
    return;
  }
  if (desk.view.day >= desk.last) change({ day: desk.first });
  playing = window.setInterval(() => {
    if (desk.view.day >= desk.last) stop();
    else change({ day: plus(desk.view.day, 1) });
  }, STEP_MS);
}

function choice(
  name: string,
  options: [string, string][],
  now: () => string,
  set: (value: string) => void,
): { element: HTMLElement; draw: () => void } {
  const buttons = options.map(([value, text]) =>
    h("button", { type: "button", value, onclick: () => { stop(); set(value); } }, text),
  );
  return {
    element: h("div", { class: "choice", role: "group", "aria-label": name }, buttons),
    draw: () => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === now()));
    },
  };
}

function histogram(from: Day): SVGElement {
  const start = number(desk.first);
  const days = Math.max(1, number(desk.last) - start) + 1;
  const width = Math.ceil(days / MOST_BARS);
  const bins = new Array<number>(Math.ceil(days / width)).fill(0);
  for (const { begun } of desk.picture.incidents) {
    if (begun === null) continue;
    const bin = Math.floor((begun - start) / width);
    if (bin >= 0 && bin < bins.length) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...bins);
  const lit = (bin: number) => {
    const first = dayOf(start + bin * width);
    return first <= desk.view.day && dayOf(start + bin * width + width - 1) >= from;
  };
  return s(
    "svg",
    { viewBox: `0 0 ${Math.max(1, bins.length - 1)} 100`, preserveAspectRatio: "none" },
    bins.map((n, bin) =>
      n === 0 ? null : s("rect", {
        class: lit(bin) ? "lit" : "",
        x: bin - 0.38,
        width: 0.76,
        y: 100 - 12 - (88 * n) / most,
        height: 12 + (88 * n) / most,
      }, s("title", null, `${written(dayOf(start + bin * width))}: ${count(n, "incident")}`)),
    ),
  );
}

function ticks(): Node[] {
  const start = number(desk.first);
  const days = Math.max(1, number(desk.last) - start);
  const every = [1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826].find((n) => days / n <= 8) ?? 3650;
  const marks: Node[] = [];
  for (let at = 0; at <= days; at += every) {
    const mark = h("span", null, written(dayOf(start + at)).replace(days < 300 ? / \d{4}$/ : /^\d+ /, ""));
    mark.style.left = `${(100 * at) / days}%`;
    marks.push(mark);
  }
  return marks;
}
