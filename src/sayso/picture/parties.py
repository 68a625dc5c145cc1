"""Whether two names are one party, parts of one, or different ones."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal

from sayso.model import Claim, Participant, ontology
from sayso.picture.words import content_words, word_lists

Kinship = Literal["same", "kin", "different"]

_STATE, _REBEL = "~state", "~rebel"

_STATE_KINDS = frozenset(
    {"government", "state forces", "ministry", "country", "police", "intelligence"}
)
"""Those of one country are one side, unless they are told to fight each other."""


def name_key(text: str) -> str | None:
    """The name without order, case, accents and words that any party may carry.

    "National Front for Resistance" and "the National Resistance Front" are one key. Null when
    nothing but such words is left: "the gunmen" are nobody in particular.
    """
    lists = word_lists()
    words = content_words(text)
    own = words - lists.generic_party - lists.state_party - lists.rebel_party - lists.determiners
    if not own:
        return None
    if words & lists.rebel_party:
        own |= {_REBEL}
    elif words & lists.state_party:
        own |= {_STATE}
    return " ".join(sorted(own))


class Parties:
    """The parties of a set of claims, each under one key, whatever it is called.

    A name that stands without an id in one claim and with exactly one id in another is that
    party. Built from all claims at once, so that the order they come in makes no difference.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        ids: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._kinship: dict[tuple[str, str], Kinship] = {}
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._states: dict[str, str] = {}
        self._fought: set[frozenset[str]] = set()
        seen: set[tuple[str | None, str | None]] = set()
        for claim in claims:
            self._learn_enemies(claim)
            for who in claim.participants:
                if who.kind is not None and (key := who.id or name_key(who.name or who.mention)):
                    self._kinds[key].add(who.kind)
                if who.id and who.country and who.kind in _STATE_KINDS:
                    self._states[who.id] = min(self._states.get(who.id, who.country), who.country)
                if who.id is None or (who.id, who.name) in seen:
                    continue
                seen.add((who.id, who.name))
                name = name_key(who.name or who.mention)
                if name is not None:
                    ids[name].add(who.id)
                    previous = self._words.get(who.id, frozenset())
                    self._words[who.id] = previous | frozenset(name.split())
                self._names[who.id] = min(
                    filter(None, (self._names.get(who.id), who.name or who.mention)),
                )
        self._ids = {name: next(iter(known)) for name, known in ids.items() if len(known) == 1}

    def views(self) -> dict[str, object]:
        """Under each name and key all that comparing can learn of it, to tell two sets apart by."""
        enemies: dict[str, set[str]] = defaultdict(set)
        for one, other in map(tuple, self._fought):
            # only those of one state are looked up
            if one in self._states and self._states[one] == self._states.get(other):
                enemies[one].add(other)
                enemies[other].add(one)
        keys = (self._ids, self._names, self._words, self._kinds, self._states, enemies)
        return {
            key: tuple(known.get(key) for known in keys)
            for key in {key for known in keys for key in known}
        }

    def _learn_enemies(self, claim: Claim) -> None:
        """Take note of who is told to do violence to whom."""
        entry = ontology().get(claim.type)
        if entry is None or not entry.violent or claim.polarity == "negative":
            return
        acting = {who.id for who in claim.in_role("actor") if who.id}
        harmed = {who.id for who in claim.in_role("recipient", "victim") if who.id}
        if entry.symmetric:
            harmed |= acting
        self._fought.update(frozenset((a, b)) for a in acting for b in harmed if a != b)

    def kind(self, key: str) -> str | None:
        """What sort of actor a party is, where claims say; the first by name of several."""
        return min(self._kinds.get(key, ()), default=None)

    def key(self, who: Participant) -> str | None:
        """What this party is known by here; null when it is nobody in particular."""
        return who.id or self.key_of_name(who.name or who.mention)

    def key_of_name(self, name: str | None, id_: str | None = None) -> str | None:
        """The same for a bare name, of a source for instance."""
        if id_:
            return id_
        own = name_key(name) if name else None
        if own is None:
            return None
        return self._ids.get(own, own)

    def name(self, key: str) -> str | None:
        """The name of a party known by id, where a claim gave one."""
        return self._names.get(key)

    def kinship(self, one: str, other: str) -> Kinship:
        """Whether two keys are one party, or one is part of the other by its name.

        "Taliban" and "Taliban Ministry of Defence" are kin; "Syrian army" and "Syrian rebels"
        are not.
        """
        if one == other:
            return "same"
        pair = (one, other) if one < other else (other, one)
        known = self._kinship.get(pair)
        if known is None:
            known = self._kinship[pair] = self._compare(*pair)
        return known

    def on_side(self, one: str, other: str) -> bool:
        """Whether the two are one side."""
        return self.kinship(one, other) != "different"

    def kin_among(self, keys: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
        """A search for those of these keys that are on the side of a given one, in order."""
        by_word: dict[str, set[str]] = defaultdict(set)
        known = set(keys)
        for key in known:
            for word in self._marks_of(key):
                by_word[word].add(key)
        found: dict[str, tuple[str, ...]] = {}

        def search(key: str) -> tuple[str, ...]:
            if key not in found:
                near = {other for word in self._marks_of(key) for other in by_word.get(word, ())}
                near |= {key} & known
                found[key] = tuple(sorted(o for o in near if self.on_side(key, o)))
            return found[key]

        return search

    def any_on_side(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether a party of the one set is on the side of a party of the other."""
        rest = tuple(others)
        return any(self.on_side(a, b) for a in some for b in rest)

    def may_be_one(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether a party of the one set is, or may be, on the side of one of the other.

        Who is only described ("commandos") may be anybody of the same kind.
        """
        rest = tuple(others)
        return any(self.on_side(a, b) or self._alike(a, b) for a in some for b in rest)

    def _alike(self, one: str, other: str) -> bool:
        if one in self._names and other in self._names:
            return False
        return bool(self._kinds.get(one, set()) & self._kinds.get(other, set()))

    def _marks_of(self, key: str) -> Iterable[str]:
        """What another key must share one of to be on this one's side."""
        state = self._states.get(key)
        words = self._words_of(key)
        return words if state is None else (*words, f"~of:{state}")

    def _compare(self, one: str, other: str) -> Kinship:
        state = self._states.get(one)
        if state is not None and state == self._states.get(other):
            return "different" if frozenset((one, other)) in self._fought else "kin"
        left, right = self._words_of(one), self._words_of(other)
        if not left or not right:
            return "different"
        return "kin" if left <= right or right <= left else "different"

    def _words_of(self, key: str) -> frozenset[str]:
        known = self._words.get(key)
        return known if known is not None else frozenset(key.split())
