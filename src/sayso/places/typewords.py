"""Takes the type word off a name: "Andarab District" and "Wilāyat-e Baghlān" are named Andarab and Baghlān."""

from functools import cache

from sayso.places.wording import wording


@cache
def _affixes() -> tuple[frozenset[str], frozenset[str]]:
    words = wording()
    return frozenset(words.before), frozenset(words.after)


def without_type_word(name: str) -> str | None:
    """The name without its type word, or None when it has none or would be nothing without it."""
    before, after = _affixes()
    words = name.split()
    for count in (1, 2, 3):
        if len(words) <= count:
            break
        if " ".join(words[-count:]).casefold() in after:
            return _unless_bare(" ".join(words[:-count]))
    for count in (3, 2, 1):
        if len(words) > count and " ".join(words[:count]).casefold() in before:
            return _unless_bare(" ".join(words[count:]))
    return None


def without_asked_type(name: str) -> str | None:
    """As :func:`without_type_word`, for what stands in a report: "Andarab Valley", "Lake Chad"."""
    words = name.split()
    types = wording().types
    if len(words) > 1 and words[-1].casefold() in types:
        return _unless_bare(" ".join(words[:-1]))
    if len(words) > 2 and words[0].casefold() in types and words[1].casefold() == "of":
        return _unless_bare(" ".join(words[2:]))
    if len(words) > 1 and words[0].casefold() in types:
        return _unless_bare(" ".join(words[1:]))
    return without_type_word(name)


def _unless_bare(name: str) -> str | None:
    lowered = name.casefold()
    generic = lowered in wording().directions or lowered in ("the", "new", "capital", "federal")
    return None if generic or len(name) < 3 else name
