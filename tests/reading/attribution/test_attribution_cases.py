"""Who says what in sentences as reports have them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from sayso.reading.attribution import SpokenSpan, attribute

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]
QUOTES = "“”\"'‘’«» ."


def content(text: str, span: SpokenSpan) -> str:
    """The content as one line, without quote marks and final stops at the edges of its pieces."""
    pieces = [" ".join(text[a:b].split()).strip(QUOTES) for a, b in span.contents]
    return " … ".join(pieces)


def answers(
    text: str, spans: tuple[SpokenSpan, ...], span: SpokenSpan, wanted: dict[str, Any]
) -> bool:
    """Whether the span is the one described."""
    for field, value in wanted.items():
        if field == "source":
            found: Any = span.source_text
        elif field == "content":
            found = content(text, span)
            value = " … ".join(piece.strip(QUOTES) for piece in value.split(" … "))
        elif field == "core":
            found = text[span.core_start : span.core_end]
        elif field == "parent":
            found = spans[span.parent].source_text if span.parent is not None else None
        elif field == "antecedent":
            found = span.antecedent_text
        else:
            found = getattr(span, field)
            value = tuple(value) if isinstance(value, list) else value
        if found != value:
            return False
    return True


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_says_who_says_what(nlp: Language, case: dict[str, Any]) -> None:
    text = case["text"]
    spans = attribute(nlp(text))
    listing = "\n".join(
        f"  {s.source_text!r} {s.cue!r} {content(text, s)!r} {s.kind} {s.cue_class} "
        f"parent={s.parent} channel={s.channel} antecedent={s.antecedent_text}"
        for s in spans
    )
    for wanted in case["expect"]:
        assert any(answers(text, spans, span, wanted) for span in spans), (
            f"not found: {wanted}\nfound:\n{listing}"
        )
    if case.get("only"):
        assert len(spans) == len(case["expect"]), f"found more than expected:\n{listing}"
