// The chain of sources of a claim, drawn as a chain: who published it, whom that quotes, who said it.

import type { Claim, Link } from "../contract";
import { written } from "../days";
import { h, said } from "../elements";
import { to } from "../route";
import { capital } from "../words";
import { icon } from "./marks";

const KIND: Record<Link["kind"], string> = {
  person: "a person",
  organisation: "an organisation",
  anonymous: "unnamed",
  media: "a medium",
  social: "social media",
  document: "a document",
  author: "the author",
};

export function chain(claim: Claim): HTMLElement {
  const { report } = claim;
  // A report often names its own publisher as the one who was told; that is no further link.
  const [first] = claim.attribution;
  const itself = !!first && !!report.publisher && same(first.name ?? first.mention, report.publisher);
  const links = itself ? claim.attribution.slice(1) : claim.attribution;
  const publisher = report.publisher ?? report.title ?? report.path ?? "an unnamed publisher";
  return h(
    "ol",
    { class: "chain", "aria-label": "Chain of sources, from the publisher to the one who said it" },
    h(
      "li",
      null,
      h(
        "a",
        { class: "link-node report-node", href: to("report", report.id, { claim: claim.id }) },
        icon("report"),
        h("span", null, h("b", { dir: "auto" }, publisher), h("small", null, report.published ? `published ${written(report.published)}` : "undated")),
      ),
    ),
    links.length === 0 &&
      h("li", { class: "own-word" }, cue("itself"), h("span", { class: "aside" }, "says so itself and names no source")),
    links.map((link, n) =>
      h("li", null, cue(link.cue ?? (link.party ? "speaks for" : n === 0 ? "quotes" : "from")), node(link, n === links.length - 1)),
    ),
  );
}

function node(link: Link, last: boolean): HTMLElement {
  const name = link.name ?? link.mention;
  const notes = [
    link.name && link.name !== link.mention && said(`“${link.mention}”`),
    KIND[link.kind],
    link.count !== null && link.count > 1 && `${link.count} people`,
    link.members.length > 1 && said(link.members.join(" and ")),
    link.channel && said(`by ${link.channel}`),
  ].filter(Boolean);
  return h(
    "span",
    { class: `link-node kind-${link.kind}${last ? " speaker" : ""}` },
    icon(link.kind),
    h(
      "span",
      null,
      h("b", { dir: "auto" }, capital(name)),
      h("small", null, notes.map((note, n) => [n > 0 && " · ", note as Node | string])),
    ),
    link.party && h("span", { class: "mark party-mark", title: "speaks for a side in what it tells" }, "party"),
  );
}

function same(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
}

function cue(word: string): HTMLElement {
  return h("span", { class: "cue" }, h("span", { dir: "auto" }, word), h("span", { "aria-hidden": "true" }, "→"));
}
