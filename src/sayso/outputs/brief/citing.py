"""Which claims a sentence rests on: sentences with numbers, and the numbers' footnotes."""

from collections.abc import Iterable

import msgspec

from sayso.model import Claim
from sayso.outputs.brief.isolation import FIRST_STRONG, cleaned, isolated
from sayso.outputs.material import Material, chain
from sayso.outputs.wording import day_in_words, listed

MOST_CITED = 12
"""A sentence about very many claims cites the first so many; each is cited where it is told."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence without its full stop, and the numbers of the claims it rests on: one at least."""

    words: str
    cites: tuple[int, ...]


class Footnote(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as a source: who says it, through whom, when, and in which words."""

    number: int
    claim: str
    sources: str
    published: str
    title: str
    url: str
    quote: str
    language: str


class Citations:
    """Numbers claims in the order in which they are first cited."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._numbers: dict[str, int] = {}

    def say(self, words: str, claims: Iterable[str]) -> Sentence | None:
        """A sentence that rests on claims; null when none of them is at hand, as nothing may be said
        without one."""
        known = [id_ for id_ in dict.fromkeys(claims) if id_ in self._material.by_id][:MOST_CITED]
        if not known:
            return None
        numbers = [self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in known]
        return Sentence(words=capital(words), cites=tuple(numbers))

    @property
    def footnotes(self) -> list[Footnote]:
        """The claims cited so far, by number."""
        return [
            _footnote(number, self._material.by_id[id_]) for id_, number in self._numbers.items()
        ]


def capital(words: str) -> str:
    """The words with a capital at the start, behind an isolate too."""
    start = 1 if words.startswith(FIRST_STRONG) else 0
    return words[:start] + words[start : start + 1].upper() + words[start + 1 :]


def source_of(claim: Claim) -> str:
    """The innermost source of a claim, set apart; "a report" where nothing is known of it."""
    links = chain(claim)
    return isolated(links[-1]) if links else "a report whose publisher is not known"


def sources_of(claims: Iterable[Claim]) -> str:
    """The innermost sources of claims, each once, as a list in words."""
    return listed(list(dict.fromkeys(source_of(claim) for claim in claims)))


def several_sources(claims: Iterable[Claim]) -> bool:
    """Whether the claims have more than one innermost source by name."""
    return len({source_of(claim) for claim in claims}) > 1


def _footnote(number: int, claim: Claim) -> Footnote:
    report = claim.report
    links = [isolated(link) for link in chain(claim)]
    language = report.language or ""
    return Footnote(
        number=number,
        claim=claim.id,
        sources=" → ".join(links) or "source not known",
        published=day_in_words(report.published) if report.published else "day not known",
        title=isolated(report.title) if report.title else "",
        url=cleaned(report.url or ""),
        quote=isolated(claim.evidence.text),
        language=language if language.replace("-", "").isalnum() and language.isascii() else "",
    )
