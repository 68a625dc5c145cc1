"""What is reported of an incident, in one or two sentences of our own, with who reports it."""

from collections.abc import Sequence

from sayso.model import Claim, Incident
from sayso.outputs.material import Days, chain, publishers
from sayso.outputs.wording import (
    days_in_words,
    happening,
    listed,
    plain,
    toll_in_words,
    was,
    whereabouts,
)

_MOST_SOURCES = 6


def notes_of(
    incident: Incident, claims: Sequence[Claim], days: Days | None, *, disputed: bool = False
) -> str:
    """For instance "On 6 September 2021, fighting between A and B was reported at C (D), according to
    E. Reported: 3 to 5 killed (B)."

    Nothing of the reports' own wording is copied but names.
    """
    when = days_in_words(days, start=True)
    what = happening(incident)
    lead = f"{when}, {what}" if when else what[0].upper() + what[1:]
    where = whereabouts(incident)
    sentence = f"{lead} {was(incident)} reported{f' {where}' if where else ''}"
    sources = sources_of(claims)
    if sources:
        sentence += f", according to {listed(sources, most=_MOST_SOURCES)}"
    sentences = [f"{sentence}."]
    toll = toll_in_words(incident.casualties)
    if toll:
        sentences.append(f"Reported: {toll}.")
    if disputed:
        sentences.append("Claims about this are in dispute.")
    return " ".join(sentences)


def sources_of(claims: Sequence[Claim]) -> list[str]:
    """The innermost source of each claim, or the publisher where the report itself says it."""
    named = [links[-1] for claim in claims if (links := chain(claim))] or publishers(claims)
    return list(dict.fromkeys(_within(plain(name)) for name in named))


def _within(name: str) -> str:
    """A source inside a sentence: "the lawmaker", though its own sentence began with "The"."""
    article, _, rest = name.partition(" ")
    if article in ("The", "A", "An") and rest[:1].islower():
        return f"{article.lower()} {rest}"
    return name
