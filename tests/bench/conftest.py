"""What tests of benchmarks share."""

import pytest


@pytest.fixture(autouse=True)
def _places(gazetteer_file: object) -> None:
    """Benchmarks read with the gazetteer of this machine, built when missing."""
