"""What an actor's kind is in ACLED, PLOVER and UCDP. Read from ``kinds.csv``.

``inter`` is ACLED's actor code at home and ``abroad`` the one outside the actor's own country;
``sector`` is PLOVER's, ``plover_country`` what PLOVER writes in place of a country, ``ucdp`` the side
the actor can be in UCDP GED (``unidentified``: armed, but no organisation). Sources: the ACLED, PLOVER and UCDP GED codebooks.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from sayso.model import Participant
from sayso.outputs.knowledge import rows_of

UcdpSide = Literal["government", "organised group", "unidentified", "civilians"]

INTER: Mapping[int, str] = {
    1: "State forces",
    2: "Rebel group",
    3: "Political militia",
    4: "Identity militia",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "External/Other forces",
}
"""ACLED's actor codes and their labels."""

_NO_KIND = "person"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of actor and its codes; null where a scheme has none."""

    kind: str
    inter: int | None = None
    abroad: int | None = None
    sector: str | None = None
    plover_country: str | None = None
    ucdp: UcdpSide | None = None


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name.

    :raises DataError: when a row does not have the shape above, naming its line
    """
    return {row.kind: row for row in rows_of("kinds.csv", Kind)}


def kind_of(who: Participant) -> Kind:
    """The codes of a participant's kind; a kind without any code where it is not known.

    People harmed whose kind nobody gave are civilians to every scheme here.
    """
    if who.kind in (None, _NO_KIND) and who.role == "victim":
        return kinds()["civilians"]
    return kinds().get(who.kind or _NO_KIND, kinds()[_NO_KIND])


def inter_code(who: Participant, country: str | None) -> int | None:
    """ACLED's code of an actor for an event in a country; null where it is not known."""
    kind = kind_of(who)
    abroad = who.country is not None and country is not None and who.country != country
    return kind.abroad if abroad and kind.abroad is not None else kind.inter


def is_somebody(who: Participant) -> bool:
    """Whether a participant is a party: known, of some kind, or called by a name."""
    return who.id is not None or who.kind is not None or (who.name or who.mention)[:1].isupper()


def is_armed(who: Participant) -> bool:
    """Whether the participant is a government or carries arms, under whatever name."""
    return kind_of(who).ucdp in ("government", "organised group", "unidentified")


def is_civilian(who: Participant) -> bool:
    """Whether the participant counts among civilians."""
    return kind_of(who).ucdp == "civilians"
