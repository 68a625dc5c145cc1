// Under each claim: what reviewers made of it, and what one can do about it.

import type { ActorEdge, Claim, Decision, Reviewed } from "../contract";
import { h, said } from "../elements";
import { correct } from "./correct";
import { to } from "../route";
import { decide, mayDecide, undo } from "./deciding";

const DONE: Record<Decision["kind"], string> = {
  accept: "Accepted",
  reject: "Rejected",
  correct: "Corrected",
  merge: "Merged with others",
  split: "Split from others",
  "merge-actors": "Actors merged",
  "split-actors": "Actor split",
};

export function reviewBar(claim: Claim, reviewed: Reviewed): HTMLElement {
  const about = reviewed.decisions.filter((one) => one.claims.includes(claim.id));
  const valid = about.filter((one) => !one.undone);
  const judged = [...valid].reverse().find((one) => one.kind === "accept" || one.kind === "reject");
  const button = (act: string, text: string, key: string, onclick: () => void) =>
    h("button", { type: "button", "data-act": act, title: `${text} (${key})`, "aria-pressed": String(judged?.kind === act), onclick }, text);
  return h("div", { class: `review${judged ? ` ${judged.kind}ed` : ""}` },
    about.length > 0 && h("ol", { class: "decisions", "aria-label": "Decisions on this claim" }, about.map((one) => decisionLine(one, claim.id))),
    mayDecide() && h("div", { class: "acts", role: "group", "aria-label": "Review this claim" },
      button("accept", "Accept", "a", () => void decide([{ kind: "accept", claims: [claim.id] }], "Accepted")),
      button("reject", "Reject", "x", () => void decide([{ kind: "reject", claims: [claim.id] }], "Rejected: the picture goes on without it")),
      h("button", { type: "button", "data-act": "correct", title: "Correct (c)", onclick: () => correct(reviewed.corrected[claim.id] ?? claim) }, "Correct…")));
}

export function decisionLine(one: Decision, claim: string | null): HTMLElement {
  return h("li", { class: one.undone ? "undone" : "" },
    h("b", null, DONE[one.kind]), " by ", said(one.by), ", ", h("time", { datetime: one.made }, moment(one.made)),
    whoIsWho(one),
    one.field && [": ", one.field.replaceAll(".", " "), !one.value?.startsWith("[") && !one.value?.startsWith("{") && [" to ", said(one.value)]],
    one.why && [" — ", said(one.why)],
    one.undone ? h("small", null, ` taken back ${moment(one.undone)}`)
      : mayDecide() && [" ", h("button", { type: "button", class: "link", "data-act": `undo-${one.id}`, onclick: () => void undo([one.id], claim) }, "Undo")]);
}

/** The decisions on who an actor is, with a way to take each back. */
export function identityList(decisions: Decision[]): HTMLElement | false {
  return decisions.length > 0 && h("ol", { class: "decisions", "aria-label": "Decisions on this actor" }, decisions.map((one) => decisionLine(one, null)));
}

function whoIsWho(one: Decision): (string | HTMLElement)[] | false {
  if (one.kind !== "merge-actors" && one.kind !== "split-actors") return false;
  const { actors, into, called } = JSON.parse(one.value ?? "{}") as ActorEdge;
  return [": ", h("bdi", null, actors.join(", ")), called?.length ? ` where called “${called.join("”, “")}”` : "", " → ",
    h("a", { href: to("actor", into.id), dir: "auto" }, into.name)];
}

/** Does what a key stands for to the claim that is chosen, or the only one that is open. */
export function actOnChosen(act: "accept" | "reject" | "correct"): boolean {
  const cards = [...document.querySelectorAll<HTMLElement>("#detail .card")];
  const card = cards.find((one) => one.classList.contains("chosen")) ?? cards.find((one) => one.contains(document.activeElement)) ?? (cards.length === 1 ? cards[0] : undefined);
  const button = card?.querySelector<HTMLElement>(`.review [data-act="${act}"]`);
  button?.click();
  return !!button;
}

const MOMENT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export function moment(instant: string): string {
  return MOMENT.format(new Date(instant));
}
