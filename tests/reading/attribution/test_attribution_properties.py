"""Offsets always point at the words they are said to point at, whatever the text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.reading.attribution import attribute, communique_issuer, speaking_over

PIECES = st.sampled_from(
    [
        "The army said three soldiers were killed. ",
        "“They came at night,” said Amina Diallo. ",
        "“We will hold the town. ",
        "according to two residents, ",
        "According to OCHA more than 400 fled.\n\n",
        "said",
        "told Reuters, ",
        "citing ",
        "- 4,000 people fled\n",
        "OCHA reports that:\n",
        "(source: local council)",
        "White Helmets: 4 killed\n",
        'He added: "',
        "”",
        "‘",
        "'",
        " — Reuters\n",
        "reportedly ",
        "could not be reached for comment. ",
        "In a tweet, ",
        "the claim that ",
        "\n\n",
        "\u00a0",
        "😀 ",
        "الجيش ",
        "…",
        "\t",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(PIECES, max_size=9))
def test_offsets_lie_in_the_text(nlp: Language, pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = attribute(nlp(text))
    for number, span in enumerate(spans):
        assert text[span.source_start : span.source_end] == span.source_text
        assert text[span.cue_start : span.cue_end] == span.cue
        assert 0 <= span.core_start <= span.core_end <= len(text)
        assert span.core_start >= span.source_start and span.core_end <= span.source_end
        if span.channel_text is not None:
            assert text[span.channel_start : span.channel_end] == span.channel_text
        if span.antecedent_text is not None:
            assert text[span.antecedent_start : span.antecedent_end] == span.antecedent_text
        before = 0
        for start, end in span.contents:
            assert before <= start < end <= len(text)
            before = end
        assert bool(span.contents) != span.declined
        assert span.parent is None or (0 <= span.parent < len(spans) and span.parent != number)
        assert span.resolved_source is None or 0 <= span.resolved_source < len(spans)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(PIECES, max_size=9), data=st.data())
def test_chains_end_and_cover(nlp: Language, pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    spans = attribute(nlp(text))
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    chain = speaking_over(spans, start, min(len(text), start + 1))
    assert len(set(chain)) == len(chain)
    if chain:
        assert spans[chain[-1]].covers(start, min(len(text), start + 1))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=120))
def test_any_text_is_survived(nlp: Language, text: str) -> None:
    doc = nlp(text)
    attribute(doc)
    issuer = communique_issuer(doc)
    assert issuer is None or 0 <= issuer[0] < issuer[1] <= len(text)
