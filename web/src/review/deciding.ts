// Sending a decision, saying that it was kept, and taking it back.

import { ApiError, ask, send } from "../api";
import type { ClaimInFull, Decision } from "../contract";
import { desk, loadPicture, loadTasks } from "../desk";
import { byId, fill, h } from "../elements";
import { go, here, type Kind } from "../route";

const NAME = "sayso.name";
const SHOWN_MS = 9000;
const own = new Set<string>();
const takenBack = new Set<string>();
let after: () => Promise<void> = async () => undefined;
let timer = 0;

export interface Wish {
  kind: Decision["kind"];
  claims: string[];
  apart?: string[];
  field?: string;
  value?: unknown;
  why?: string;
}

/** Whether the one who looks may also decide. */
export function mayDecide(): boolean {
  return desk.me.role !== "reader";
}

/** Who decides: whom the token names, else whoever they said they are, in this browser. */
export function myName(): string {
  if (desk.me.fixed) return desk.me.name;
  try {
    return localStorage.getItem(NAME) ?? desk.me.name;
  } catch {
    return desk.me.name;
  }
}

export function callMe(name: string): void {
  try {
    localStorage.setItem(NAME, name.trim());
  } catch {
    // A browser that keeps nothing: the server's own name for this user stands.
  }
}

/** What is to happen once a decision has changed the picture. */
export function onDecided(shown: () => Promise<void>): void {
  after = shown;
}

/** Whether what the stream tells of a decision was done here: made, or taken back. */
export function isOwn({ id, undone }: Decision): boolean {
  return (undone ? takenBack : own).has(id);
}

/** Sends decisions and draws anew; what went wrong is told, and false when none was kept. */
export async function decide(wishes: Wish[], told: string, trouble: (words: string) => void = toast): Promise<boolean> {
  const made: string[] = [];
  const next = following();
  try {
    for (const wish of wishes) {
      const { items } = await send<{ items: Decision[] }>("decisions", { ...wish, by: myName() });
      for (const decision of items) {
        own.add(decision.id);
        made.push(decision.id);
      }
    }
  } catch (error) {
    trouble(error instanceof ApiError ? [error.message, error.remedy].filter(Boolean).join(" — ") : String(error));
    if (!made.length) return false;
  }
  await follow(wishes[0]?.claims[0] ?? null, next);
  if (made.length) toast(told, undoing(made, wishes[0]?.claims[0] ?? null));
  return true;
}

/** Says who somebody is; whatever reports call so is seen as that from now on. */
export async function identify(wish: { actors: string[]; into: Record<string, unknown>; called?: string[] }, told: string): Promise<boolean> {
  try {
    const { items } = await send<{ items: Decision[] }>("identities", { ...wish, by: myName() });
    for (const decision of items) own.add(decision.id);
    await follow(null, null);
    toast(told, undoing(items.map((d) => d.id), null));
    return true;
  } catch (error) {
    toast(error instanceof ApiError ? error.message : String(error));
    return false;
  }
}

export async function undo(decisions: string[], claim: string | null): Promise<void> {
  try {
    for (const id of decisions) {
      takenBack.add(id);
      await send(`decisions/${encodeURIComponent(id)}/undo`, {});
    }
    await follow(claim, null);
    toast("Taken back");
  } catch (error) {
    toast(error instanceof ApiError ? error.message : String(error));
  }
}

interface Offer {
  name: string;
  act: () => void;
}

function undoing(decisions: string[], claim: string | null): Offer {
  return { name: "Undo", act: () => void undo(decisions, claim) };
}

/** A word at the foot of the page, for the eye and for a screen reader, with what one may do about it. */
export function toast(words: string, offer?: Offer): void {
  window.clearTimeout(timer);
  const host = byId("toast");
  fill(host, h("span", { dir: "auto" }, words), offer && h("button", { type: "button", class: "undo", onclick: () => {
    host.hidden = true;
    offer.act();
  } }, offer.name));
  host.hidden = false;
  timer = window.setTimeout(() => (host.hidden = true), SHOWN_MS);
}

/** Draws everything anew, and goes on to where the claim now stands, or to the next of the queue. */
async function follow(claim: string | null, next: [Kind, string] | null): Promise<void> {
  await Promise.all([loadPicture(), loadTasks()]);
  const { kind, id } = here();
  if (next) go(...next);
  else if (kind === "incident" && claim && !desk.picture.incidents.some((i) => i.id === id)) {
    const full = await ask<ClaimInFull>(`claims/${encodeURIComponent(claim)}`);
    if (full.incidents[0]) go("incident", full.incidents[0]);
    else go("claim", claim);
  } else await after();
}

/** While the queue is worked through: the task below the one that is open. */
function following(): [Kind, string] | null {
  if (desk.view.tab !== "review") return null;
  const rows = [...document.querySelectorAll<HTMLAnchorElement>("#rows a.row")];
  const now = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = now < 0 ? undefined : rows[now + 1];
  return next?.dataset.id ? [next.dataset.kind as Kind, next.dataset.id] : null;
}
