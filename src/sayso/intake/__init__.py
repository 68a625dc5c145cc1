"""Bytes to reports: text, pages, feeds, tables, documents, manifests; from files and addresses."""

from sayso.intake.gathering import gather
from sayso.intake.language import detect
from sayso.intake.limits import Limits
from sayso.intake.manifest import Entry, read_manifest
from sayso.intake.sources_list import read_sources
from sayso.intake.taken import Refusal, Taken

__all__ = [
    "Entry",
    "Limits",
    "Refusal",
    "Taken",
    "detect",
    "gather",
    "read_manifest",
    "read_sources",
]
