// On whose word something is so, and who says otherwise: speakers by name, each with where it is told.

import type { Claim } from "../contract";
import { desk } from "../desk";
import { written } from "../days";
import { h, said } from "../elements";
import { to } from "../route";
import type { Quarrel } from "../sketches";
import { capital } from "../words";

/** The disputes in which any of these claims stands, with the claims of the other side. */
export function against(claims: string[]): { quarrel: Quarrel; others: string[] }[] {
  const mine = new Set(claims);
  return desk.picture.disputes.flatMap((quarrel) => {
    const [one, other] = quarrel.claims;
    const others = one.some((id) => mine.has(id)) ? other : other.some((id) => mine.has(id)) ? one : [];
    return others.length ? [{ quarrel, others }] : [];
  });
}

/** Everybody who says these things, once each. */
export function speakers(claims: Claim[]): HTMLElement {
  const told = new Map<string, { party: boolean; claims: Claim[] }>();
  for (const claim of claims) {
    const last = claim.attribution.at(-1);
    const name = capital(last?.name ?? last?.mention ?? claim.report.publisher ?? "an unnamed publisher");
    const one = told.get(name) ?? { party: false, claims: [] };
    one.party ||= !!last?.party;
    one.claims.push(claim);
    told.set(name, one);
  }
  return h("ul", { class: "speakers" }, [...told].map(([name, { party, claims: these }]) => {
    const reports = [...new Map(these.map((claim) => [claim.report.id, claim])).values()];
    return h("li", null, h("b", null, said(name)), " ",
      party && [h("span", { class: "mark party-mark", title: "a side in what it tells" }, "party"), " "],
      h("small", null, "in ", reports.map(({ id, report }, n) => [n > 0 && ", ",
        h("a", { href: to("report", report.id, { claim: id }), dir: "auto" }, report.publisher ?? report.title ?? "a report"),
        report.published && ` of ${written(report.published)}`])));
  }));
}
