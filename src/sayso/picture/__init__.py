"""Claims and reviewers' decisions to the picture: incidents, control, disputes, forecasts, grades.

Computed from what is handed to it; knows no store. One file answers one question:

    facts          what every question needs to know of a claim
    words, parties, extents    when names, places and days are the same
    copies, provenance, voices, independence    how many original observers stand behind claims
    accounts, scoring, clustering, incidents, merging, casualties    which claims are one happening
    contradictions, disputes, quarrels    which claims cannot both be true
    holding, control           who holds which place
    forecasts                  what became of forecasts
    grades                     how far to trust
    lineage                    who repeats whom, as a graph
    series, outlook            counts by area and week, and what the next weeks may bring
    kept                       what earlier pictures worked out that still stands
    decisions, identities      what reviewers decided, of claims and of who is who
    why                        the reasons, in sentences
"""

from sayso.picture.extents import Within
from sayso.picture.independence import observers
from sayso.picture.paint import paint
from sayso.picture.series import early_warning
from sayso.picture.why import explain

__all__ = ["Within", "early_warning", "explain", "observers", "paint"]
