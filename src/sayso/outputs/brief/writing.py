"""The situation report as Markdown or as one HTML page that needs nothing from anywhere."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from sayso.model import Claim, InputError, Picture
from sayso.outputs.brief.citing import Citations, Footnote, Sentence
from sayso.outputs.brief.control import control
from sayso.outputs.brief.disputes import TwoCamps, disputes
from sayso.outputs.brief.forecasts import forecasts
from sayso.outputs.brief.headlines import headlines
from sayso.outputs.brief.incidents import Day, incidents
from sayso.outputs.brief.isolation import FIRST_STRONG, POP, bare
from sayso.outputs.brief.scope import Scope
from sayso.outputs.brief.unknowns import unknowns
from sayso.outputs.coarsening import MARK
from sayso.outputs.material import Material
from sayso.outputs.publication import PERSON, publish
from sayso.outputs.wording import day_in_words

FORMATS = ("md", "html")

_MARKUP = re.compile(r"([\\`*_{}\[\]#|~!^$])")


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a situation report says."""

    as_of: str
    since: str
    headlines: list[Sentence]
    control: list[Sentence]
    days: list[Day]
    disputes: list[TwoCamps]
    forecasts: list[Sentence]
    unknowns: list[Sentence]
    footnotes: list[Footnote]


def write_brief(
    picture: Picture,
    claims: Sequence[Claim],
    *,
    since: date | None = None,
    format: str = "md",
    redact_persons: bool = False,
    coarsen: str | None = None,
) -> str:
    """A situation report; every sentence cites the claims it rests on.

    :param since: only what happened, changed, was said or came due on this day or later
    :param format: ``md`` or ``html``
    :param redact_persons: put "[person]" for the names of private persons
    :param coarsen: give no place more finely than ``adm2``, ``adm1`` or ``country``
    :raises InputError: when there is no such format or coarseness
    """
    if format not in FORMATS:
        raise InputError(
            f"no brief is written as {format!r}", remedy=f"one of: {', '.join(FORMATS)}"
        )
    picture, claims = publish(picture, claims, redact_persons=redact_persons, coarsen=coarsen)
    brief = compose(Material(picture, claims), since)
    return _environment().get_template(f"brief.{format}").render(brief=brief)


def compose(material: Material, since: date | None = None) -> Brief:
    """What the situation report says, before it takes a format."""
    scope = Scope(material=material, since=since)
    citations = Citations(material)
    return Brief(
        as_of=day_in_words(material.picture.as_of),
        since=day_in_words(since) if since else "",
        headlines=headlines(scope, citations),
        control=control(scope, citations),
        days=incidents(scope, citations),
        disputes=disputes(scope, citations),
        forecasts=forecasts(scope, citations),
        unknowns=unknowns(scope, citations),
        footnotes=citations.footnotes,
    )


@cache
def _environment() -> Environment:
    folder = files("sayso.outputs.brief").joinpath("templates")
    templates = {
        f"brief.{name}": folder.joinpath(f"brief.{name}").read_text(encoding="utf-8")
        for name in FORMATS
    }
    environment = Environment(
        loader=DictLoader(templates),
        autoescape=select_autoescape(enabled_extensions=("html",), default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(markdown=_markdown, isolates=_isolates)
    return environment


def _markdown(text: str) -> str:
    """Words that mean nothing to Markdown but themselves."""
    safe = bare(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _MARKUP.sub(r"\\\1", safe)
    for mark in (PERSON, MARK):
        safe = safe.replace(_MARKUP.sub(r"\\\1", mark), mark)
    return safe


def _isolates(text: str) -> Markup:
    """Escaped words with ``bdi`` elements for the isolates."""
    safe = str(escape(text))
    return Markup(safe.replace(FIRST_STRONG, "<bdi>").replace(POP, "</bdi>"))  # noqa: S704
