"""A situation report whose every sentence cites its claims. One file answers one question:

isolation    how words of a report stand in a sentence without changing it
citing       which claims a sentence rests on
headlines    how much is told
control      who holds which place, and what changed
incidents    what happened, by day and area
disputes     which claims cannot both be true
forecasts    what was forecast, and what came of it
unknowns     what nobody tells
drafting     the same sentences for a brief that a person writes
writing      all of it as Markdown or HTML
"""

from sayso.outputs.brief.drafting import Draft, draft_brief
from sayso.outputs.brief.writing import write_brief

__all__ = ["Draft", "draft_brief", "write_brief"]
