"""How much a store holds, and what tells one state of it from another."""

import hashlib

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.sql.expression import FromClause

from sayso.store.queries import Counts
from sayso.store.tables import decisions, meta, reads, reports, sources


def _count(
    connection: Connection, table: FromClause, condition: ColumnElement[bool] | None = None
) -> int:
    wanted = select(func.count()).select_from(table)
    if condition is not None:
        wanted = wanted.where(condition)
    return connection.execute(wanted).scalar_one()


def read_counts(connection: Connection) -> Counts:
    """How much the store holds."""
    statuses = {
        str(status): int(number)
        for status, number in connection.execute(
            select(reports.c.status, func.count()).group_by(reports.c.status)
        )
    }
    current = select(func.sum(reads.c.claims)).where(reads.c.superseded.is_(False))
    ever = select(func.sum(reads.c.claims))
    now = int(connection.execute(current).scalar() or 0)
    total = int(connection.execute(ever).scalar() or 0)
    return Counts(
        reports=sum(statuses.values()),
        unread=statuses.get("unread", 0),
        read=statuses.get("read", 0),
        not_read=statuses.get("not-read", 0),
        claims=now,
        superseded=total - now,
        decisions=_count(connection, decisions, decisions.c.undone.is_(None)),
        sources=_count(connection, sources),
    )


def read_fingerprint(connection: Connection) -> str:
    """A text that differs whenever reports, readings, decisions or sources do.

    Numbers are counted, not taken from the last row: on a server, transactions need not commit
    in the order in which they took their numbers.
    """
    known = {row.key: row.value for row in connection.execute(select(meta.c.key, meta.c.value))}
    parts = (
        known.get("store"),
        known.get("sources"),
        _count(connection, reports),
        _count(connection, reports, reports.c.status == "not-read"),
        _count(connection, reads),
        _count(connection, decisions),
        _count(connection, decisions, decisions.c.undone.is_not(None)),
    )
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
