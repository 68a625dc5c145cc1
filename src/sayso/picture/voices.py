"""Who speaks in a claim."""

from collections.abc import Sequence

import msgspec

from sayso.model import Attribution, SourceKind
from sayso.picture.facts import Fact
from sayso.picture.parties import name_key
from sayso.picture.words import content_words, people_words, source_key, word_lists

_NAMELESS_WITHOUT: frozenset[SourceKind] = frozenset({"document", "media", "social"})


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One claim's source: the keys it is known by, and how it speaks."""

    fact: Fact
    keys: tuple[str, ...]
    name: str
    kind: SourceKind
    party: bool = False
    sides: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    narrated: bool = False
    nameless: bool = False
    cited: str | None = None


def named_outlet(chain: Sequence[Attribution]) -> Attribution | None:
    return next((link for link in reversed(chain) if is_named(link)), None)


def is_named(link: Attribution) -> bool:
    """Whether the link says who it is, not only what sort of source."""
    if link.id:
        return True
    if link.kind in ("anonymous", "author"):
        return False
    text = link.name or link.mention
    if link.kind in _NAMELESS_WITHOUT:
        lists = word_lists()
        return bool(content_words(text) - lists.generic_document - lists.determiners - lists.others)
    return name_key(text) is not None


def speaker(
    fact: Fact, link: Attribution, chain: tuple[Attribution, ...], name: str, cited: str | None
) -> Voice:
    keys = [f"id:{link.id}"] if link.id else []
    keys.append(f"name:{source_key(name)}")
    return Voice(
        fact=fact,
        keys=tuple(keys),
        name=name,
        kind=link.kind,
        party=link.party,
        sides=fact.party_word if any(part.party for part in chain) else frozenset(),
        words=content_words(name) if link.kind == "person" else frozenset(),
        cited=cited,
    )


def member(fact: Fact, link: Attribution, name: str) -> Voice:
    """One with a name of several who speak together."""
    return Voice(
        fact=fact,
        keys=(f"name:{source_key(name)}",),
        name=name,
        kind=link.kind,
        party=link.party,
        sides=fact.party_word if link.party else frozenset(),
    )


def nameless(
    fact: Fact,
    link: Attribution,
    mention: str,
    bases: tuple[str, ...],
    by: str | None,
    cited: str | None,
) -> Voice:
    """People nobody names, known by what they are called and by who told of them.

    :param bases: the keys of the nearest source that has a name, or of outlet and report
    :param by: its name
    """
    words = people_words(mention)
    if words & word_lists().single_offices and fact.places:
        bases = (f"place:{fact.places[0]}",)
    called = " ".join(sorted(words))
    return Voice(
        fact=fact,
        keys=tuple(f"told:{base}:{called}" for base in bases),
        name=f"{mention} ({by})" if by else mention,
        kind=link.kind,
        party=link.party,
        sides=fact.party_word if link.party else frozenset(),
        words=words.union(bases),
        nameless=True,
        cited=cited,
    )


def who(voice: Voice) -> frozenset[str]:
    """The words that say what sort of people speak, without who told of them."""
    return (
        frozenset(word for word in voice.words if ":" not in word)
        if voice.nameless
        else frozenset()
    )


def same_people(one: Voice, other: Voice) -> bool:
    """Whether a fuller and a shorter name are one: "Mir Haidar Afzali" and "Afzali"."""
    if one.kind != other.kind:
        return False
    if one.kind == "anonymous":
        others = word_lists().others
        if one.words & others != other.words & others:
            return False
        if not any(":" in word for word in one.words & other.words):
            return False
        return who(one) <= who(other) or who(other) <= who(one)
    return one.words <= other.words or other.words <= one.words
