// Sets the desk up: address, picture, map, lists, time, keys.

import "./look/fonts.css";
import "./look/page.css";
import "./look/list.css";
import "./look/detail.css";
import "./look/report.css";
import "./look/time.css";
import "./look/print.css";
import { asked, desk, listen, loadPicture, loadReports, readAddress } from "./desk";
import { closeDetail, showDetail, trouble } from "./detail/detail";
import { byId, fill, h } from "./elements";
import { makeHeader } from "./header";
import { listenToKeys } from "./keys";
import { makeList } from "./list/list";
import { makeLegend } from "./map/legend";
import { drawPicture, drawShown, makeMap, showAll } from "./map/map";
import { applyTheme } from "./theme";
import { makeTimeline } from "./timeline";

const PAUSE_MS = 250;

async function start(): Promise<void> {
  applyTheme();
  makeHeader();
  fill(byId("list"), h("p", { class: "waiting" }, "Painting the picture from the claims…"));
  makeMap();
  makeLegend();
  try {
    await loadPicture();
  } catch (error) {
    fill(byId("list"), ...(trouble(error).body as Node[]));
    byId("list").querySelector("button")?.addEventListener("click", () => location.reload());
    return;
  }
  desk.view.day = desk.last;
  readAddress();
  if (desk.view.known === "then") await loadPicture();
  makeList();
  makeTimeline();
  listenToKeys();
  showAll();
  listen((changed) => {
    if (changed.has("known") || (changed.has("day") && asked().at)) repaint();
    if (changed.has("picture")) void drawPicture();
    else if (["day", "window", "filter", "place"].some((key) => changed.has(key as "day"))) later();
    if (changed.has("day") && location.hash.startsWith("#/control/")) void showDetail(true);
  });
  addEventListener("hashchange", () => {
    readAddress();
    void showDetail();
  });
  void drawPicture();
  void showDetail();
  await loadReports().catch(() => closeDetail());
}

let frame = 0;
function later(): void {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(drawShown);
}

let timer = 0;
let running: AbortController | null = null;
/** "As known then" is another picture for each day: fetched once the slider has come to rest. */
function repaint(): void {
  window.clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  timer = window.setTimeout(() => void loadPicture(signal).catch(() => undefined), PAUSE_MS);
}

void start();
