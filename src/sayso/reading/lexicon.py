"""Which words tell of which claim type, and how their clauses fill the roles.

Read from ``lexicon/frames/*.toml`` and ``lexicon/links.toml``. A *frame* is a set of trigger words
for one claim type with one linking pattern. Words of losses ("killed", "toll") are not here: they
count people (``quantities``) rather than make an event of their own.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec
from spacy.tokens import Token

from sayso.model import DataError, ontology
from sayso.model.knowledge import read_knowledge

FillerKind = Literal[
    "place", "party", "people", "armed", "crowd", "thing", "site", "control", "none"
]
"""What may fill a slot; ``site`` is a place without a name ("the hill")."""
Links = Mapping[str, str]


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trigger words of one claim type.

    ``only`` restricts what may fill a slot (kinds; ``none`` allows it to be empty); ``when`` asks
    for a head word in a slot and ``unless`` forbids one; ``modifiers`` give a more special type by
    a word before the noun; ``needs`` asks that one of these slots is there at all. A word
    ``@weather`` of ``when`` and ``unless`` stands for the class of that name in
    ``word_classes.toml``.
    """

    type: str
    links: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    negative_suffixes: tuple[str, ...] = ()
    only: dict[str, tuple[FillerKind, ...]] = {}
    when: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}
    modifiers: dict[str, str] = {}
    needs: tuple[str, ...] = ()
    polarity: Literal["positive", "negative"] = "positive"
    copular: bool = False
    object_is_content: bool = False
    examples: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """One way in: the words (lemmas, the head first for verbs, last for nouns) and their frame.

    Without a frame it is an idiom, which tells of nothing and hides shorter entries.
    """

    words: tuple[str, ...]
    frame: Frame | None


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All triggers by head lemma, and the linking patterns by name."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    suffixes: tuple[tuple[str, Frame, bool], ...]
    links: Mapping[str, Links]
    frames: tuple[Frame, ...]


def _read(source: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{source}: {error}", remedy="correct the line named") from error


def _frames(source: Traversable, classes: Mapping[str, tuple[str, ...]]) -> list[Frame]:
    try:
        frames = msgspec.convert(_read(source).get("frame", []), list[Frame])
    except msgspec.ValidationError as error:
        raise DataError(f"{source}: frame {error}", remedy="correct the entry named") from error
    return [
        msgspec.structs.replace(
            frame,
            when=_spelled_out(frame.when, classes, source),
            unless=_spelled_out(frame.unless, classes, source),
        )
        for frame in frames
    ]


def _spelled_out(
    wanted: Mapping[str, tuple[str, ...]],
    classes: Mapping[str, tuple[str, ...]],
    source: Traversable,
) -> dict[str, tuple[str, ...]]:
    """Head words by slot with each ``@class`` replaced by its words."""
    found: dict[str, tuple[str, ...]] = {}
    for slot, words in wanted.items():
        all_words: list[str] = []
        for word in words:
            if not word.startswith("@"):
                all_words.append(word)
                continue
            if word[1:] not in classes:
                raise DataError(
                    f"{source}: no class of words is called {word!r}",
                    remedy="name one of word_classes.toml",
                )
            all_words += classes[word[1:]]
        found[slot] = tuple(all_words)
    return found


def _idioms(source: Traversable, key: str) -> tuple[str, ...]:
    try:
        return msgspec.convert(_read(source).get(key, ()), tuple[str, ...])
    except msgspec.ValidationError as error:
        raise DataError(f"{source}: {key} {error}", remedy="correct the entry named") from error


@cache
def lexicon() -> Lexicon:
    """The whole lexicon, validated.

    :raises DataError: naming the file and the entry that is wrong
    """
    root = files("sayso.reading").joinpath("lexicon")
    links_raw = _read(root.joinpath("links.toml"))
    links = msgspec.convert(links_raw, dict[str, dict[str, str]])
    classes = msgspec.convert(_read(root.joinpath("word_classes.toml")), dict[str, tuple[str, ...]])
    verbs: dict[str, list[Trigger]] = {}
    nouns: dict[str, list[Trigger]] = {}
    adjectives: dict[str, list[Frame]] = {}
    suffixes: list[tuple[str, Frame, bool]] = []
    frames: list[Frame] = []
    for source in sorted(root.joinpath("frames").iterdir(), key=lambda entry: entry.name):
        if not source.name.endswith(".toml"):
            continue
        for frame in _frames(source, classes):
            _check(frame, links, source)
            frames.append(frame)
            _index(frame, frame.verbs, verbs, head=0)
            _index(frame, frame.nouns, nouns, head=-1)
            for adjective in frame.adjectives:
                adjectives.setdefault(adjective, []).append(frame)
            suffixes += [(suffix, frame, False) for suffix in frame.suffixes]
            suffixes += [(suffix, frame, True) for suffix in frame.negative_suffixes]
        _index(None, _idioms(source, "idioms"), verbs, head=0)
        _index(None, _idioms(source, "noun_idioms"), nouns, head=-1)
    return Lexicon(
        verbs={lemma: _longest_first(found) for lemma, found in verbs.items()},
        nouns={lemma: _longest_first(found) for lemma, found in nouns.items()},
        adjectives={lemma: tuple(found) for lemma, found in adjectives.items()},
        suffixes=tuple(suffixes),
        links=links,
        frames=tuple(frames),
    )


def _check(frame: Frame, links: Mapping[str, Links], source: object) -> None:
    for slug in (frame.type, *frame.modifiers.values()):
        if slug not in ontology():
            raise DataError(f"{source}: no claim type is called {slug!r}")
    if frame.links not in links:
        raise DataError(f"{source}: {frame.type}: no linking pattern is called {frame.links!r}")


def _index(
    frame: Frame | None,
    phrases: tuple[str, ...],
    into: dict[str, list[Trigger]],
    *,
    head: int,
) -> None:
    for phrase in phrases:
        words = tuple(phrase.split())
        if " of " in phrase:
            into.setdefault(words[0], []).append(Trigger(words=words, frame=frame))
        else:
            into.setdefault(words[head], []).append(Trigger(words=words, frame=frame))


def _longest_first(found: list[Trigger]) -> tuple[Trigger, ...]:
    """Longer phrases before shorter, frames that ask for more before those that ask for less."""

    def rank(trigger: Trigger) -> tuple[int, bool, bool, bool]:
        frame = trigger.frame
        return (
            -len(trigger.words),
            frame is not None and not frame.when,
            frame is not None and not frame.only,
            frame is not None and "counted-only" not in frame.needs,
        )

    return tuple(sorted(found, key=rank))


class _Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    undergone: frozenset[str]
    undergone_by_people: frozenset[str]
    verbs: dict[str, str]


@cache
def _lemmas() -> _Lemmas:
    return read_knowledge("sayso.reading", "lexicon/lemmas.toml", _Lemmas)


def is_undergone(lemma: str) -> bool:
    """Whether a verb without an object can only tell what its subject suffered."""
    return lemma in _lemmas().undergone


def undergone_by_people(lemma: str) -> bool:
    """Whether a verb without an object tells what befell unarmed people that are its subject."""
    return lemma in _lemmas().undergone_by_people


def verb_lemma(token: Token) -> str:
    """The lemma of a verb, with the language model's known slips put right.

    Of a verb that it does not know, the model makes "carjacked" to "carjacke".
    """
    lemma = token.lemma_.lower()
    fixes = _lemmas().verbs
    found = fixes.get(lemma) or fixes.get(token.lower_, lemma)
    known = lexicon().verbs
    if found in known or not found.endswith("e"):
        return found
    if found[:-1] in known:
        return found[:-1]
    doubled = len(found) > 4 and found[-2] == found[-3]
    return found[:-2] if doubled and found[:-2] in known else found


def every_phrase() -> Iterator[tuple[str, str]]:
    """Each (claim type, trigger phrase) of the lexicon, for documentation and tests."""
    for frame in lexicon().frames:
        for phrase in (*frame.verbs, *frame.nouns, *frame.adjectives):
            yield frame.type, phrase
