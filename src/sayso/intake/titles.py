"""Which titles are none: what cameras and programs write where a title should stand."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from sayso.model import DataError


@cache
def _no_titles() -> re.Pattern[str]:
    source = files("sayso.intake").joinpath("no_titles.toml")
    try:
        patterns = tomllib.loads(source.read_text(encoding="utf-8"))["patterns"]
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    except (tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise DataError(f"{source}: {error}", remedy="correct the entry named") from error


def clean_title(title: str | None, *, site: str | None = None) -> str | None:
    """A title on one line, without the name of the site at its end; null when it is none."""
    if title is None:
        return None
    line = " ".join(title.split())
    if site:
        tail = re.compile(rf"\s+[-–—|·:»]\s+{re.escape(site)}$", re.IGNORECASE)
        line = tail.sub("", line)
    if not any(map(str.isalnum, line)) or _no_titles().fullmatch(line):
        return None
    return line
