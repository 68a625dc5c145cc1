"""The training corpus: coded reports and sentences, read and checked.

A report is a pair ``NNNN.txt``/``NNNN.yaml`` under ``corpus/reports``; ``corpus/sentences`` holds
files of single coded sentences. ``docs/annotation.md`` has the format and the coding rules. A fixed
tenth (numbers that end in 7) is test and never trained on; those that end in 3 tune what training
leaves open.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from sayso.model import InputError, ontology

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Part = Literal["train", "tune", "test"]

_KEYS = frozenset(
    {
        "anchor",
        "trigger",
        "type",
        "actor",
        "recipient",
        "places",
        "time",
        "source",
        "source_kind",
        "certainty",
        "polarity",
        "forecast",
        "horizon_days",
        "casualties",
        "quantity",
        "optional",
    }
)
_KINDS = frozenset({"person", "organisation", "anonymous", "media", "social", "document", "author"})
_CERTAINTIES = frozenset({"certain", "probable", "possible", "unknown"})
_OUTCOMES = frozenset({"killed", "wounded", "casualties", "missing", "captured", "displaced"})
_PLACE_KEYS = frozenset({"name", "country", "admin1", "near"})


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """A text with the rows that a coder wrote for it, as the file has them."""

    name: str
    text: str
    published: date | None
    rows: list[dict[str, Any]]
    about: dict[str, Any] = {}

    @property
    def part(self) -> Part:
        """Which part of the corpus it belongs to: fixed by its number."""
        return {"7": "test", "3": "tune"}.get(self.name.partition("#")[0][-1], "train")  # type: ignore[return-value]


def reports(folder: Path) -> Iterator[Coded]:
    """The coded reports of a folder, by number.

    :raises InputError: when a file is no YAML or its text is missing
    """
    for path in sorted(folder.glob("*.yaml")):
        raw = _yaml(path)
        text = path.parent / raw["text"]
        if not text.is_file():
            raise InputError(f"{path}: {raw['text']} is not there", remedy="add the report's text")
        about = {k: v for k, v in raw.items() if k not in ("text", "published", "claims")}
        yield Coded(
            name=path.stem,
            text=text.read_text(encoding="utf-8"),
            published=raw.get("published"),
            rows=raw.get("claims") or [],
            about=about,
        )


def sentences(folder: Path) -> Iterator[Coded]:
    """The coded single sentences of a folder."""
    for path in sorted(folder.glob("*.yaml")):
        for number, raw in enumerate(_yaml(path)["sentences"], start=1):
            yield Coded(
                name=f"{path.stem}{number % 10}#{number}",
                text=raw["text"],
                published=raw.get("published"),
                rows=raw.get("claims") or [],
            )


def _yaml(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise InputError(f"{path}: {error}", remedy="correct the YAML") from error
    if not isinstance(raw, dict):
        raise InputError(f"{path}: not a mapping", remedy="begin with text: or sentences:")
    return raw


def anchor_span(row: dict[str, Any], text: str) -> tuple[int, int] | None:
    """The characters of a row's anchor in its text, half-open."""
    anchor = row.get("anchor")
    words, nth = (anchor[0], anchor[1]) if isinstance(anchor, list) else (anchor, 1)
    at = -1
    for _ in range(nth):
        at = text.find(str(words), at + 1)
    return None if at < 0 else (at, at + len(str(words)))


def faults(coded: Coded) -> Iterator[str]:
    """What is wrong with the rows of a text, one sentence each."""
    for number, row in enumerate(coded.rows, start=1):
        where = f"{coded.name} row {number} ({row.get('anchor')})"
        for fault in (*_anchor_faults(row, coded.text), *_field_faults(row, coded.text)):
            yield f"{where}: {fault}"


def _anchor_faults(row: dict[str, Any], text: str) -> Iterator[str]:
    anchor = row.get("anchor")
    span = anchor_span(row, text)
    if span is None:
        yield "the anchor does not stand in the text"
        return
    if isinstance(anchor, str) and text.count(anchor) > 1:
        yield "the anchor stands more than once; lengthen it or write [words, n]"
    if str(row.get("trigger")) not in text[span[0] : span[1]]:
        yield f"the trigger {row.get('trigger')!r} is not in the anchor"


def _field_faults(row: dict[str, Any], text: str) -> Iterator[str]:
    for key in row.keys() - _KEYS:
        yield f"there is no field {key}"
    for slug in types_of(row):
        if slug not in ontology():
            yield f"there is no slug {slug}"
    for role in ("actor", "recipient"):
        for names in row.get(role) or []:
            if not isinstance(names, list) or not names or str(names[0]) not in text:
                yield f"the first name of {role} {names!r} does not stand in the text"
    for place in row.get("places") or []:
        if not isinstance(place, dict) or place.keys() - _PLACE_KEYS:
            yield f"{place!r} is no place"
        elif place.get("name") and str(place["name"][0]) not in text:
            yield f"the place {place['name'][0]!r} does not stand in the text"
    time = row.get("time")
    if time is not None and not (len(time) == 2 and time[0] <= time[1]):
        yield "the time runs backwards"
    if row.get("source_kind", "author") not in _KINDS:
        yield f"there is no source kind {row['source_kind']}"
    if row.get("certainty", "certain") not in _CERTAINTIES:
        yield f"there is no certainty {row['certainty']}"
    if row.get("polarity", "positive") not in ("positive", "negative"):
        yield f"there is no polarity {row['polarity']}"
    for count in row.get("casualties") or []:
        if count.get("outcome") not in _OUTCOMES:
            yield f"there is no outcome {count.get('outcome')}"


def types_of(row: dict[str, Any]) -> list[str]:
    """The slugs of a row, the best first."""
    types = row.get("type") or []
    return types if isinstance(types, list) else [types]
