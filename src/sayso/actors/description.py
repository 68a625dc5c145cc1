"""Who a noun phrase means: by the name at its head, by what its head noun says of a name, or by kind.

"Taliban fighters" are the Taliban; "anti-Taliban forces", "Russian-backed separatists" and "Hamas
hostages" are not who they are named after; "two medical workers" are civilians; "gunmen" stay unknown.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sayso.actors.actor import Actor
from sayso.actors.choosing import Choice, choose
from sayso.actors.focus import Ground
from sayso.actors.grammar import grammar
from sayso.actors.introductions import introductions
from sayso.actors.kinds import kinds
from sayso.actors.names import BREAK, HYPHEN, POSSESSIVE, Token, fold, tokens
from sayso.actors.organs import Organs
from sayso.actors.people import Group, people
from sayso.actors.resolution import as_unit
from sayso.actors.resolved import ResolvedActor, new_actor, of_registry, people_of
from sayso.actors.spotting import ActorHit
from sayso.actors.units import units

_LEAD_IN = re.compile(
    r"^(?:(?:the|a|an|this|these|that|those|some|several|many|all|both|any|at|least|more|than|about|around"
    r"|nearly|almost|over|up|to|some|few|suspected|alleged|unidentified|unknown|another|other|its|their"
    r"|his|her|our|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six"
    r"|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens?|scores|tens"
    r"|hundreds?|thousands?|millions?|of|or|to|couple|further|additional|[\d.,]+)\s+)+",
    re.IGNORECASE,
)

_LONGEST = 400
"""Characters of a phrase that are read: no noun phrase is longer, and hostile input may be."""

Spot = Callable[[str], tuple[ActorHit, ...]]


class _Phrase(NamedTuple):
    text: str
    words: list[Token]
    hits: tuple[ActorHit, ...]

    def covering(self, at: int) -> ActorHit | None:
        """The hit that the word at a position stands in."""
        word = self.words[at]
        return next((h for h in self.hits if h.start <= word.start and word.end <= h.end), None)


class Describer(NamedTuple):
    """Tells who a noun phrase means, given a spotter, the actors and the organs of states."""

    spot: Spot
    actors: Mapping[str, Actor]
    organs: Organs

    def describe(self, mention: str, ground: Ground, depth: int = 0) -> ResolvedActor | None:
        """Who ``mention`` means, or nothing when it names nobody and is no word for people."""
        mention = mention[:_LONGEST]
        phrase = _Phrase(mention, tokens(mention), self.spot(mention))
        if not phrase.words or depth > 3:
            return None
        introduced = self._introduced(phrase, ground)
        if introduced is not None:
            return introduced
        first, end = self._head(phrase)
        if end <= first:
            return None
        found = self._of_head(phrase, first, end, ground)
        if end < len(phrase.words):
            told = self._of_tail(phrase, first, end, ground, depth)
            if told is not None and (found is None or found.id is None or found.score < 0.7):
                found = told
        if found is None:
            found = self._person(phrase, first, end, ground)
        return found

    def _introduced(self, phrase: _Phrase, ground: Ground) -> ResolvedActor | None:
        """ "a group calling itself …": the actor of that name, or a provisional one."""
        found = introductions(phrase.text)
        if not found or phrase.text[found[0].end :].strip(" ”\"’'.,"):
            return None
        name, noun = found[0].name, found[0].noun
        hits = self.spot(name)
        if len(hits) == 1 and hits[0].text == name:
            known = self._choice(_Phrase(name, tokens(name), hits), hits[0], ground)
            if known is not None and known.actor.kind != "person":
                return of_registry(known.actor, ground.focus, known.score, phrase.text)
        group = people().group_of([noun])
        kind = "unidentified armed" if group is None else group[0].kind
        return new_actor(name, kind, ground.focus, score=0.7, mention=phrase.text)

    def _head(self, phrase: _Phrase) -> tuple[int, int]:
        """The words of the head noun phrase: half-open positions, quantities and what follows cut off."""
        words = phrase.words
        first = 0
        for at in range(len(words) - 1):
            if phrase.covering(at) is not None:
                break
            if words[at].form in grammar().quantities and words[at + 1].form == "of":
                first = at + 2
        end = first
        while end < len(words):
            inside = phrase.covering(end)
            if end > first and inside is None and words[end - 1].gap != HYPHEN:
                if " ".join(word.form for word in words[end - 1 : end + 2]) in people().titles:
                    end = min(end + 2, len(words))
                    continue
                if words[end].form in grammar().parts:
                    break
                if words[end].form in grammar().participles and self._ends_in_people(
                    phrase, first, end
                ):
                    break
            end += 1
            if words[end - 1].gap == BREAK and (inside is None or inside.end == words[end - 1].end):
                break
        if end > first and words[end - 1].form == POSSESSIVE:
            end -= 1
        return first, end

    def _ends_in_people(self, phrase: _Phrase, first: int, end: int) -> bool:
        forms = [word.form for word in phrase.words[first:end]]
        if people().group_of(forms) is not None or forms[-1] in people().links.members:
            return True
        return phrase.covering(end - 1) is not None and end - first > 0 and forms[-1][-1:] == "s"

    def _of_head(
        self, phrase: _Phrase, first: int, end: int, ground: Ground
    ) -> ResolvedActor | None:
        unit = self._unit(phrase, ground, first, end)
        if unit is not None:
            return unit
        last = phrase.covering(end - 1)
        if last is not None and not last.modifier and not (last.role and last.uses):
            named = self._named(phrase, last, ground)
            if named is not None:
                return named
        forms = [word.form for word in phrase.words[first:end]]
        owner = self._owner(phrase, first, end, ground)
        if last is not None and last.role is not None:
            return self._organ(phrase, last, owner, ground, forms)
        if owner is not None:
            tied = self._tied(phrase, owner, forms, first, end, ground)
            if tied is not None:
                return tied
        return self._by_kind(phrase, first, end, owner, ground)

    def _named(self, phrase: _Phrase, hit: ActorHit, ground: Ground) -> ResolvedActor | None:
        choice = self._choice(phrase, hit, ground)
        if choice is None:
            return None
        return of_registry(choice.actor, ground.focus, choice.score, phrase.text)

    def _choice(self, phrase: _Phrase, hit: ActorHit, ground: Ground) -> Choice | None:
        if not hit.uses:
            actor = self.actors.get(hit.candidates[0])
            return None if actor is None else Choice(actor, 0.9, "none")
        before = [fold(w) for w in re.findall(r"[\w’'-]+", phrase.text[: hit.start])][-3:]
        titles = people().titles
        titled = any(" ".join(before[-n:]) in titles for n in (1, 2, 3) if n <= len(before))
        return choose(hit.uses, ground, self.actors, titled=titled)

    def _owner(self, phrase: _Phrase, first: int, end: int, ground: Ground) -> Choice | None:
        """The last actor named before the head noun; an organisation before a nationality."""
        best: Choice | None = None
        limit = phrase.words[end - 1].start
        for hit in phrase.hits:
            if hit.end > limit or hit.start < phrase.words[first].start or hit.modifier:
                continue
            if hit.role is not None and hit.uses:
                continue
            choice = self._choice(phrase, hit, ground)
            if choice is None:
                continue
            if best is None or choice.actor.kind != "country" or best.actor.kind == "country":
                best = choice
        return best

    def _organ(
        self,
        phrase: _Phrase,
        hit: ActorHit,
        owner: Choice | None,
        ground: Ground,
        forms: list[str],
    ) -> ResolvedActor | None:
        role = hit.role or "government"
        choice = self._choice(phrase, hit, ground)
        if owner is not None and choice is None:
            if owner.actor.kind == "person":
                # "Russian President Vladimir Putin" ends in a person, so this is "the Assad regime"
                return self.organs.of_owner(role, owner.actor, ground.focus, phrase.text, 0.8)
            if hit.owned or owner.actor.kind != "media":
                return self.organs.of_owner(role, owner.actor, ground.focus, phrase.text, 0.85)
        if choice is not None:
            return of_registry(choice.actor, ground.focus, choice.score, phrase.text)
        if any(h.modifier for h in phrase.hits):
            return self._of_compound(phrase, forms)
        group = people().group_of(forms)
        if group is not None and (hit.owned or group[1] > len(hit.text.split())):
            return _kind_of(group[0], phrase.text, None)
        if hit.owned:
            told = phrase.words[-1].end > hit.end and forms[-1] in people().links.members
            return people_of(_bare(phrase.text), "unidentified armed", "REB", 2) if told else None
        return self.organs.in_focus(role, ground, phrase.text)

    def _tied(
        self,
        phrase: _Phrase,
        owner: Choice,
        forms: list[str],
        first: int,
        end: int,
        ground: Ground,
    ) -> ResolvedActor | None:
        """A phrase that ends in a common noun and names an actor: its member, its organ, or apart."""
        links = people().links
        actor = owner.actor
        for count in range(min(4, len(forms) - 1), 0, -1):
            noun = " ".join(forms[-count:])
            if noun in links.organs and actor.kind != "country":
                name = f"{actor.name} {_own_words(phrase, end - count, end)}"
                return new_actor(
                    name, "ministry" if "ministry" in noun else actor.kind, ground.focus,
                    country=actor.country, parent=actor.id, score=0.8, mention=phrase.text,
                )  # fmt: skip
            if noun in links.apart:
                return None
            if noun not in links.members:
                continue
            if actor.kind == "country":
                return self._countrys(phrase, forms, noun, actor, ground)
            if actor.kind == "person":
                head = self.actors.get(actor.member_of or "")
                if head is None:
                    return None
                return of_registry(head, ground.focus, 0.75, phrase.text)
            return of_registry(actor, ground.focus, min(owner.score, 0.9), phrase.text)
        return None

    def _countrys(
        self, phrase: _Phrase, forms: list[str], noun: str, country: Actor, ground: Ground
    ) -> ResolvedActor | None:
        """ "Syrian rebels": the actor that the noun means in that country, if there is one."""
        hit = next((h for h in self.spot(noun) if len(h.text) == len(noun)), None)
        if hit is not None and hit.uses:
            there = tuple(
                use for use in hit.uses
                if use.guard == "generic" and use.id
                and country.countries[0] in self.actors[use.id].countries
            )  # fmt: skip
            choice = choose(there, ground, self.actors)
            if choice is not None:
                return of_registry(choice.actor, ground.focus, choice.score, phrase.text)
        group = people().group_of(forms)
        if group is None:
            return of_registry(country, ground.focus, 0.5, phrase.text)
        return _kind_of(group[0], phrase.text, country.country)

    def _by_kind(
        self, phrase: _Phrase, first: int, end: int, owner: Choice | None, ground: Ground
    ) -> ResolvedActor | None:
        last = phrase.covering(end - 1)
        if last is not None and last.uses and not last.modifier:
            choice = self._choice(phrase, last, ground)
            if choice is not None:
                return of_registry(choice.actor, ground.focus, choice.score, phrase.text)
        group = people().group_of([word.form for word in phrase.words[first:end]])
        if group is None and any(hit.modifier for hit in phrase.hits):
            return self._of_compound(phrase, [word.form for word in phrase.words[first:end]])
        if group is None:
            return None
        country = None if owner is None or owner.actor.kind != "country" else owner.actor.country
        return _kind_of(group[0], phrase.text, country)

    def _of_compound(self, phrase: _Phrase, forms: list[str]) -> ResolvedActor | None:
        """ "anti-Taliban forces", "Saudi-backed groups": armed people of whom nothing more is known."""
        group = people().group_of(forms)
        if group is None and forms[-1] in people().links.members:
            return people_of(_bare(phrase.text), "unidentified armed", "REB", 2)
        return None if group is None else _kind_of(group[0], phrase.text, None)

    def _unit(self, phrase: _Phrase, ground: Ground, first: int, end: int) -> ResolvedActor | None:
        head_end = phrase.words[end - 1].end
        for unit in units(phrase.text):
            if unit.end != head_end or unit.start < phrase.words[first].start:
                continue
            known = next((h for h in phrase.hits if h.end == unit.end and h.guard == "none"), None)
            if known is not None:
                return None
            parent: Actor | None = None
            for hit in phrase.hits:
                beyond = hit.start >= unit.end and phrase.text[unit.end : hit.start].strip() in (
                    "of", "of the", "from", "from the",
                )  # fmt: skip
                if (hit.end <= unit.start or beyond or hit.guard == "none") and not hit.modifier:
                    choice = self._choice(phrase, hit, ground)
                    if choice is not None and choice.actor.kind != "person":
                        parent = choice.actor
                        break
            return as_unit(unit.text, parent, ground.focus, self.actors)
        return None

    def _of_tail(
        self, phrase: _Phrase, first: int, end: int, ground: Ground, depth: int
    ) -> ResolvedActor | None:
        """What "led by …", "of …", "loyal to …" after the head says of whose people they are."""
        words = phrase.words
        noun = words[end - 1].form
        at = end
        if words[end - 1].gap == BREAK and words[at].form not in grammar().belongs:
            return self._apposed(phrase, first, at, ground, depth)
        within = words[at].form in grammar().within
        if words[at].form not in grammar().belongs and not within:
            return None
        leads = words[at].form in grammar().leads
        while at < len(words) and (
            words[at].form in grammar().belongs
            or words[at].form in grammar().within
            or words[at].form in grammar().skipped
        ):
            if phrase.covering(at) is not None:
                break
            at += 1
        if at >= len(words):
            return None
        rest = phrase.text[words[at].start :]
        whose = self.describe(rest, ground, depth + 1)
        if whose is None or whose.id is None:
            return None
        if whose.kind == "person":
            head = self.actors.get(whose.parent or "")
            if head is None or not (leads or noun in people().links.members):
                return None
            if head.id.startswith("gov-"):
                forces = self.actors.get(f"mil-{head.id.removeprefix('gov-')}")
                head = forces or head
            return of_registry(head, ground.focus, 0.8, phrase.text)
        if noun not in people().links.members or whose.provisional:
            return None
        if whose.kind == "country":
            return None
        actor = self.actors.get(whose.id)
        return None if actor is None else of_registry(actor, ground.focus, 0.8, phrase.text)

    def _before_name(self, phrase: _Phrase, first: int, start: int, ground: Ground) -> Actor | None:
        """Whose office precedes a person's name: "Ukrainian President …", "Hezbollah leader …"."""
        start_of_head = phrase.words[first].start
        for hit in reversed(phrase.hits):
            if start_of_head <= hit.start < hit.end <= start and not hit.modifier:
                choice = self._choice(phrase, hit, ground)
                if choice is not None:
                    return choice.actor
        return None

    def _apposed(
        self, phrase: _Phrase, first: int, at: int, ground: Ground, depth: int
    ) -> ResolvedActor | None:
        """ "the special envoy, Martin Griffiths", "the rebel group, ELN": whom the comma introduces."""
        forms = [word.form for word in phrase.words[first:at]]
        ends = [" ".join(forms[-count:]) for count in (1, 2, 3)]
        post = any(end in people().titles for end in ends)
        body = any(end in people().links.members for end in ends)
        if not (post or body):
            return None
        rest = self.describe(phrase.text[phrase.words[at].start :], ground, depth + 1)
        if rest is None or rest.id is None or rest.kind in ("country", "media"):
            return None
        return rest if (post if rest.kind == "person" else body) else None

    def _person(
        self, phrase: _Phrase, first: int, end: int, ground: Ground
    ) -> ResolvedActor | None:
        """A person with a title whom the registry does not know: "General Aimé Kasongo Lwamba"."""
        titles = people().titles
        forms = [word.form for word in phrase.words[first:end]]
        for count in (3, 2, 1):
            for at in range(len(forms) - count):
                if " ".join(forms[at : at + count]) not in titles:
                    continue
                rest = phrase.words[first + at + count : end]
                if not 1 <= len(rest) <= 5 or any(word.gap == BREAK for word in rest[:-1]):
                    continue
                name = phrase.text[rest[0].start : rest[-1].end]
                if not all(
                    part[:1].isupper() or part in grammar().particles for part in name.split()
                ):
                    continue
                if " ".join(word.form for word in rest[:1]) in titles:
                    continue
                parent = self._before_name(phrase, first, rest[0].start, ground)
                if parent is not None and parent.kind == "country":
                    parent = self.actors.get(f"gov-{parent.id}", parent)
                return new_actor(
                    name, "person", ground.focus,
                    country=None if parent is None else parent.country,
                    parent=None if parent is None else parent.id,
                    office=" ".join(forms[at : at + count]), score=0.6, mention=phrase.text,
                )  # fmt: skip
        return None


def _own_words(phrase: _Phrase, start: int, end: int) -> str:
    text = phrase.text[phrase.words[start].start : phrase.words[end - 1].end]
    return " ".join(w if w in ("of", "the", "and") else w[:1].upper() + w[1:] for w in text.split())


def _kind_of(group: Group, mention: str, country: str | None) -> ResolvedActor:
    inter = group.inter if group.inter is not None else kinds()[group.kind].inter
    return people_of(_bare(mention), group.kind, group.sector, inter, country=country)


def _bare(mention: str) -> str:
    """A phrase without articles, numbers and hedges before it."""
    return _LEAD_IN.sub("", mention) or mention
