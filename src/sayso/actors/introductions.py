"""Groups that a report introduces by name: "a group calling itself the Eagles of the Desert"."""

import re
from functools import cache
from typing import NamedTuple

from sayso.actors.grammar import grammar
from sayso.actors.names import key
from sayso.actors.people import people

_NAME = r"(?P<name>[A-Z][\w’'-]*(?:[ \t]+(?:(?:of|for|and|al|el|the|in|ul)[ \t]+){0,2}[A-Z][\w’'-]*){0,6})"
_OPEN = r"[“\"‘']?"


class Introduction(NamedTuple):
    """A name that a report introduces, the noun for what bears it, and the name's half-open offsets."""

    name: str
    noun: str
    start: int
    end: int


def introductions(text: str) -> list[Introduction]:
    """The groups introduced in a text, in its order.

    Only nouns for bodies count: "a man calling himself Abu Omar" introduces no group.
    """
    found: list[Introduction] = []
    for match in _pattern().finditer(text):
        noun = key(match["noun"])
        if noun in people().links.members:
            found.append(Introduction(match["name"], noun, *match.span("name")))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    cues = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in sorted(grammar().introduces))
    return re.compile(rf"\b(?P<noun>\w+)\s+(?:{cues})\s+(?:[Tt]he\s+)?{_OPEN}{_NAME}")
