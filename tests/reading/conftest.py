"""Reading a text in a test: its claims, on a day."""

from collections.abc import Callable
from datetime import date

import pytest

from sayso.model import Claim, Report, report_id
from sayso.reading.reader import Reader


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., tuple[Claim, ...]]:
    """Claims of a text published on a day (5 June 2024 unless said otherwise)."""

    def claims(text: str, published: date | None = date(2024, 6, 5)) -> tuple[Claim, ...]:
        return reader.claims(
            Report(
                id=report_id(text, None, published), text=text, published=published, language="en"
            )
        )

    return claims
