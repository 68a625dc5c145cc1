"""A report, and what an honest model says of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sayso.model import Report, report_id
from sayso.reading.llm import LlmReader

TEXT = (
    "Taliban fighters attacked a police post in Kunduz on Tuesday, the provincial police chief said. "
    "At least four policemen were killed.\n\n"
    "The ministry denied that the post had fallen. Residents said that the Taliban hold Imam Sahib.\n"
)

MakeReader = Callable[..., LlmReader]


def report(text: str = TEXT, published: date | None = date(2021, 6, 24)) -> Report:
    """A report of 24 June 2021, a Thursday."""
    return Report(
        id=report_id(text, None, published), text=text, published=published, language="en"
    )


def attack(**changed: Any) -> dict[str, Any]:
    """What an honest model says of the first sentence."""
    return {
        "type": "attack",
        "evidence": "Taliban fighters attacked a police post in Kunduz on Tuesday, the provincial police chief said",
        "participants": [
            {"role": "actor", "words": "Taliban fighters"},
            {"role": "target", "words": "a police post"},
        ],
        "places": [{"role": "location", "words": "Kunduz"}],
        "time": "on Tuesday",
        "certainty": "certain",
        "polarity": "positive",
        "conditional": False,
        "forecast": False,
        "horizon": None,
        "casualties": [],
        "quantities": [],
        "sources": [{"words": "the provincial police chief", "cue": "said", "kind": "anonymous"}],
        **changed,
    }
