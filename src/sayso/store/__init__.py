"""Where reports, claims and decisions live: one interface, on SQLite or PostgreSQL/PostGIS."""

from sayso.store.interface import Store
from sayso.store.names import name_key
from sayso.store.opening import open_store
from sayso.store.queries import (
    AnyOf,
    Box,
    Circle,
    ClaimQuery,
    Counts,
    ReportHit,
    ReportQuery,
    several,
)

__all__ = [
    "AnyOf",
    "Box",
    "Circle",
    "ClaimQuery",
    "Counts",
    "ReportHit",
    "ReportQuery",
    "Store",
    "name_key",
    "open_store",
    "several",
]
