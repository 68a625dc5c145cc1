"""Draws the reliability plot of claim scores from the figures that were measured."""

import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

SIDE, LEFT, TOP = 320, 56, 20
WIDTH, HEIGHT = 580, 400
STYLES = (
    ("unseen", "#0b6e8a", "cross-fitted without its fifth"),
    ("given", "#b5541c", "as the reader scores"),
)


def measured(path: Path) -> dict[str, Any]:
    """The figures kept by ``scripts/measure_calibration.py``."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def plot(figures: dict[str, Any]) -> str:
    """The plot as SVG: share of right claims over the score they were given, by tenths."""
    return "\n".join(_lines(figures)) + "\n"


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    title = f"Claims that are so, by their score: {figures['claims']:,} claims of {figures['reports']} reports"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    for tenth in range(0, 11, 2):
        x, y = _at(tenth / 10, tenth / 10)
        yield f'<path d="M{LEFT},{y}h{SIDE}M{x},{TOP}v{SIDE}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>'
        yield f'<text x="{x}" y="{TOP + SIDE + 18}" text-anchor="middle">{tenth / 10:.1f}</text>'
    (x0, y0), (x1, y1) = _at(0, 0), _at(1, 1)
    yield f'<path d="M{x0},{y0}L{x1},{y1}" stroke="#888" stroke-dasharray="4 4"/>'
    for row, (name, colour, words) in enumerate(STYLES):
        points = [(*_at(b["score"], b["right"]), b["claims"]) for b in figures[name]["bins"]]
        line = "L".join(f"{x},{y}" for x, y, _ in points)
        yield f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        for x, y, claims in points:
            yield (
                f'<circle cx="{x}" cy="{y}" r="{2 + (claims / 60) ** 0.5:.1f}" fill="{colour}" '
                f'fill-opacity="0.7"><title>{claims} claims</title></circle>'
            )
        y = TOP + 24 + row * 48
        yield f'<circle cx="{LEFT + SIDE + 18}" cy="{y - 4}" r="5" fill="{colour}"/>'
        first, _, rest = words.partition(" without ")
        yield f'<text x="{LEFT + SIDE + 28}" y="{y}">{escape(first)}</text>'
        more = f"without {rest}, " if rest else ""
        yield (
            f'<text x="{LEFT + SIDE + 28}" y="{y + 15}" font-size="10">'
            f"{escape(more)}ECE {figures[name]['ece']:.3f}</text>"
        )
    yield f'<text x="{LEFT + SIDE / 2:g}" y="{HEIGHT - 20}" text-anchor="middle">score</text>'
    yield (
        f'<text transform="translate(14 {TOP + SIDE / 2:g}) rotate(-90)" text-anchor="middle">'
        "share of claims that are so</text>"
    )
    yield "</svg>"


def _at(score: float, share: float) -> tuple[float, float]:
    return round(LEFT + score * SIDE, 1), round(TOP + (1 - share) * SIDE, 1)
