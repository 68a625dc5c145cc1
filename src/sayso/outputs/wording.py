"""Incidents, numbers, days and sources in words for people. The phrases are in ``wording.toml``."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from sayso.model import DataError, Incident, IncidentCasualties, Participant, ontology
from sayso.outputs.countries import country_name
from sayso.outputs.geography import SOMEWHERE, description_of
from sayso.outputs.material import Days, in_roles, label

Show = Callable[[str], str]
"""How words that come from a report are shown: as they are, or set apart from the sentence."""

_MOST_NAMED = 4


class Phrase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a type is called, and the words that join its participants to it."""

    noun: str
    plural: bool = False
    actor: str = "by"
    both: str = "between"
    recipient: str = "involving"
    victim: str = "harming"
    target: str = "of"


@cache
def phrases() -> Mapping[str, Phrase]:
    """The phrase of every claim type.

    :raises DataError: when a type has none, or a phrase does not have the shape above
    """
    source = files("sayso.outputs").joinpath("wording.toml")
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
        found = {slug: msgspec.convert(entry, Phrase) for slug, entry in raw.items()}
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error
    missing = ontology().keys() - found.keys()
    if missing:
        raise DataError(
            f"{source}: no phrase for {', '.join(sorted(missing))}", remedy="add an entry for each"
        )
    return found


def plain(words: str) -> str:
    """Words of a report on one line, otherwise as they are."""
    return " ".join(words.split())


def day_in_words(day: date) -> str:
    """For instance ``6 September 2021``."""
    return f"{day.day} {day:%B} {day.year}"


def days_in_words(days: Days | None, *, start: bool = False) -> str:
    """For instance ``on 6 September 2021``, ``between 1 and 4 September 2021``; empty for none."""
    if days is None:
        return ""
    if days.first == days.last:
        words = f"on {day_in_words(days.first)}"
    elif (days.first.year, days.first.month) == (days.last.year, days.last.month):
        words = f"between {days.first.day} and {day_in_words(days.last)}"
    else:
        words = f"between {day_in_words(days.first)} and {day_in_words(days.last)}"
    if days.assumed:
        words = f"on or shortly before {day_in_words(days.last)}"
    return words[0].upper() + words[1:] if start else words


def was(incident: Incident) -> str:
    """``was``, or ``were`` for talks and losses."""
    return "were" if phrases()[incident.type].plural else "was"


def listed(names: Sequence[str], *, last: str = "and", most: int = _MOST_NAMED) -> str:
    """``a``, ``a and b``, ``a, b and c``, ``a, b, c and 2 others``."""
    if len(names) > most:
        rest = len(names) - most + 1
        return f"{', '.join(names[: most - 1])} {last} {rest} others"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def happening(incident: Incident, show: Show = plain) -> str:
    """What happened and who took part: ``fighting between Taliban and National Resistance Front``."""
    phrase = phrases()[incident.type]
    entry = ontology()[incident.type]
    named: set[str] = set()
    actors = _names(in_roles(incident, "actor"), named, show)
    words = phrase.noun
    if actors:
        both = entry.symmetric and len(actors) > 1
        words += f" {phrase.both if both else phrase.actor} {listed(actors)}"
    for role, link in (
        ("recipient", phrase.recipient),
        ("victim", phrase.victim),
        ("target", phrase.target),
    ):
        others = _names((w for w in incident.participants if w.role == role), named, show)
        if others:
            words += f" {link} {listed(others)}"
    return words


def _names(who: Iterable[Participant], named: set[str], show: Show) -> list[str]:
    found = [name for each in who if (name := plain(label(each))) and name not in named]
    unique = list(dict.fromkeys(found))
    named.update(unique)
    return [show(name) for name in unique]


def whereabouts(incident: Incident, show: Show = plain) -> str:
    """Where: ``at Banu (Andarab, Baghlan, Afghanistan)``, ``in Baghlan (Afghanistan)``; or empty."""
    place = incident.place
    if place is None:
        return ""
    whole = plain(description_of(place, country_name(place.country)) or "")
    if not whole:
        return ""
    name, _, container = whole.partition(", ")
    fine = place.precision in ("exact", "near", "adm2") or name.startswith(SOMEWHERE)
    at = "at" if fine else "in"
    return f"{at} {show(name)}" + (f" ({show(container)})" if container else "")


_OUTCOMES = {
    "killed": "killed",
    "wounded": "wounded",
    "casualties": "killed or wounded",
    "missing": "missing",
    "captured": "captured or detained",
    "displaced": "displaced",
}


def count_in_words(low: int | None, high: int | None) -> str:
    """``3``, ``3 to 5``, ``at least 3``, ``up to 5``, ``a number not told``."""
    if low is None and high is None:
        return "a number not told"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def toll_in_words(casualties: Iterable[IncidentCasualties], show: Show = plain) -> str:
    """``3 to 5 killed (Taliban), 2 wounded``; empty when no losses are told."""
    return ", ".join(
        f"{count_in_words(one.low, one.high)} {_OUTCOMES[one.outcome]}"
        + (f" ({show(plain(one.side_name or one.side or ''))})" if one.side else "")
        for one in casualties
    )
