"""Geoparsing: finding place names in news, and which places they are.

Data: any of ``lgl.xml`` (Lieberman, Samet, Sankaranarayanan 2010), ``TR-News.xml`` (Kamalloo, Rafiei 2018)
and ``GeoVirus.xml`` (Gritta, Pilehvar, Collier 2018), as github.com/milangritta keeps them. The metrics
are those of Gritta, Pilehvar, Collier (2020, *A pragmatic guide to geoparsing evaluation*, Language
Resources and Evaluation 54, section 5): *tagging*, precision, recall and F1 of exact spans; *within
161 km* (100 miles), the share of toponyms put no farther than that from where they are. On *gold
spans*, all toponyms with coordinates count; *end to end*, those of them found with their exact span,
and *found and within 161 km* over all.

Demonyms and names inside those of organisations are toponyms in LGL and TR-News, and not in GeoVirus.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from sayso.bench.agreement import Agreement, total
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, content_of, reader, shown
from sayso.model import InputError
from sayso.places import Gazetteer, PlaceMention, distance_km, find_places

WHERE = "get lgl.xml, TR-News.xml and GeoVirus.xml from github.com/milangritta and put them there"
NEAR_KM = 161.0
SETS = {"lgl.xml": "LGL", "TR-News.xml": "TR-News", "GeoVirus.xml": "GeoVirus"}
WITH_DEMONYMS = frozenset({"LGL", "TR-News"})

_SHIFT = 4
"""How far from its stated offset a toponym may stand: the sets count from 0 or 1, or miss a break."""


class Toponym(msgspec.Struct, frozen=True):
    """A place name that a set marks; coordinates are null where it knows no place."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None


class Article(msgspec.Struct, frozen=True):
    """A text with its toponyms."""

    text: str
    toponyms: tuple[Toponym, ...]


class Tally(msgspec.Struct):
    """Counts over the articles of a set."""

    tagging: Agreement = msgspec.field(default_factory=Agreement)
    located: int = 0
    near_on_gold: int = 0
    found: int = 0
    near: int = 0

    def figures(self, name: str) -> dict[str, float | int]:
        """The published figures."""
        return self.tagging.figures(f"{name} tagging") | {
            f"{name} within 161 km on gold spans": self.near_on_gold / max(1, self.located),
            f"{name} within 161 km end to end": self.near / max(1, self.found),
            f"{name} found and within 161 km": self.near / max(1, self.located),
        }


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score finding and resolving places on every set that is there.

    :raises InputError: when none is there, or one is malformed
    """
    there = [path for path in (data / file for file in SETS) if path.is_file()]
    if not there:
        raise InputError(f"{data}: holds none of {', '.join(SETS)}", remedy=WHERE)
    figures: dict[str, float | int] = {}
    errors: list[str] = []
    tallies = []
    for path in there:
        name = SETS[path.name]
        tally = Tally()
        for article in pace.over(articles(path), name):
            errors += [f"{name}: {line}" for line in _add(article, tally, name in WITH_DEMONYMS)]
        figures |= tally.figures(name)
        tallies.append(tally)
    figures["tagging F1 over all"] = total(t.tagging for t in tallies).f1
    return Result(
        name="geoparsing",
        about="place names in news: found, and put within 161 km",
        figures=figures,
        headline=tuple(
            f"{SETS[path.name]} {figure}"
            for path in there
            for figure in ("tagging F1", "within 161 km on gold spans", "within 161 km end to end")
        ),
        errors=tuple(errors),
    )


def articles(path: Path) -> list[Article]:
    """The articles of a set with their toponyms where they stand in the text.

    :raises InputError: when the file is no XML or a toponym lacks a field
    """
    try:
        root = ET.fromstring(content_of(path, WHERE))  # noqa: S314 -- the user's own file
        return [
            Article(text, tuple(_toponyms(text, article)))
            for article in root.iter("article")
            if (text := article.findtext("text") or "")
        ]
    except (ET.ParseError, ValueError, TypeError) as error:
        raise InputError(f"{path}: {error}", remedy=WHERE) from error


def _toponyms(text: str, article: ET.Element) -> Iterator[Toponym]:
    for one in [*article.iter("toponym"), *article.iter("location")]:
        phrase = (one.findtext("phrase") or one.findtext("name") or "").strip()
        start = int(one.findtext("start") or "")
        lat, lon = one.findtext(".//lat"), one.findtext(".//lon")
        at = min(
            (
                p
                for p in range(max(0, start - _SHIFT), start + _SHIFT + 1)
                if text.startswith(phrase, p)
            ),
            key=lambda p: abs(p - start),
            default=start,
        )
        located = lat is not None and lon is not None
        yield Toponym(
            at, at + len(phrase), float(lat or 0) if located else None, float(lon or 0) if located else None
        )  # fmt: skip


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open(None)


def _add(article: Article, tally: Tally, demonyms: bool) -> Iterator[str]:
    gold = {(t.start, t.end): t for t in article.toponyms}
    mentions = [
        m
        for m in reader().read(as_report(article.text)).mentions.places
        if demonyms or not m.adjective
    ]
    given = {_named(article.text, m): m for m in mentions}
    tally.tagging.add(given, gold)
    on_gold = find_places(article.text, _gazetteer(), ner=sorted(gold))
    for span, toponym in gold.items():
        words = article.text[span[0] : span[1]]
        if span not in given:
            yield f"missed {words!r}: {_around(article.text, span)}"
        if toponym.lat is None:
            continue
        tally.located += 1
        tally.near_on_gold += _is_near(toponym, _over(on_gold, span))
        if span in given:
            tally.found += 1
            near = _is_near(toponym, given[span])
            tally.near += near
            if not near:
                place = given[span].place
                put = f"{place.name}, {place.admin1}, {place.country}" if place else "nowhere"
                yield f"far: {words!r} put in {put}: {_around(article.text, span)}"
    for span in given.keys() - gold.keys():
        yield f"wrong {article.text[span[0] : span[1]]!r}: {_around(article.text, span)}"


def _named(text: str, mention: PlaceMention) -> tuple[int, int]:
    """The name, with a type word that follows it as part of it: "Rapides Parish", not "Goma city"."""
    after = text[mention.name_end : mention.end].strip()
    return mention.name_start, mention.end if after[:1].isupper() else mention.name_end


def _over(mentions: Sequence[PlaceMention], span: tuple[int, int]) -> PlaceMention | None:
    meeting = [m for m in mentions if m.start < span[1] and span[0] < m.end]
    return max(meeting, key=lambda m: min(m.end, span[1]) - max(m.start, span[0]), default=None)


def _is_near(toponym: Toponym, mention: PlaceMention | None) -> bool:
    if mention is None or mention.place is None or toponym.lat is None or toponym.lon is None:
        return False
    lat, lon = mention.place.lat, mention.place.lon
    if lat is None or lon is None:
        return False
    return distance_km(lat, lon, toponym.lat, toponym.lon) <= NEAR_KM


def _around(text: str, span: tuple[int, int]) -> str:
    return shown(text[max(0, span[0] - 60) : span[1] + 40])
