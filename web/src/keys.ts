// The keyboard: everything on the page can be reached without a mouse.

import { change, clamp, desk } from "./desk";
import { plus } from "./days";
import { closeDetail } from "./detail/detail";
import { stepClaim } from "./detail/report";
import { showKeys } from "./header";
import { stepRow } from "./list/list";
import { actOnChosen } from "./review/bar";

export function listenToKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, select, textarea, dialog, [contenteditable]")) {
      if (event.key === "Escape" && target.matches("input")) target.blur();
      return;
    }
    const done = act(event.key, target);
    if (done) event.preventDefault();
  });
}

function act(key: string, target: HTMLElement): boolean {
  const onMap = !!target.closest("#map");
  const onTabs = !!target.closest("[role=tablist]");
  switch (key) {
    case "/":
      document.getElementById("search")?.focus();
      return true;
    case "j":
    case "k": {
      const by = key === "j" ? 1 : -1;
      if (!stepClaim(by)) stepRow(by);
      return true;
    }
    case "Escape":
      return closeDetail();
    case "a":
      return actOnChosen("accept");
    case "x":
      return actOnChosen("reject");
    case "c":
      return actOnChosen("correct");
    case "?":
      showKeys();
      return true;
    case "ArrowLeft":
    case "ArrowRight":
      if (onMap || onTabs) return false;
      change({ day: clamp(plus(desk.view.day, key === "ArrowRight" ? 1 : -1)) });
      return true;
    case " ":
      if (target.closest("button, a, summary")) return false;
      document.querySelector<HTMLElement>(".play")?.click();
      return true;
    default:
      return false;
  }
}
