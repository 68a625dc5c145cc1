"""Writes the outlines that the map draws, from the packages in ``node_modules``."""

from pathlib import Path

from sayso.places.outlines import build

HERE = Path(__file__).parent

build(HERE / "node_modules", HERE / "dist" / "outlines")
