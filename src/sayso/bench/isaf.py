"""Dates, counts and target groups of ISAF press releases from Afghanistan.

Data: ``dev.jsonl`` of Strick van Linschoten's ISAF press release set (strickvl/isafpr_finetune), one
object a line with ``text`` and ``record``; the coding follows Strick van Linschoten and Kuehn, *A
Knock on the Door* (AAN, 2011). The metric is that of the set's own evaluation, the share of releases
whose field is right:

- *start date*: the day on which the operation began (``record.start_date``)
- *min killed*, *min captured*: the least number of insurgents killed or captured
  (``record.min_killed``, ``record.min_captured``)
- *target group*: see ``isaf_groups.py``
- *province*: one of those in which it took place (``record.province``)

What is scored here is the reading of times, places, numbers and names alone, under a plain rule. Province: that
of the first place of Afghanistan in the body that lies in one, none where there is none. Start date: the
first day of the first time in the body that gives a day, else the release's own date. Counts: the
body's losses of the outcome whose people are not of the force's own side or civilians; within a
sentence they add up, over sentences the greatest holds; single leaders count once beside the rest, and
losses called *additional* or *other* add to it. The codebook's own least values stand for vague words:
*several*, *multiple* and *a number of* three, *numerous* four, plurals without a number two, *more
than N* one more than N. A sentence that sums up several operations counts only where nothing else does.

About a tenth of the set (November 2010, February and March 2011) gives its start dates a day early, and
about a fifteenth of the releases name no year at all; *within a day* is shown beside the exact share.
"""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import msgspec
from spacy.tokens import Doc, Token

from sayso.actors import builtin_registry
from sayso.bench.isaf_groups import coded, macro_f1, named
from sayso.bench.isaf_provinces import first_province, province_called
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import json_lines
from sayso.model import Outcome
from sayso.reading.losses import Loss, find_losses
from sayso.reading.parsing import parse
from sayso.reading.quantities import find_quantities
from sayso.reading.structure import blocks
from sayso.reading.times import TimeMention, document_date, find_times

WHERE = "put dev.jsonl of strickvl/isafpr_finetune (ISAF press releases) into a folder and name it with --data"

_NOT_INSURGENT = frozenset(
    [
        "civilian",
        "soldier",
        "member",
        "service",
        "policeman",
        "police",
        "officer",
        "child",
        "woman",
        "people",
        "person",
        "villager",
        "resident",
        "official",
        "elder",
        "troop",
        "family",
        "worker",
        "personnel",
        "afghan",
        "boy",
        "girl",
        "governor",
    ]
)
_UNCOUNTED = 2
"""The codebook's least value of a plural without a number."""
_VAGUE_LEAST = {"numerous": 4, "number": 3, "many": 4, "dozens": 24}
_LEADERS = frozenset(
    [
        "leader",
        "commander",
        "sub-commander",
        "facilitator",
        "chief",
        "expert",
        "planner",
        "individual",
        "governor",
        "emplacer",
        "maker",
        "dealer",
        "financier",
        "supplier",
        "trafficker",
        "coordinator",
        "operative",
    ]
)
_RANK_AND_FILE = frozenset(
    {"insurgent", "militant", "individual", "suspect", "man", "fighter", "person"}
)
_ENEMY = frozenset(
    {"taliban", "haqqani", "insurgent", "insurgents", "militant", "militants", "al-qaeda"}
)
_SUMMARY = re.compile(
    r"\b(?:two|three|four|five|six|several|separate|multiple|numerous)\s(?:\w+\s){0,3}operations\b",
    re.IGNORECASE,
)
_FURTHER = frozenset(
    {"additional", "another", "other", "others", "second", "more", "also", "additionally"}
)


_AROUND = 30
_ANNOUNCED = re.compile(r"\b(?:confirm\w*|announce\w*|identif\w+|reported|joins?)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:responsible for|linked to|connected to|involved in|planned)\b[^.]*$", re.IGNORECASE
)


class _Record(msgspec.Struct):
    start_date: date
    min_killed: int
    min_captured: int
    target_group: tuple[str, ...] = ()
    province: tuple[str, ...] = ()


class _Release(msgspec.Struct):
    text: str
    record: _Record


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the plain rule makes of one release."""

    start: date | None
    killed: int
    captured: int
    province: str | None


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score times and losses on every release of ``data/dev.jsonl``.

    :raises InputError: when a line is not of the set's shape
    """
    right: dict[str, int] = defaultdict(int)
    groups: list[tuple[frozenset[str], frozenset[str]]] = []
    registry = builtin_registry()
    errors: list[str] = []
    releases = json_lines(data / "dev.jsonl", _Release, WHERE)[: pace.limit]
    for at, release in enumerate(pace.over(releases, "releases"), start=1):
        found, wanted = read_release(release.text), release.record
        if found.start is not None and abs((found.start - wanted.start_date).days) <= 1:
            right["start within a day"] += 1
        meant = coded(";".join(wanted.target_group))
        groups.append((named(registry, release.text, wanted.start_date), meant))
        if groups[-1][0] != meant:
            errors.append(f"line {at}: target group: {sorted(groups[-1][0])} for {sorted(meant)}")
        for name, got, want in (
            ("start date", found.start, wanted.start_date),
            ("min killed", found.killed, wanted.min_killed),
            ("min captured", found.captured, wanted.min_captured),
        ):
            if got == want:
                right[name] += 1
            else:
                errors.append(
                    f"line {at}: {name}: {got} for {want}: {' '.join(release.text.split())[:160]}"
                )
        provinces = {province_called(name) for name in wanted.province if name} or {None}
        if found.province in provinces:
            right["province"] += 1
        else:
            errors.append(
                f"line {at}: province: {found.province} for {', '.join(wanted.province)}: "
                f"{' '.join(release.text.split())[:160]}"
            )
    figures: dict[str, float | int] = {"releases": len(releases)}
    figures |= {
        name: right[name] / max(1, len(releases))
        for name in ("start date", "min killed", "min captured", "province", "start within a day")
    }
    figures["target group macro F1"] = macro_f1(groups)
    return Result(
        name="isaf", about="share of ISAF press releases with the field right", figures=figures,
        errors=tuple(errors), headline=("start date", "min killed", "min captured", "province", "target group macro F1"),
    )  # fmt: skip


def read_release(text: str) -> Reading:
    """Date, counts and province (its id) of one release by the rule of this module."""
    doc = parse(text, blocks(text))
    published = document_date(doc)
    times = find_times(doc, published)
    body = _body(times)
    losses = [loss for loss in find_losses(doc, find_quantities(doc, times)) if loss.start >= body]
    return Reading(
        start=_start(doc, times, body, published),
        killed=_least(doc, losses, "killed"),
        captured=_least(doc, losses, "captured"),
        province=first_province(text, body),
    )


def _body(times: tuple[TimeMention, ...]) -> int:
    """Where the body begins: after the last dateline."""
    return max((time.end for time in times if time.dateline), default=0)


def _start(
    doc: Doc, times: tuple[TimeMention, ...], body: int, published: date | None
) -> date | None:
    """The first day told in the body, but for days of announcing and of earlier attacks."""
    told = [
        time
        for time in times
        if time.start >= body and time.kind in ("point", "range") and time.precision == "day"
        and time.days is None and not time.vague
    ]  # fmt: skip
    for time in told:
        around = doc.text[max(0, time.start - _AROUND) : time.end + _AROUND]
        if not _ANNOUNCED.search(around) and not _EARLIER.search(
            doc.text[max(0, time.start - 2 * _AROUND) : time.start]
        ):
            return time.first
    return told[0].first if told and published is None else published


def _least(doc: Doc, losses: list[Loss], outcome: Outcome) -> int:
    """The least number by the codebook, leaders and others apart so that each is counted once."""
    told = [
        loss
        for loss in losses
        if loss.outcome == outcome
        and not loss.part_of_total
        and not _own_side(doc, loss)
        and not _intended(doc[loss.trigger])
    ]
    details = [loss for loss in told if not _SUMMARY.search(doc[loss.trigger].sent.text)]
    leaders = others = further = 0
    by_sentence: dict[int, int] = defaultdict(int)
    for loss in details or told:
        words = loss.text.casefold().split()
        low, sentence = _codebook_least(loss, words), doc[loss.trigger].sent.start
        if loss.low == 1 and (
            words[-1] in _LEADERS or (words[0] in ("a", "an") and words[-1] not in _RANK_AND_FILE)
        ):
            leaders = max(leaders, low)
        elif loss.definite:
            others = max(others, low)
        elif (
            _FURTHER & set(words[:2])
            and by_sentence
            and sentence not in by_sentence
            and words[0] != "more"
        ):
            further += low
        else:
            by_sentence[sentence] += low
    return leaders + max((others if not leaders else 0, *by_sentence.values())) + further


def _codebook_least(loss: Loss, words: list[str]) -> int:
    if loss.low is None:
        return next((least for word, least in _VAGUE_LEAST.items() if word in words), _UNCOUNTED)
    return loss.low + 1 if words[0] in ("over", "more") else loss.low


def _intended(trigger: Token) -> bool:
    """ "an operation to arrest …": not done."""
    return trigger.tag_ == "VB" and trigger.i > 0 and trigger.nbor(-1).lower_ == "to"


def _own_side(doc: Doc, loss: Loss) -> bool:
    head = loss.victims_head
    if _ENEMY & set(loss.text.casefold().split()):
        return False
    return head is not None and doc[head].lemma_.casefold() in _NOT_INSURGENT
