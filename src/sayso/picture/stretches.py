"""How the evidence on one place becomes a history of who held it."""

from collections.abc import Iterable, Sequence

import msgspec

from sayso.model import ClaimPlace, ControlStatus
from sayso.picture.facts import Fact
from sayso.picture.holding import Evidence
from sayso.picture.parties import Parties

CONTEST_LASTS = 7
"""Days after the last word of fighting for which a place stays contested."""

WHOLES = frozenset({"adm1", "region", "country"})
"""Precisions of places that are held in part as a rule."""


class Stretch(msgspec.Struct, kw_only=True):
    """Days over which nothing changed; parties as keys.

    ``deniers`` are the sides by whose word it is not held; ``disputed`` when it is contested in
    words, which silence does not settle.
    """

    status: ControlStatus
    holder: str | None
    rivals: tuple[str, ...]
    start: int
    end: int | None = None
    told: list[Fact]
    last: int
    deniers: tuple[str, ...] = ()
    disputed: bool = False


class Timeline:
    """Turns evidence on one place into stretches of days, up to a day (ordinal)."""

    def __init__(self, parties: Parties, at: int) -> None:
        self._parties = parties
        self._at = at

    def stretches(self, place: ClaimPlace, told: Sequence[Evidence]) -> list[Stretch]:
        """The stretches, first to last; none where claims tell of presence alone."""
        found: list[Stretch] = []
        whole = place.precision in WHOLES
        present = [e for e in told if e.bearing == "present"]
        for each in told:
            if each.bearing != "present" and each.parties:
                self._apply(found, each, present, whole)
        for each in told:
            if each.bearing == "not" and not each.parties:
                self._denied(found, each)
        self._settle(found)
        return found

    def _apply(
        self, found: list[Stretch], each: Evidence, present: Sequence[Evidence], whole: bool
    ) -> None:
        now = found[-1] if found else None
        if each.bearing in ("gain", "hold"):
            self._held(found, now, each, whole)
        elif each.bearing == "contest":
            self._contested(found, now, each)
        elif each.bearing == "lose":
            if now is not None and now.holder and self._ours(now.holder, each.parties):
                open_(found, each, status="unknown", holder=None, rivals=())
        else:
            self._not_held(found, now, each, present, whole)

    def _held(self, found: list[Stretch], now: Stretch | None, each: Evidence, whole: bool) -> None:
        holder = each.parties[0]
        status: ControlStatus = "claimed" if each.own_word else "held"
        if now is None or now.status == "unknown":
            open_(found, each, status=status, holder=holder, rivals=())
        elif now.status in ("held", "claimed") and now.holder:
            if self._ours(now.holder, each.parties):
                if status == "held" and now.status == "claimed":
                    open_(found, each, status="held", holder=now.holder, rivals=now.rivals)
                else:
                    confirm(now, each)
            elif now.status == "claimed" and status == "held":
                open_(found, each, status="held", holder=holder, rivals=(now.holder,))
            elif each.bearing == "hold" and now.last >= each.start:
                if not (each.own_word and now.status == "held"):
                    self._both(found, now, each)
            elif each.own_word and now.status == "held" and each.bearing == "gain":
                self._both(found, now, each)
            else:
                open_(found, each, status=status, holder=holder, rivals=(now.holder,))
        elif now.status == "not-held":
            if self._parties.any_on_side(now.rivals, each.parties):
                if each.start > now.last:
                    open_(found, each, status=status, holder=holder, rivals=())
                elif whole or each.own_word:
                    self._disputed(found, now, each, holder, now.deniers)
            else:
                open_(found, each, status=status, holder=holder, rivals=now.rivals)
        elif (each.bearing == "gain" and each.end >= now.last) or (
            each.start > now.last and not each.own_word and not now.disputed
        ):
            open_(found, each, status=status, holder=holder, rivals=_less(now.rivals, holder))
        else:
            confirm(now, each)

    def _denied(self, found: Sequence[Stretch], each: Evidence) -> None:
        """That it changed hands at all is denied by a side: word stands against word."""
        for stretch in found:
            if stretch.status != "claimed" or not stretch.holder:
                continue
            apart = [p for p in each.speakers if not self._ours(stretch.holder, (p,))]
            if apart and stretch.start <= each.end and each.start <= stretch.last:
                stretch.status = "contested"
                stretch.rivals = self._distinct((*stretch.rivals, *apart))
                stretch.disputed = True
                confirm(stretch, each)

    def _disputed(
        self,
        found: list[Stretch],
        now: Stretch,
        each: Evidence,
        holder: str,
        deniers: Iterable[str],
    ) -> None:
        """Said to hold it and said not to: the rivals are the sides by whose word it is not."""
        open_(
            found,
            each,
            status="contested",
            holder=holder,
            rivals=tuple(p for p in self._distinct(deniers) if not self._ours(p, (holder,))),
            told=now.told,
        )
        found[-1].disputed = True

    def _both(self, found: list[Stretch], now: Stretch, each: Evidence) -> None:
        rivals = tuple(sorted({now.holder or "", *each.parties} - {""}))
        open_(found, each, status="contested", holder=None, rivals=rivals, told=now.told)

    def _contested(self, found: list[Stretch], now: Stretch | None, each: Evidence) -> None:
        if now is not None and now.status == "contested":
            confirm(now, each)
            now.rivals = self._distinct((*now.rivals, *each.parties))
            return
        holder = now.holder if now is not None and now.status in ("held", "claimed") else None
        open_(
            found,
            each,
            status="contested",
            holder=holder,
            rivals=tuple(p for p in self._distinct(each.parties) if p != holder),
        )

    def _not_held(
        self,
        found: list[Stretch],
        now: Stretch | None,
        each: Evidence,
        present: Sequence[Evidence],
        whole: bool,
    ) -> None:
        if now is not None and now.holder and not self._ours(now.holder, each.parties):
            confirm(now, each)
            now.rivals = self._distinct((*now.rivals, *each.parties))
            return
        if now is not None and now.holder and now.last >= each.start:
            if whole:
                self._disputed(found, now, each, now.holder, each.speakers)
                return
            if each.own_word or now.status == "claimed":
                pass
            else:
                self._both(found, now, each)
                return
        if now is not None and now.status == "not-held":
            confirm(now, each)
            now.deniers = self._distinct((*now.deniers, *each.speakers))
            return
        there = [
            e
            for e in present
            if e.start <= each.end and not self._parties.any_on_side(e.parties, each.parties)
        ]
        holder = there[-1].parties[0] if there else None
        open_(
            found,
            each,
            status=self._by_default(holder, each),
            holder=holder,
            rivals=each.parties,
            told=[e.fact for e in there],
        )
        found[-1].deniers = each.speakers

    def _by_default(self, holder: str | None, each: Evidence) -> ControlStatus:
        """What a denial leaves: the place to those who are there, claimed where it is their word."""
        if holder is None:
            return "not-held"
        theirs = each.own_word or self._parties.any_on_side((holder,), each.speakers)
        return "claimed" if theirs else "held"

    def _settle(self, found: list[Stretch]) -> None:
        """Fighting of which nothing more is heard stops making a place contested."""
        if not found or found[-1].status != "contested":
            return
        last = found[-1]
        if last.disputed or last.last + CONTEST_LASTS >= self._at or not last.rivals:
            return
        before = found[-2] if len(found) > 1 else None
        known = before is not None and before.status in ("held", "claimed")
        last.end = last.last
        found.append(
            Stretch(
                status=before.status if before is not None and known else "unknown",
                holder=before.holder if before is not None and known else None,
                rivals=last.rivals,
                start=last.last + 1,
                told=list(before.told if before is not None and known else last.told),
                last=last.last,
            )
        )

    def _ours(self, holder: str, parties: Iterable[str]) -> bool:
        return self._parties.any_on_side((holder,), parties)

    def _distinct(self, parties: Iterable[str]) -> tuple[str, ...]:
        return distinct(self._parties, parties)


def distinct(known: Parties, parties: Iterable[str]) -> tuple[str, ...]:
    """These parties, those of one side once."""
    kept: list[str] = []
    for party in parties:
        if not known.any_on_side((party,), kept):
            kept.append(party)
    return tuple(kept)


def open_(
    found: list[Stretch],
    each: Evidence,
    *,
    status: ControlStatus,
    holder: str | None,
    rivals: tuple[str, ...],
    told: Sequence[Fact] = (),
) -> None:
    """Begin a stretch; one that would have lasted no day is written over."""
    opened = Stretch(
        status=status,
        holder=holder,
        rivals=rivals,
        start=each.start,
        told=[*told, each.fact],
        last=each.end,
    )
    if found and found[-1].start >= each.start:
        opened.told = list(dict.fromkeys((*found[-1].told, *opened.told)))
        opened.last = max(opened.last, found[-1].last)
        found[-1] = opened
    else:
        if found:
            found[-1].end = each.start - 1
        found.append(opened)


def confirm(now: Stretch, each: Evidence) -> None:
    """Let more evidence bear out a stretch."""
    now.told.append(each.fact)
    now.last = max(now.last, each.end)


def follow(stretches: list[Stretch], inherited: Stretch) -> None:
    """Put what the whole says after what was known of the part before.

    What was only gathered from silence since gives way to it.
    """
    while stretches and stretches[-1].start >= inherited.start:
        stretches.pop()
    if stretches:
        last = stretches[-1]
        if last.status in ("held", "claimed") and last.holder == inherited.holder:
            last.told.extend(inherited.told)
            last.last = max(last.last, inherited.last)
            return
        last.end = inherited.start - 1
    stretches.append(inherited)


def _less(parties: Iterable[str], without: str) -> tuple[str, ...]:
    return tuple(party for party in parties if party != without)
