"""Claims that answer a query."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from sayso.store.dialect import Dialect
from sayso.store.names import name_key
from sayso.store.queries import AnyOf, ClaimQuery, several
from sayso.store.tables import (
    claim_participants,
    claim_places,
    claim_sources,
    claims,
    reports,
)
from sayso.store.words import parse_words

Condition = ColumnElement[bool]


def _keys(value: AnyOf) -> list[str]:
    return [key for key in map(name_key, several(value)) if key]


def _actor(value: AnyOf) -> Condition:
    who = claim_participants.c
    keys = _keys(value)
    return claims.c.seq.in_(
        select(who.claim_seq).where(
            or_(
                who.actor_id.in_(several(value)),
                who.name_key.in_(keys),
                who.mention_key.in_(keys),
            )
        )
    )


def _place(value: AnyOf) -> Condition:
    where = claim_places.c
    keys = _keys(value)
    named = (where.name_key, where.mention_key, where.admin1_key, where.admin2_key)
    return claims.c.seq.in_(
        select(where.claim_seq).where(
            or_(where.place_id.in_(several(value)), *(column.in_(keys) for column in named))
        )
    )


def _country(value: AnyOf) -> Condition:
    codes = [code.upper() for code in several(value)]
    return claims.c.seq.in_(
        select(claim_places.c.claim_seq).where(claim_places.c.country.in_(codes))
    )


def _source(value: AnyOf) -> Condition:
    link = claim_sources.c
    keys = _keys(value)
    attributed = select(link.claim_seq).where(
        or_(link.source_id.in_(several(value)), link.name_key.in_(keys), link.mention_key.in_(keys))
    )
    published = select(reports.c.seq).where(reports.c.publisher_key.in_(keys))
    return or_(claims.c.seq.in_(attributed), claims.c.report_seq.in_(published))


def _report(value: AnyOf) -> Condition:
    return claims.c.report_seq.in_(select(reports.c.seq).where(reports.c.id.in_(several(value))))


def _spatial(query: ClaimQuery, dialect: Dialect) -> list[Condition]:
    inside = []
    if query.box is not None:
        inside.append(dialect.in_box(query.box))
    if query.near is not None:
        inside.append(dialect.in_circle(query.near))
    # Both may be asked of different points of one claim: each is a condition of its own.
    return [
        claims.c.seq.in_(select(claim_places.c.claim_seq).where(condition)) for condition in inside
    ]


_BY_VALUE: tuple[tuple[str, Callable[[AnyOf], Condition]], ...] = (
    ("type", lambda value: claims.c.type.in_(several(value))),
    ("reader", lambda value: claims.c.reader.in_(several(value))),
    ("report", _report),
    ("actor", _actor),
    ("place", _place),
    ("country", _country),
    ("source", _source),
)


def conditions(query: ClaimQuery, dialect: Dialect) -> list[Condition]:
    """What every claim that answers the query fulfils; ids, limit and page are not in it."""
    found: list[Condition] = [
        build(getattr(query, field))
        for field, build in _BY_VALUE
        if getattr(query, field) is not None
    ]
    if not query.superseded:
        found.append(claims.c.superseded.is_(False))
    # A claim with one end of its time known is taken to reach as far as that end says.
    if query.since is not None:
        found.append(
            or_(
                claims.c.time_end >= query.since,
                and_(claims.c.time_end.is_(None), claims.c.time_start >= query.since),
            )
        )
    if query.until is not None:
        found.append(
            or_(
                claims.c.time_start <= query.until,
                and_(claims.c.time_start.is_(None), claims.c.time_end <= query.until),
            )
        )
    if query.published_since is not None:
        found.append(claims.c.published >= query.published_since)
    if query.published_until is not None:
        found.append(claims.c.published <= query.published_until)
    if query.min_score is not None:
        found.append(claims.c.score >= query.min_score)
    if query.forecast is not None:
        found.append(claims.c.forecast.is_(query.forecast))
    if query.withdrawn is not None:
        found.append(claims.c.withdrawn.is_(query.withdrawn))
    if query.text is not None:
        matching = dialect.claim_words(parse_words(query.text))
        found.append(claims.c.seq.in_(select(matching.c.seq)))
    found.extend(_spatial(query, dialect))
    return found


def claim_documents(query: ClaimQuery, dialect: Dialect) -> Select[Any]:
    """``seq`` and ``document`` of the claims that answer the query, in no order."""
    return select(claims.c.seq, claims.c.document).where(*conditions(query, dialect))


def claims_by_relevance(words: str, query: ClaimQuery, dialect: Dialect) -> Select[tuple[int]]:
    """``seq`` of the claims of the query that hold the words, the best match first.

    :raises InputError: when there is nothing to look for in the words
    """
    matching = dialect.claim_words(parse_words(words))
    found = (
        select(claims.c.seq)
        .join(matching, matching.c.seq == claims.c.seq)
        .where(*conditions(query, dialect))
        .order_by(matching.c.rank, claims.c.seq)
    )
    if query.ids is not None:
        found = found.where(claims.c.id.in_(query.ids))
    return found if query.limit is None else found.limit(query.limit)
