// Sets the desk up: address, picture, map, lists, time, keys.

import "./look/fonts.css";
import "./look/colours.css";
import "./look/top.css";
import "./look/map.css";
import "./look/page.css";
import "./look/list.css";
import "./look/card.css";
import "./look/detail.css";
import "./look/report.css";
import "./look/review.css";
import "./look/views.css";
import "./look/time.css";
import "./look/print.css";
import { asked, desk, listen, loadActors, loadFirst, loadMe, loadPicture, loadReports, loadRest, loadSources, loadTasks, readAddress } from "./desk";
import { showDetail, trouble } from "./detail/detail";
import { byId, fill, h } from "./elements";
import { makeHeader } from "./header";
import { listenToKeys } from "./keys";
import { makeList } from "./list/list";
import { giveColours } from "./map/colours";
import { makeLegend } from "./map/legend";
import { applyTheme } from "./theme";
import { listenForNews } from "./live";
import { onDecided, toast } from "./review/deciding";
import { here } from "./route";
import { makeTimeline } from "./timeline";

const PAUSE_MS = 250;

async function start(): Promise<void> {
  applyTheme();
  makeHeader();
  fill(byId("list"), h("p", { class: "waiting" }, "Painting the picture from the claims…"));
  // The map is the heaviest part and comes on its own, while the picture is on its way.
  const coming = import("./map/map");
  try {
    await Promise.all([loadFirst(), loadMe()]);
  } catch (error) {
    fill(byId("list"), ...(trouble(error).body as Node[]));
    byId("list").querySelector("button")?.addEventListener("click", () => location.reload());
    return;
  }
  desk.view.day = desk.last;
  readAddress();
  if (desk.view.known === "then") await loadPicture();
  giveColours();
  makeList();
  // By the browser's own clock: when the first view stands.
  performance.mark("sayso-list");
  makeTimeline();
  listenToKeys();
  listen((changed) => {
    if (changed.has("known") || (changed.has("day") && asked().at)) repaint();
    if (changed.has("picture")) giveColours();
    if (changed.has("tab") || changed.has("picture")) {
      void loadActors().catch(() => undefined);
      void loadSources().catch(() => undefined);
    }
    if (changed.has("tab")) void loadTasks().catch(() => undefined);
    if (changed.has("day") && location.hash.startsWith("#/control/")) void showDetail(true);
  });
  addEventListener("hashchange", () => {
    readAddress();
    void showDetail();
  });
  void showDetail();
  onDecided(() => showDetail(true));
  listenForNews(() => showDetail(true));
  void Promise.all([loadTasks(), loadActors(), loadSources()]).catch(() => undefined);
  void loadReports().catch(() => undefined);
  // A frame to show the lists in before the map takes the processor.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  void completed();
  const { drawPicture, drawShown, makeMap } = await coming;
  makeMap();
  makeLegend();
  void drawPicture(true);
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(drawShown);
  };
  listen((changed) => {
    if (changed.has("picture")) void drawPicture();
    else if (["day", "window", "filter", "place"].some((key) => changed.has(key as "day"))) later();
  });
}

/** Fetches what the first view began without. */
async function completed(): Promise<void> {
  const began = desk.picture;
  try {
    await loadRest();
    performance.mark("sayso-whole");
    const { kind } = here();
    // What is open may speak of incidents that were not here yet.
    if (desk.picture !== began && kind && kind !== "brief") void showDetail(true);
  } catch (error) {
    toast(`Only the weightiest incidents are here. ${error instanceof Error ? error.message : ""}`, { name: "Fetch the rest", act: () => void completed() });
  }
}

let frame = 0;
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
