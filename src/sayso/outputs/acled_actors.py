"""Who stands in ACLED's actor columns, and as what. ACLED codebook (2023), sections on actors."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Participant
from sayso.outputs import acled_types as types
from sayso.outputs.kinds import INTER, inter_code, is_somebody, kind_of
from sayso.outputs.material import label
from sayso.outputs.sides import Sides

CIVILIANS, PROTESTERS, RIOTERS, MILITIA = 7, 6, 5, 3
_EXTERNAL = 8


@dataclass(frozen=True)
class AcledActor:
    """One side: its named actor, the others of that side, and the actor's code (null: unknown)."""

    name: str
    associated: tuple[str, ...] = ()
    inter: int | None = None


def acled_actors(
    kind: types.AcledType, sides: Sides, code: str | None, country: str
) -> tuple[AcledActor | None, AcledActor | None]:
    """The two sides as ACLED names them.

    Violence by nobody known is by an "Unidentified Armed Group", which ACLED counts among political
    militias; people without a name who are harmed are "Civilians".

    :param code: the ISO code of the event's country
    :param country: the name that stands in brackets after general names
    """
    one = _side(sides.first, code, country)
    two = _side(sides.second, code, country)
    match kind.event:
        case types.BATTLES:
            unknown = _unidentified(country)
            return one or unknown, two or unknown
        case types.REMOTE:
            return one or _unidentified(country), two
        case types.AGAINST_CIVILIANS:
            named = tuple(who for who in sides.second if inter_code(who, code) == CIVILIANS)
            return one or _unidentified(country), AcledActor(
                f"Civilians ({country})", _groups(named), CIVILIANS
            )
        case types.PROTESTS:
            return _crowd("Protesters", PROTESTERS, sides, country), two
        case types.RIOTS:
            return _crowd("Rioters", RIOTERS, sides, country), two
    return (one, two) if one else (two, None)


def interaction(one: AcledActor | None, two: AcledActor | None) -> str:
    """The pair of kinds, lower code first; empty where the kind of an actor is not known.

    ACLED names external forces first when they face civilians.
    """
    if one is None or one.inter is None:
        return ""
    if two is None:
        return f"{INTER[one.inter]} only"
    if two.inter is None:
        return ""
    low, high = sorted((one.inter, two.inter))
    if (low, high) == (CIVILIANS, _EXTERNAL):
        low, high = high, low
    return f"{INTER[low]}-{INTER[high]}"


def _side(who: Sequence[Participant], code: str | None, country: str) -> AcledActor | None:
    """A side under the name of its first party with a code; people come last."""
    parties = [each for each in who if is_somebody(each)]
    if not parties:
        return None
    parties.sort(key=lambda each: (inter_code(each, code) is None, _is_person(each)))
    first, *rest = parties
    inter = inter_code(first, code)
    if kind_of(first).ucdp == "unidentified":
        return _unidentified(country)
    if inter == CIVILIANS and kind_of(first).ucdp == "civilians" and first.id is None:
        return AcledActor(f"Civilians ({country})", _groups(rest), inter)
    others = tuple(label(each) for each in rest if not _is_person(each))
    return AcledActor(label(first), others, inter)


def _groups(who: Sequence[Participant]) -> tuple[str, ...]:
    """Named bodies among people harmed; who is a person is not told by name."""
    return tuple(label(each) for each in who if each.id is not None and not _is_person(each))


def _crowd(name: str, inter: int, sides: Sides, country: str) -> AcledActor:
    return AcledActor(f"{name} ({country})", _groups(sides.first), inter)


def _unidentified(country: str) -> AcledActor:
    return AcledActor(f"Unidentified Armed Group ({country})", (), MILITIA)


def _is_person(who: Participant) -> bool:
    return who.kind == "person"
