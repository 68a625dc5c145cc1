"""Sources as the picture has them: what each told, what came of it, and who copies whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from sayso.model import (
    Incident,
    NotFound,
    Observer,
    Picture,
    Reliability,
    SourceKind,
    SourceRecord,
)

MOST_NAMED: Final = 50


class SourceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A source's record. ``alone``: incidents that nobody else saw; ``confirmed``: those that another
    independent observer tells of too; ``disputed``: those that a dispute is about."""

    key: str
    name: str
    kind: SourceKind
    party: bool
    reliability: Reliability | None
    incidents: int
    alone: int
    confirmed: int
    disputed: int
    reports: int


class Copier(msgspec.Struct, frozen=True, kw_only=True):
    """A publisher, and in how many incidents it copies or is copied."""

    name: str
    times: int


class SourceInFull(msgspec.Struct, frozen=True, kw_only=True):
    """A source's record, the incidents it tells of (the latest first), and who copies whom."""

    source: SourceLine
    incidents: tuple[str, ...]
    told: tuple[str, ...]
    copied_by: tuple[Copier, ...]
    copies: tuple[Copier, ...]


def sources(picture: Picture, listed: Iterable[SourceRecord]) -> tuple[SourceLine, ...]:
    """The record of every observer of the picture, the busiest first."""
    told: dict[str, list[tuple[Incident, Observer]]] = defaultdict(list)
    for incident in picture.incidents:
        for observer in incident.sources:
            told[observer.key].append((incident, observer))
    disputed = {id_ for d in picture.disputes for camp in d.claims for id_ in camp}
    known = {record.name.casefold(): record.reliability for record in listed}
    lines = [_line(key, said, disputed, known) for key, said in told.items()]
    return tuple(sorted(lines, key=lambda one: (-one.incidents, one.name, one.key)))


def source_in_full(
    picture: Picture,
    key: str,
    listed: Iterable[SourceRecord],
    publishers: Mapping[str, str | None],
) -> SourceInFull:
    """One source's record.

    :param publishers: of the reports of the picture, by report id
    :raises NotFound: when no incident has such an observer
    """
    line = next((one for one in sources(picture, listed) if one.key == key), None)
    if line is None:
        raise NotFound(f"no source of this picture is called {key!r}")
    mine = sorted(
        (i for i in picture.incidents if any(s.key == key for s in i.sources)),
        key=lambda i: (i.time.start or date.min, i.id),
        reverse=True,
    )
    copied_by: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    for incident in picture.incidents:
        for observer in incident.sources:
            repeating = {publishers.get(id_) or "" for id_ in _copies(observer)}
            if observer.key == key:
                copied_by.update(name for name in repeating if name and name != line.name)
            elif line.name in repeating:
                copies[observer.name] += 1
    held = {s.key: s for i in mine for s in i.sources}
    return SourceInFull(
        source=line,
        incidents=tuple(i.id for i in mine[:MOST_NAMED]),
        told=held[key].reports[:MOST_NAMED],
        copied_by=_copiers(copied_by),
        copies=_copiers(copies),
    )


def _line(
    key: str,
    said: list[tuple[Incident, Observer]],
    disputed: set[str],
    known: Mapping[str, Reliability | None],
) -> SourceLine:
    _, last = said[-1]
    alone = sum(incident.independent_sources == 1 for incident, _ in said)
    return SourceLine(
        key=key,
        name=last.name,
        kind=last.kind,
        party=last.party,
        reliability=known.get(last.name.casefold()),
        incidents=len(said),
        alone=alone,
        confirmed=len(said) - alone,
        disputed=sum(not disputed.isdisjoint(incident.claims) for incident, _ in said),
        reports=len({id_ for _, observer in said for id_ in observer.reports}),
    )


def _copies(observer: Observer) -> tuple[str, ...]:
    """The reports that only repeat the observer; told of in their order, behind its own."""
    if not 0 < len(observer.via) < len(observer.reports):
        return ()
    return observer.reports[-len(observer.via) :]


def _copiers(counted: Counter[str]) -> tuple[Copier, ...]:
    return tuple(Copier(name=name, times=times) for name, times in counted.most_common(20))
