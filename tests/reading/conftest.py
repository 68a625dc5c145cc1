"""Reading a text in a test: its claims, on a day.

Most tests here hold the grammar to what it says of single sentences, so they read with the grammar
alone and see claims of every score; ``read_all`` reads as users do, with the trained heads.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sayso.model import Claim, Report, report_id
from sayso.reading.reader import Reader
from sayso.reading.setting_up import make_reader

Read = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def read(gazetteer_file: Path) -> Read:
    """Claims of a text published on a day (5 June 2024 unless said otherwise), by the grammar."""
    return _reading(make_reader(gazetteer=gazetteer_file, min_score=0.0, learned=False))


@pytest.fixture(scope="session")
def read_all(reader: Reader) -> Read:
    """Claims of a text as users get them."""
    return _reading(reader)


def _reading(reader: Reader) -> Read:
    def claims(text: str, published: date | None = date(2024, 6, 5)) -> tuple[Claim, ...]:
        return reader.claims(
            Report(
                id=report_id(text, None, published), text=text, published=published, language="en"
            )
        )

    return claims
