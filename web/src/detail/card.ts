// A claim as a card: the sentence in its context, how surely, who, where, when, and on whose say-so.

import type { Around, Claim, Place, Reviewed } from "../contract";
import { span, written } from "../days";
import { h, said } from "../elements";
import { to } from "../route";
import { capital, flagWords, harm, PRECISION, placeWithin, range, typeWords } from "../words";
import { reviewBar } from "../review/bar";
import { chain } from "./chain";
import { surety } from "./marks";

const ROLES: Record<string, string> = {
  actor: "by",
  recipient: "to",
  victim: "harmed",
  target: "against",
  weapon: "with",
  office: "as",
};

/** ``read`` is the claim as it was read; where reviewers corrected it, the card shows their word. */
export function card(read: Claim, context?: Around, reviewed?: Reviewed): HTMLElement {
  const claim = reviewed?.corrected[read.id] ?? read;
  const withdrawn = claim.flags.some((flag) => flag.code === "withdrawn");
  return h(
    "article",
    {
      class: `card${claim.polarity === "negative" ? " against" : ""}${withdrawn ? " withdrawn" : ""}`,
      "data-claim": claim.id,
      tabindex: -1,
    },
    h("header", null, h("h4", null, capital(typeWords(claim.type))), surety(claim)),
    h(
      "blockquote",
      { dir: "auto" },
      context?.before && h("span", { class: "around" }, context.before),
      h("mark", null, claim.evidence.text),
      context?.after && h("span", { class: "around" }, context.after),
    ),
    chain(claim),
    facts(claim),
    claim.flags.length > 0 &&
      h("ul", { class: "flags" }, claim.flags.map((flag) =>
        h("li", { class: flag.code === "withdrawn" ? "mark negative" : "mark", title: flag.detail }, flagWords(flag.code)))),
    h(
      "footer",
      null,
      h("a", { href: to("report", claim.report.id, { claim: claim.id }) }, "Read it in the report"),
      h("a", { href: to("claim", claim.id) }, "Link to this claim"),
      h("span", { class: "score", title: "how likely a careful reader would keep this claim as it is" }, `${Math.round(claim.score * 100)} % sure of the reading`),
    ),
    reviewed && reviewBar(read, reviewed),
  );
}

function facts(claim: Claim): HTMLElement {
  const rows: [string, (Node | string)[]][] = [];
  for (const part of claim.participants) {
    const name = part.name ?? part.mention;
    rows.push([
      ROLES[part.role] ?? part.role,
      [said(name), ...(name === part.mention ? [] : [" ", h("small", { dir: "auto" }, `“${part.mention}”`)])],
    ]);
  }
  for (const place of claim.places) rows.push(["where", where(place)]);
  rows.push(["when", [span(claim.time.start, claim.time.end), ...(finely(claim.time.precision) ? [] : [" ", h("small", null, `known to the ${claim.time.precision}`)])]]);
  for (const one of claim.casualties) rows.push(["losses", [capital(harm(one)), ...(one.side_name ? [", ", said(one.side_name)] : []), ...(one.mention ? [" ", h("small", { dir: "auto" }, `“${one.mention}”`)] : [])]]);
  for (const one of claim.quantities) rows.push(["number", [said(`${range(one.low, one.high)} ${one.of ?? ""}`)]]);
  if (claim.forecast) {
    const { made, due, mention } = claim.forecast;
    rows.push(["foretold", [`${made ? written(made) : "?"} → ${due ? written(due) : "no end given"}`, ...(mention ? [" ", h("small", { dir: "auto" }, `“${mention}”`)] : [])]]);
  }
  return h("dl", { class: "facts" }, rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));
}

/** Whether there is nothing to add to the days themselves. */
export function finely(precision: string): boolean {
  return precision === "day" || precision === "unknown";
}

export function where(place: Place): (Node | string)[] {
  const notes = [PRECISION[place.precision ?? ""] ?? "not found on the map", ...(place.flags ?? []).map((flag) => flag.detail ?? flagWords(flag.code))];
  return [said(placeWithin(place)), " ", h("small", { dir: "auto" }, notes.join("; "))];
}
