"""What of a picture and its claims may be published: private people unnamed, places no finer than told.

Everything that leaves Sayso for a file or a brief passes here first. Fields of people and places are
changed for what they are; after that every other text (titles, sentences, addresses, reasons) is
searched for the same names, so that none is left anywhere. A name that no claim gives as a person's or
a place's is not found: who publishes must still read.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from sayso.model import (
    Attribution,
    Claim,
    ClaimPlace,
    InputError,
    Observer,
    Participant,
    Picture,
    ReportRef,
    stable_id,
)
from sayso.outputs.coarsening import (
    LEVELS,
    MARK,
    Level,
    coarsened,
    fine_names,
    is_finer,
    wide_names,
)
from sayso.outputs.concealment import Concealment
from sayso.outputs.personal_names import is_private, names_in, private_names, public_names

PERSON = "[person]"
"""What stands for a private person's name."""

_WHOLE = frozenset(
    (
        "id",
        "claim",
        "claims",
        "reports",
        "left",
        "right",
        "reader",
        "wikidata",
        "path",
        "url",
        "key",
    )
)
"""Fields that are of use as a whole or not at all: ids hold no name, addresses are kept or dropped."""

S = TypeVar("S", bound=msgspec.Struct)


def publish(
    picture: Picture,
    claims: Sequence[Claim],
    *,
    redact_persons: bool = False,
    coarsen: str | None = None,
) -> tuple[Picture, list[Claim]]:
    """The picture and claims as they may be published.

    :param redact_persons: put "[person]" for the names of private persons
    :param coarsen: give no place more finely than ``adm2``, ``adm1`` or ``country``
    :raises InputError: when there is no such coarseness
    """
    if not redact_persons and coarsen is None:
        return picture, list(claims)
    level = next((each for each in LEVELS if each == coarsen), None)
    if coarsen is not None and level is None:
        raise InputError(
            f"places cannot be coarsened to {coarsen!r}", remedy=f"one of: {', '.join(LEVELS)}"
        )
    censor = _Censor(picture, claims, redact_persons=redact_persons, level=level)
    return censor.picture(picture), [censor.struct(claim) for claim in claims]


class _Censor:
    """Rewrites structs of the model field by field."""

    def __init__(
        self,
        picture: Picture,
        claims: Sequence[Claim],
        *,
        redact_persons: bool,
        level: Level | None,
    ) -> None:
        self._redact = redact_persons
        self._level = level
        self._concealments: list[Concealment] = []
        if redact_persons:
            private = private_names(claims)
            kept = public_names(claims, private)
            self._concealments.append(Concealment(private, kept, PERSON))
        if level is not None:
            fine = fine_names(picture, claims, level)
            wide = wide_names(picture, claims, level)
            self._concealments.append(Concealment(fine, wide, MARK))

    def picture(self, picture: Picture) -> Picture:
        """The picture; who holds a place that may not be named is left out."""
        level = self._level
        if level is not None:
            allowed = tuple(s for s in picture.control if not is_finer(s.place, level))
            picture = msgspec.structs.replace(picture, control=allowed)
        return self.struct(picture)

    def struct(self, value: S) -> S:
        """A struct with all its texts rewritten, and its people and places as they may be shown."""
        fields = {
            name: self._value(getattr(value, name))
            for name in _texts(type(value))
            if not self._stays(value, name)
        }
        rewritten = msgspec.structs.replace(value, **fields)
        shown: Any = self._shown(value, rewritten)
        return shown  # type: ignore[no-any-return]

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            for concealment in self._concealments:
                value = concealment.apply(value)
            return value
        if isinstance(value, tuple):
            return tuple(self._value(each) for each in value)
        if isinstance(value, msgspec.Struct):
            return self.struct(value)
        return value

    def _stays(self, value: msgspec.Struct, field: str) -> bool:
        """Whether a field is what it is: the name of a public person, even if others bear it."""
        if self._level is not None or field not in ("name", "mention"):
            return False
        return isinstance(value, Participant | Attribution) and value.id is not None

    def _shown(self, value: msgspec.Struct, rewritten: msgspec.Struct) -> msgspec.Struct:
        replace = msgspec.structs.replace
        match rewritten:
            case Participant() if self._redact and isinstance(value, Participant):
                return _unnamed_participant(value, rewritten)
            case Attribution() if self._redact and isinstance(value, Attribution):
                return _unnamed_source(value, rewritten)
            case ClaimPlace() if self._level is not None and isinstance(value, ClaimPlace):
                place = coarsened(value, self._level)
                return replace(place, flags=rewritten.flags) if place is not value else rewritten
            case ReportRef(path=path, url=url):
                return replace(rewritten, path=self._address(path), url=self._address(url))
            case Observer(key=key) if self._address(key) is None:
                return replace(rewritten, key=stable_id("obs", (key,)))
        return rewritten

    def _address(self, address: str | None) -> str | None:
        """The address, unless it spells a name that may not be told."""
        if address and any(c.is_told_by(address) for c in self._concealments):
            return None
        return address


def _unnamed_participant(who: Participant, rewritten: Participant) -> Participant:
    if not is_private(who):
        return rewritten
    return msgspec.structs.replace(
        rewritten,
        mention=_unnamed(who.mention, rewritten.mention),
        name=_unnamed(who.name, rewritten.name),
        wikidata=None,
    )


def _unnamed_source(who: Attribution, rewritten: Attribution) -> Attribution:
    if not is_private(who) or who.kind == "social":
        return rewritten
    return msgspec.structs.replace(
        rewritten,
        mention=_unnamed(who.mention, rewritten.mention),
        name=_unnamed(who.name, rewritten.name),
        members=tuple(
            _unnamed(old, new) for old, new in zip(who.members, rewritten.members, strict=True)
        ),
    )


_Words = TypeVar("_Words", str, str | None)


def _unnamed(words: _Words, rewritten: _Words) -> _Words:
    """The mark for words that hold a name; a description ("a shopkeeper") stays."""
    if words and next(names_in(words), None) is not None:
        return PERSON
    return rewritten


@cache
def _texts(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a struct that hold free text, or structs that may; a new field is one of them."""
    return tuple(
        name
        for name, hint in get_type_hints(struct).items()
        if name not in _WHOLE and _is_text(hint)
    )


def _is_text(hint: Any) -> bool:
    if hint is str:
        return True
    if isinstance(hint, type):
        return issubclass(hint, msgspec.Struct)
    if get_origin(hint) is Literal:
        return False
    return any(_is_text(each) for each in get_args(hint))
