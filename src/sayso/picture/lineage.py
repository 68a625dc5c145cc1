"""Who repeats whom: a graph of sources that one can look at.

Its links are of texts (a copy, a cut-down copy, a passage in common) and of tellings: what a report tells of an
incident that was found to be another observer's word, by citation, owner, speaker or wording.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from sayso.model import Picture, Report
from sayso.picture.copies import Shared, copies, passages

LinkKind = Literal["copy", "cut-down copy", "passage", "telling"]

MOST_REASONS = 5
"""Reasons that a link names; the rest are counted."""


class LineageSource(msgspec.Struct, frozen=True, kw_only=True):
    """A publisher, or a report of none, and how many reports it has."""

    name: str
    reports: int


class LineageLink(msgspec.Struct, frozen=True, kw_only=True):
    """That one repeats another: ``times`` in all, in which ``reports``, and ``why``, a sentence each.

    A passage in common says only that the later has it, too.
    """

    by: str
    of: str
    kind: LinkKind
    times: int
    reports: tuple[str, ...]
    why: tuple[str, ...]


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """All sources and links, the busiest first."""

    sources: tuple[LineageSource, ...] = ()
    links: tuple[LineageLink, ...] = ()


def lineage(picture: Picture, reports: Iterable[Report]) -> Lineage:
    """The graph of the reports that a picture was painted from."""
    by_id = {report.id: report for report in reports}
    found: dict[tuple[str, str, LinkKind], dict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    found_copies = copies(by_id.values())
    for id_, copy in found_copies.items():
        kind: LinkKind = "cut-down copy" if copy.cut else "copy"
        why = f"{id_} shares {copy.share:.0%} of its word shingles with {copy.of}"
        found[_name(by_id[id_]), _name(by_id[copy.of]), kind][id_].append(why)
    for shared in passages(by_id.values(), found_copies):
        found[_name(by_id[shared.by]), _name(by_id[shared.of]), "passage"][shared.by].append(
            _in_common(shared)
        )
    for by, of, report, why in _tellings(picture, by_id):
        found[by, of, "telling"][report].append(why)
    links = [
        LineageLink(
            by=by,
            of=of,
            kind=link,
            times=sum(map(len, reasons.values())),
            reports=tuple(sorted(reasons)),
            why=tuple(dict.fromkeys(w for _, each in sorted(reasons.items()) for w in each))[
                :MOST_REASONS
            ],
        )
        for (by, of, link), reasons in found.items()
        if by != of
    ]
    held: dict[str, int] = defaultdict(int)
    for report_ in by_id.values():
        held[_name(report_)] += 1
    for link_ in links:
        held.setdefault(link_.of, 0)
    return Lineage(
        sources=tuple(
            LineageSource(name=name, reports=n)
            for name, n in sorted(held.items(), key=lambda each: (-each[1], each[0]))
        ),
        links=tuple(sorted(links, key=lambda each: (-each.times, each.by, each.of, each.kind))),
    )


def _in_common(shared: Shared) -> str:
    return f"{shared.by} has about {shared.words} words of its text in common with {shared.of}"


def _tellings(
    picture: Picture, reports: Mapping[str, Report]
) -> Iterable[tuple[str, str, str, str]]:
    """What further reports of an observer tell, with the sentence that says why it is its word."""
    for incident in picture.incidents:
        for observer in incident.sources:
            if not 0 < len(observer.via) < len(observer.reports):
                continue
            repeating = observer.reports[-len(observer.via) :]
            for id_, why in zip(repeating, observer.via, strict=True):
                if id_ in reports:
                    yield _name(reports[id_]), observer.name, id_, why


def _name(report: Report) -> str:
    return report.publisher or report.title or report.path or report.id


def as_dot(graph: Lineage) -> str:
    """The graph in the language of Graphviz; an arrow goes from who repeats to who told first."""
    lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {_quoted(source.name)};" for source in graph.sources]
    lines += [
        f"  {_quoted(link.by)} -> {_quoted(link.of)} "
        f"[label={_quoted(f'{link.kind} {link.times}')}"
        f"{', style=dashed' if link.kind == 'passage' else ''}];"
        for link in graph.links
    ]
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
