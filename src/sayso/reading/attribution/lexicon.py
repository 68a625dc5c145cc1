"""The words of attribution, read from ``lexicon/attribution.toml`` and checked."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from sayso.model import DataError

FRAMES = frozenset(
    [
        "clause",
        "quote",
        "infinitive",
        "gerund",
        "noun",
        "hearer",
        "order",
        "of",
        "for",
        "with",
        "about",
        "against",
        "on",
        "to",
        "in",
        "blame",
        "as",
        "only-clause",
        "document",
        "only-document",
        "put-at",
        "upon-order",
        "quote-only-as",
        "particle:out",
        "particle:up",
        "particle:on",
        "particle:down",
        "figure",
        "colon",
    ]
)


class VerbCue(msgspec.Struct, frozen=True):
    """A verb that announces speech: its class, and the forms of content it takes."""

    cue_class: str
    frames: frozenset[str]


class Lexicon(msgspec.Struct, frozen=True):
    """Everything ``attribution.toml`` says, by the key it is looked up with.

    ``verbs`` gives the senses of a lemma in the order of the file: a verb may stand in two classes
    ("urge", "suggest").
    """

    verbs: Mapping[str, tuple[VerbCue, ...]]
    nouns: Mapping[str, str]
    nouns_with_of: frozenset[str]
    adverbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    objects: Mapping[str, frozenset[str]]
    measures: frozenset[str]
    """What a number measures without counting anybody: "says two words"."""
    reckonings: frozenset[str]
    """Nouns for somebody's own figures or telling: "by the ministry's count"."""
    reckoned: frozenset[str]
    """The prepositions such a noun stands behind."""
    phrases: Mapping[str, str]
    phrase_starts: frozenset[str]
    """The words that source phrases begin with."""
    citing: frozenset[str]
    declined: re.Pattern[str]
    channels: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]
    topics: frozenset[str]
    source_labels: frozenset[str]
    speakers: frozenset[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: dict[str, dict[str, tuple[str, ...]]]
    nouns: dict[str, tuple[str, ...]]
    adverbs: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    objects: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    reckonings: dict[str, tuple[str, ...]]
    declined: dict[str, tuple[str, ...]]
    channels: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon, once a process.

    :raises DataError: when the file does not have the shape above or names an unknown frame
    """
    source = files("sayso.reading").joinpath("lexicon/attribution.toml")
    try:
        raw = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _File)
        declined = re.compile("|".join(raw.declined["patterns"]), re.IGNORECASE)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error, KeyError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    verbs: dict[str, list[VerbCue]] = {}
    for cue_class, entries in raw.verbs.items():
        for lemma, frames in entries.items():
            unknown = set(frames) - FRAMES
            if unknown:
                raise DataError(
                    f"{source}: [verbs.{cue_class}] {lemma} has the unknown frame {min(unknown)!r}",
                    remedy="use one of the frames explained at the head of the file",
                )
            verbs.setdefault(lemma, []).append(VerbCue(cue_class, frozenset(frames)))
    return Lexicon(
        verbs={lemma: tuple(cues) for lemma, cues in verbs.items()},
        nouns=_inverted({k: v for k, v in raw.nouns.items() if k != "with_of"}),
        nouns_with_of=frozenset(raw.nouns.get("with_of", ())),
        adverbs=_inverted(raw.adverbs),
        adjectives=_inverted(raw.adjectives),
        objects={verb: frozenset(nouns) for verb, nouns in raw.objects.items()},
        measures=frozenset(raw.reckonings.get("measures", ())),
        reckonings=frozenset(raw.reckonings.get("nouns", ())),
        reckoned=frozenset(raw.reckonings.get("behind", ())),
        phrases=_inverted({k: v for k, v in raw.phrases.items() if k != "cites"}),
        phrase_starts=frozenset(
            words.split()[0]
            for k, phrases in raw.phrases.items()
            if k != "cites"
            for words in phrases
        ),
        citing=frozenset(raw.phrases.get("cites", ())),
        declined=declined,
        channels=_inverted(raw.channels),
        kinds={kind: frozenset(words) for kind, words in raw.kinds.items()},
        topics=frozenset(raw.labels.get("topics", ())),
        source_labels=frozenset(raw.labels.get("sources", ())),
        speakers=frozenset(raw.labels.get("speakers", ())),
    )


def _inverted(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Word to class; of a word that stands in two classes the first class holds."""
    found: dict[str, str] = {}
    for cue_class, words in table.items():
        for word in words:
            found.setdefault(word, cue_class)
    return found
