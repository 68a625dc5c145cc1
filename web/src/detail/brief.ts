// Writing a brief: picked incidents, words one may change, citations that follow, and export.

import { ask } from "../api";
import { brief, cited, keepBrief, type Part, pieces } from "../brief";
import type { Claim } from "../contract";
import { asked } from "../desk";
import { written } from "../days";
import { add, fill, h, inert, said } from "../elements";
import { to } from "../route";
import type { Sheet } from "./sheet";

interface Draft {
  paragraphs: { incident: string; title: string; sentences: { words: string; cites: number[] }[] }[];
  footnotes: { number: number; claim: string }[];
}

const PLAIN_ISOLATES = /[\u2066-\u2069]/g;

export async function briefSheet(_: string, signal: AbortSignal): Promise<Sheet> {
  const now = brief();
  await draft(now.parts.filter((part) => part.text === null && part.incident), signal);
  keepBrief();
  const preview = h("article", { class: "brief-preview", "aria-label": "The brief as it will read" });
  const form = h("div", { class: "brief-parts" });
  const show = async () => fill(preview, await previewOf());
  const changed = () => {
    keepBrief();
    void show();
  };
  const saving = h("span", { class: "brief-saving" },
    h("button", { type: "button", onclick: () => void save("md") }, "Save as Markdown"),
    h("button", { type: "button", onclick: () => void save("html") }, "Save as a page"),
    h("button", { type: "button", onclick: () => print() }, "Print"));
  const draw = () => {
    fill(form, now.parts.map((part, n) => editor(part, n, () => { changed(); draw(); }, changed)));
    saving.hidden = now.parts.length === 0;
  };
  draw();
  await show();
  const title = h("input", { type: "text", class: "brief-title", "aria-label": "Title of the brief", placeholder: "Title of the brief", maxlength: 300, value: now.title, oninput: () => {
    now.title = title.value;
    changed();
  } });
  return {
    title: now.title || "Brief",
    widest: true,
    body: [
      h("div", { class: "kicker" }, "Brief"),
      h("h2", { class: "unseen" }, "Brief"),
      title,
      now.parts.length === 0 && h("p", { class: "nothing" }, "No incident is picked yet. Open one from the list and press “Into the brief”: its sentences come here with their sources, for you to change."),
      h("div", { class: "brief" },
        h("div", null, form, h("div", { class: "brief-tools" },
          h("button", { type: "button", onclick: () => { now.parts.push({ incident: null, title: "", text: "" }); changed(); draw(); } }, "Add words of your own"),
          saving)),
        preview),
    ],
  };
}

async function draft(parts: Part[], signal: AbortSignal): Promise<void> {
  for (const part of parts) {
    try {
      const { paragraphs, footnotes } = await ask<Draft>("draft", { incident: part.incident, ...asked() }, signal);
      const claims = new Map(footnotes.map((note) => [note.number, note.claim]));
      part.text = (paragraphs[0]?.sentences ?? [])
        .map((one) => `${one.words.replace(PLAIN_ISOLATES, "")}${one.cites.map((n) => ` [${claims.get(n)}]`).join("")}.`)
        .join(" ");
    } catch (error) {
      if (signal.aborted) throw error;
      part.text = "";
    }
  }
}

function editor(part: Part, n: number, moved: () => void, changed: () => void): HTMLElement {
  const { parts } = brief();
  const area = h("textarea", { rows: 5, dir: "auto", "aria-label": part.title ? `Words on ${part.title}` : "Words of your own", oninput: () => {
    part.text = area.value;
    changed();
  } });
  area.value = part.text ?? "";
  const move = (by: number) => {
    const [taken] = parts.splice(n, 1);
    if (taken) parts.splice(n + by, 0, taken);
    moved();
  };
  return h("section", { class: "brief-part" },
    h("header", null,
      part.incident ? h("a", { href: to("incident", part.incident), dir: "auto" }, part.title) : h("span", null, "Words of your own"),
      h("button", { type: "button", "aria-label": "Earlier", disabled: n === 0, onclick: () => move(-1) }, "↑"),
      h("button", { type: "button", "aria-label": "Later", disabled: n === parts.length - 1, onclick: () => move(1) }, "↓"),
      h("button", { type: "button", "aria-label": "Leave out", onclick: () => { parts.splice(n, 1); moved(); } }, "✕")),
    area);
}

async function claimsCited(): Promise<Claim[]> {
  const ids = cited();
  const found = new Map<string, Claim>();
  for (let at = 0; at < ids.length; at += 100) {
    const { items } = await ask<{ items: Claim[] }>("claims", { id: ids.slice(at, at + 100), limit: 1000 });
    for (const claim of items) found.set(claim.id, claim);
  }
  return ids.map((id) => found.get(id)).filter((claim): claim is Claim => !!claim);
}

async function previewOf(): Promise<Node[]> {
  const claims = await claimsCited();
  const numbers = new Map(claims.map((claim, n) => [claim.id, n + 1]));
  const words = (text: string) => pieces(text).map(({ words, claim }) => {
    if (!claim) return words;
    const number = numbers.get(claim);
    return number ? h("sup", null, h("a", { href: to("claim", claim) }, `[${number}]`)) : h("sup", { class: "warning" }, "[?]");
  });
  return [
    h("h3", { class: "brief-heading", dir: "auto" }, brief().title || "Untitled brief"),
    ...brief().parts.filter((part) => part.text).map((part) => h("p", { dir: "auto" }, words(part.text ?? ""))),
    ...(claims.length ? [h("h4", null, "Sources"), h("ol", { class: "footnotes" }, claims.map((claim) => h("li", null, ...noteOf(claim))))] : []),
  ];
}

function sourcesOf(claim: Claim): string {
  const links = claim.attribution.map((link) => link.name ?? link.mention);
  return [claim.report.publisher ?? claim.report.title ?? "publisher unknown", ...links].join(" → ");
}

function noteOf(claim: Claim): (Node | string)[] {
  return [said(sourcesOf(claim)), claim.report.published ? `, ${written(claim.report.published)}: ` : ": ", said(`“${claim.evidence.text}”`)];
}

async function save(format: "md" | "html"): Promise<void> {
  const text = format === "md" ? await markdown() : await page();
  const link = h("a", { download: `brief.${format}` });
  link.href = URL.createObjectURL(new Blob([text], { type: format === "md" ? "text/markdown" : "text/html" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Words that mean nothing to Markdown but themselves. */
function plain(text: string): string {
  return inert(text).replace(/[\\`*_{}[\]<>#|~!^$&]/g, (sign) => (sign === "<" ? "&lt;" : sign === ">" ? "&gt;" : sign === "&" ? "&amp;" : `\\${sign}`));
}

async function markdown(): Promise<string> {
  const claims = await claimsCited();
  const numbers = new Map(claims.map((claim, n) => [claim.id, n + 1]));
  const words = (text: string) => pieces(text).map(({ words, claim }) => (claim ? `[${numbers.get(claim) ?? "?"}]` : plain(words))).join("");
  return [
    `# ${plain(brief().title || "Brief")}`,
    ...brief().parts.filter((part) => part.text).map((part) => words(part.text ?? "")),
    "## Sources",
    ...claims.map((claim, n) => `- [${n + 1}] ${plain(sourcesOf(claim))}${claim.report.published ? `, ${claim.report.published}` : ""}: “${plain(claim.evidence.text)}”`),
  ].join("\n\n").concat("\n");
}

async function page(): Promise<string> {
  const made = document.implementation.createHTMLDocument(inert(brief().title || "Brief"));
  const charset = made.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  made.head.prepend(charset);
  add(made.body, await previewOf());
  // Links of the desk lead nowhere outside it.
  for (const link of made.body.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return `<!doctype html>\n${made.documentElement.outerHTML}\n`;
}
