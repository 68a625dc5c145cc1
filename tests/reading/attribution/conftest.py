"""The language model, loaded once for the attribution tests."""

import pytest
from spacy.language import Language

from sayso.reading.parsing import language


@pytest.fixture(scope="session")
def nlp() -> Language:
    return language()
