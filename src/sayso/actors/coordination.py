"""The conjuncts of a coordinated phrase, each with the head noun they share."""

import re
from collections.abc import Sequence

from sayso.actors.names import key
from sayso.actors.people import people
from sayso.actors.spotting import ActorHit

_AND = re.compile(r"\s*,\s*(?:and|or|as well as)\s+|\s+(?:and|or|as well as|along with)\s+|\s*,\s*")


def conjuncts(mention: str, hits: Sequence[ActorHit]) -> tuple[str, ...]:
    """ "US and NATO troops" as "US troops", "NATO troops"; names that hold an "and" stay whole."""
    parts: list[tuple[int, int]] = []
    start = 0
    joined = False
    for match in _AND.finditer(mention):
        if any(hit.start < match.end() and match.start() < hit.end for hit in hits):
            continue
        parts.append((start, match.start()))
        start = match.end()
        joined = joined or match.group().strip() != ","
    parts.append((start, len(mention)))
    if len(parts) == 1 or (len(parts) == 2 and not joined):
        # of two parts with but a comma between them, one says who the other is
        return (mention,)
    shared = _shared_noun(mention, parts[-1], hits)
    found: list[str] = []
    for begin, end in parts:
        text = mention[begin:end].strip()
        bare = any(hit.end == end and not hit.modifier for hit in hits if hit.start >= begin)
        if text:
            found.append(
                f"{text} {shared}" if shared and bare and (begin, end) != parts[-1] else text
            )
    return tuple(found)


def _shared_noun(mention: str, last: tuple[int, int], hits: Sequence[ActorHit]) -> str:
    """The common noun that follows the name in the last conjunct, if it can be shared."""
    inside = [hit for hit in hits if hit.start >= last[0] and not hit.modifier]
    if not inside:
        return ""
    first = inside[0]
    noun = mention[first.end : last[1]].strip()
    if not noun and not first.uses and first.role is not None:
        # the state and its organ were spotted as one: "Russian forces"
        noun = first.text.split(" ", 1)[-1]
    word = key(noun)
    if noun and (word in people().links.members or word.split(" ")[-1] in people().links.members):
        return noun
    return ""
