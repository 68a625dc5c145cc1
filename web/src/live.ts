// Hears of new claims and of others' decisions as they come, and shows them.

import type { Decision } from "./contract";
import { desk, loadPicture, loadReports, loadTasks } from "./desk";
import { announce, byId, fill, h } from "./elements";
import { isOwn, toast } from "./review/deciding";
import { count } from "./words";

/** A picture of more incidents than this is drawn anew only when the reader asks for it. */
const AT_ONCE = 5000;
const PAUSE_MS = 500;
const CUT_OFF_MS = 4000;
const DONE: Record<Decision["kind"], string> = {
  accept: "accepted a claim",
  reject: "rejected a claim",
  correct: "corrected a claim",
  merge: "merged claims",
  split: "split claims",
  "merge-actors": "said who an actor is",
  "split-actors": "said who an actor is not",
};

let fresh = 0;
let stale = false;
let timer = 0;

export function listenForNews(shown: () => Promise<void>): void {
  const source = new EventSource("./api/stream");
  const redraw = async () => {
    const came = fresh;
    [fresh, stale] = [0, false];
    byId("news").hidden = true;
    await Promise.all([loadPicture(), loadReports(), loadTasks()]).catch(() => undefined);
    // A form that is being filled in is not taken away.
    if (!document.querySelector("dialog[open], #detail textarea:focus, #detail input:focus")) await shown();
    if (came) announce(`${count(came, "new claim")}`);
  };
  source.addEventListener("claim", () => {
    fresh += 1;
    stale = true;
  });
  source.addEventListener("decision", (event) => {
    const decision = JSON.parse((event as MessageEvent<string>).data) as Decision;
    if (isOwn(decision)) return;
    stale = true;
    toast(`${decision.by} ${decision.undone ? "took back a decision" : DONE[decision.kind]}`);
  });
  source.addEventListener("changed", () => {
    if (!stale) return;
    window.clearTimeout(timer);
    if (desk.picture.total <= AT_ONCE) timer = window.setTimeout(() => void redraw(), PAUSE_MS);
    else offer(redraw);
  });
  // Cut off for a moment is nothing to tell; for longer, what stands here may be old.
  let cut = 0;
  let told = false;
  source.addEventListener("error", () => {
    cut ||= window.setTimeout(() => {
      told = true;
      const host = byId("news");
      fill(host, h("p", { class: "cut-off" }, "The desk’s server cannot be reached. What you see is as it was last told; it goes on by itself when the server is back."));
      host.hidden = false;
    }, CUT_OFF_MS);
  });
  source.addEventListener("open", () => {
    window.clearTimeout(cut);
    cut = 0;
    if (!told) return;
    told = false;
    void redraw();
  });
  addEventListener("pagehide", () => source.close());
}

function offer(redraw: () => Promise<void>): void {
  const host = byId("news");
  fill(host, h("button", { type: "button", onclick: () => void redraw() }, fresh ? `${count(fresh, "new claim")}: show` : "The picture has changed: show"));
  host.hidden = false;
}
