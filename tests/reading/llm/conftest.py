"""A model server, and readers that ask it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from coded_by_model import MakeReader
from model_server import ModelServer, serving

from sayso.actors import Registry
from sayso.places import Gazetteer
from sayso.reading.llm import EndpointSettings, LlmReader


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving() as served:
        yield served


@pytest.fixture
def make(server: ModelServer, gazetteer_file: Path) -> Iterator[MakeReader]:
    """Readers that ask the server, quick to try again."""
    made: list[LlmReader] = []
    registry, gazetteer = Registry.load(), Gazetteer.open(gazetteer_file)

    def reader(**settings: Any) -> LlmReader:
        told = EndpointSettings(**{
            "url": server.url, "model": "made-1", "wait_s": 0.01, "timeout_s": 5.0, **settings
        })  # fmt: skip
        made.append(LlmReader(registry, gazetteer, told))
        return made[-1]

    yield reader
    for one in made:
        one.close()
    gazetteer.close()
