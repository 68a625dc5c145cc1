"""How far to trust: the NATO Admiralty code, reliability and credibility judged apart.

Letters and digits as in the code (A completely reliable … F cannot be judged; 1 confirmed by other
sources … 6 cannot be judged). A good source does not lift a weak item: the letter takes no part in
the digit. F and 6 mean unknown, not worst.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.model import Grade, Reliability
from sayso.picture.facts import Fact, Facts
from sayso.picture.independence import Witness, witnesses_of
from sayso.picture.provenance import Provenance

ENOUGH_JUDGED = 5
"""Judged claims that a source must have before its record gives it a letter."""

_LETTERS: tuple[Reliability, ...] = ("A", "B", "C", "D", "E", "F")
_LETTER_FROM: tuple[tuple[float, Reliability], ...] = (
    (0.90, "A"),
    (0.75, "B"),
    (0.55, "C"),
    (0.35, "D"),
    (0.0, "E"),
)
"""Mean of the Beta distribution from which a record earns a letter; five of five right give 0.86."""

_RANK = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """How often a source's claims were confirmed by others, and disputed or corrected."""

    right: int = 0
    wrong: int = 0

    @property
    def mean(self) -> float:
        """Mean of Beta(1 + right, 1 + wrong): the uniform prior, updated (Laplace)."""
        return (1 + self.right) / (2 + self.right + self.wrong)

    @property
    def letter(self) -> Reliability | None:
        """The letter this record earns; null when too little was judged."""
        if self.right + self.wrong < ENOUGH_JUDGED:
            return None
        return next(letter for least, letter in _LETTER_FROM if self.mean >= least)


class Judge:
    """Grades sets of claims against what is known of their sources and of their disputes."""

    def __init__(
        self,
        facts: Facts,
        provenance: Provenance,
        opponents: Mapping[str, set[str]],
        records: Mapping[str, Record] | None = None,
    ) -> None:
        self._facts = facts
        self._provenance = provenance
        self._opponents = opponents
        self._records = records or {}
        self._seen: dict[frozenset[str], tuple[Witness, ...]] = {}

    def grade(self, told: Sequence[Fact], witnesses: Sequence[Witness] | None = None) -> Grade:
        """The grade of what these claims say together."""
        if not told:
            return Grade(why="nobody tells of it")
        known = witnesses_of(told, self._provenance) if witnesses is None else tuple(witnesses)
        letter, reliable = self._reliability(known)
        digit, credible = self._credibility(told, known)
        return Grade(reliability=letter, credibility=digit, why=f"{credible}; {reliable}")

    def _reliability(self, witnesses: Sequence[Witness]) -> tuple[Reliability, str]:
        """The letter of the most reliable source among them, and whose it is."""
        best: tuple[int, str, str] | None = None
        for witness in witnesses:
            for voice in witness.voices:
                told = self._letter(voice.name, voice.keys, voice.fact)
                if told is not None:
                    letter, why = told
                    best = min(
                        filter(None, (best, (_LETTERS.index(letter), voice.name, why))),
                    )
        if best is None:
            return "F", "no source has a record to judge it by"
        return _LETTERS[best[0]], f"{best[1]} {best[2]}"

    def _letter(self, name: str, keys: Iterable[str], fact: Fact) -> tuple[Reliability, str] | None:
        for each in (name, fact.claim.report.publisher):
            record = self._provenance.record(each)
            if record is not None and record.reliability is not None:
                return record.reliability, f"is rated {record.reliability} in the source list"
        for key in keys:
            history = self._records.get(key)
            if history is not None and history.letter is not None:
                return (
                    history.letter,
                    f"was borne out in {history.right} of"
                    f" {history.right + history.wrong} judged claims",
                )
        return None

    def _credibility(self, told: Sequence[Fact], witnesses: Sequence[Witness]) -> tuple[int, str]:
        sides = _sides_counted(witnesses)
        named = [w for w in witnesses if not w.nameless]
        against = self._against(told)
        if against:
            return _when_disputed(len(witnesses), len(against))
        surest = min(_RANK[fact.claim.certainty] for fact in told)
        if surest == _RANK["unknown"]:
            return 6, "nobody commits to it"
        if surest == _RANK["possible"]:
            return 3, "told only as possible"
        if len(sides) >= 2 and named and surest == 0:
            return 1, f"{len(witnesses)} independent observers tell it, none contradicts"
        if len(sides) >= 2:
            who = "none of them named" if not named else "none of them certain"
            return 2, f"{len(witnesses)} independent observers tell it, {who}"
        only = witnesses[0]
        if only.observer.party:
            if _against_interest(told, only, self._facts):
                return 2, f"{only.observer.name} tells it against its own interest"
            return 3, f"only {only.observer.name}, a side in it, tells it"
        if only.nameless:
            return 6, f"a single source that cannot be identified tells it: {only.observer.name}"
        return 3, f"only {only.observer.name} tells it, nobody contradicts"

    def _against(self, told: Sequence[Fact]) -> tuple[Witness, ...]:
        ids = {other for fact in told for other in self._opponents.get(fact.id, ())}
        ids -= {fact.id for fact in told}
        key = frozenset(ids)
        if key not in self._seen:
            self._seen[key] = witnesses_of(self._facts.of(ids), self._provenance) if ids else ()
        return self._seen[key]


def _when_disputed(supporting: int, against: int) -> tuple[int, str]:
    what = f"{supporting} independent tell it, {against} contradict"
    if against > supporting:
        return 5, what
    return (4, what) if against == supporting else (3, what)


def _sides_counted(witnesses: Sequence[Witness]) -> frozenset[str]:
    """Observers as far as they can confirm one another: those of one side count once."""
    return frozenset(
        f"side:{min(w.sides)}" if w.observer.party and w.sides else w.observer.key
        for w in witnesses
    )


def _against_interest(told: Sequence[Fact], witness: Witness, facts: Facts) -> bool:
    """Whether a side admits a loss: its own dead, its own defeat, its own withdrawal."""
    for fact in told:
        losses = {c.side for c in fact.claim.casualties if c.side and (c.low or 0) > 0}
        lost = losses | (
            fact.recipients if fact.claim.type in ("defeat", "takeover") else frozenset[str]()
        )
        if fact.claim.type in ("withdrawal", "surrender"):
            lost |= fact.actors
        if not facts.parties.any_on_side(lost, witness.sides):
            return False
    return True


def records_of(
    confirmed: Iterable[Sequence[Witness]],
    contested: Mapping[str, set[str]],
    facts: Facts,
    provenance: Provenance,
    withdrawn: Iterable[Fact] = (),
) -> dict[str, Record]:
    """What became of each source's claims: its record by the keys it is known by.

    A claim counts as right when another observer of another side tells of the same happening and
    nobody contradicts it; as wrong when more observers contradict it than support it, or when it
    was withdrawn.

    :param confirmed: the witnesses of each happening
    :param contested: for each claim, the claims that contradict it
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    rivals: dict[frozenset[str], int] = {frozenset(): 0}
    for witnesses in confirmed:
        told = [v.fact for w in witnesses for v in w.voices]
        against = frozenset(o for fact in told for o in contested.get(fact.id, ()))
        if against not in rivals:
            rivals[against] = len(witnesses_of(facts.of(against), provenance))
        outcome = _outcome(witnesses, rivals[against])
        if outcome is None:
            continue
        tally = right if outcome else wrong
        for witness in witnesses:
            tally.update({key for voice in witness.voices for key in voice.keys})
    for fact in withdrawn:
        wrong.update({key for voice in provenance.voices(fact) for key in voice.keys})
    return {key: Record(right=right[key], wrong=wrong[key]) for key in sorted({*right, *wrong})}


def _outcome(witnesses: Sequence[Witness], rivals: int) -> bool | None:
    if rivals > len(witnesses):
        return False
    if rivals == 0 and len(_sides_counted(witnesses)) >= 2:
        return True
    return None
