"""Places: the gazetteer, and finding and resolving the places a report speaks of."""

from sayso.places.build import VERSION, build, default_path
from sayso.places.find import country_focus, find_places, to_claim_place
from sayso.places.gazetteer import Gazetteer
from sayso.places.place import Candidate, Place, PlaceMention, distance_km, elsewhere, unresolved
from sayso.places.stats import SourceRow, Stats

__all__ = [
    "VERSION",
    "Candidate",
    "Gazetteer",
    "Place",
    "PlaceMention",
    "SourceRow",
    "Stats",
    "build",
    "country_focus",
    "default_path",
    "distance_km",
    "elsewhere",
    "find_places",
    "to_claim_place",
    "unresolved",
]
