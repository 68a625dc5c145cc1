"""Reviewers' decisions and the source list: what people add to what the reports say."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from sayso.model import Decision, InputError, NotFound, SourceRecord, StoreError
from sayso.store.names import name_key
from sayso.store.tables import claims, decisions, meta, sources

_AT_ONCE = 500


def _decision_of(row: Row[tuple[object, ...]]) -> Decision:
    fields = dict(row._mapping)
    del fields["seq"]
    fields["claims"] = msgspec.json.decode(cast("str", fields["claims"]), type=tuple[str, ...])
    return Decision(**fields)


def _missing(connection: Connection, ids: Sequence[str]) -> set[str]:
    missing = set(ids)
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        missing -= set(connection.scalars(select(claims.c.id).where(claims.c.id.in_(some))))
    return missing


def write_decision(connection: Connection, decision: Decision) -> bool:
    """Append a decision; false when it is there already.

    :raises NotFound: when it is on a claim that is not in the store
    :raises StoreError: when another decision has its id
    """
    known = connection.execute(select(decisions).where(decisions.c.id == decision.id)).first()
    if known is not None:
        if msgspec.structs.replace(_decision_of(known), undone=None, made=decision.made) == (
            msgspec.structs.replace(decision, undone=None)
        ):
            return False
        raise StoreError(
            f"another decision is called {decision.id}", remedy="give each decision its own id"
        )
    missing = _missing(connection, decision.claims)
    if missing:
        raise NotFound(
            f"decision {decision.id} is on {', '.join(sorted(missing))}, which the store does "
            "not hold",
            remedy="look claims up with `sayso find`",
        )
    fields = msgspec.structs.asdict(decision)
    fields["claims"] = msgspec.json.encode(decision.claims).decode()
    connection.execute(insert(decisions).values(**fields))
    return True


def write_undo(connection: Connection, decision_id: str, at: datetime) -> Decision:
    """Mark a decision undone; one that is undone already stays as it was.

    :raises NotFound: when there is no such decision
    """
    connection.execute(
        update(decisions)
        .where(decisions.c.id == decision_id, decisions.c.undone.is_(None))
        .values(undone=at)
    )
    row = connection.execute(select(decisions).where(decisions.c.id == decision_id)).first()
    if row is None:
        raise NotFound(f"no decision {decision_id} in the store")
    return _decision_of(row)


def read_decisions(connection: Connection, *, undone: bool) -> tuple[Decision, ...]:
    """Decisions in the order they were made known; those undone only when asked for."""
    wanted = select(decisions).order_by(decisions.c.seq)
    if not undone:
        wanted = wanted.where(decisions.c.undone.is_(None))
    return tuple(_decision_of(row) for row in connection.execute(wanted))


def write_sources(connection: Connection, records: Iterable[SourceRecord]) -> int:
    """Put records into the source list; one of the same name is replaced.

    :returns: how many records were put
    :raises InputError: when a record has no name
    """
    rows: dict[str, dict[str, object]] = {}
    for record in records:
        key = name_key(record.name)
        if key is None:
            raise InputError(f"a source is called {record.name!r}", remedy="give it a name")
        rows[key] = {"key": key, **msgspec.structs.asdict(record)}
    keys = list(rows)
    for first in range(0, len(keys), _AT_ONCE):
        connection.execute(delete(sources).where(sources.c.key.in_(keys[first : first + _AT_ONCE])))
    if rows:
        connection.execute(insert(sources), list(rows.values()))
        revision = connection.execute(
            select(meta.c.value).where(meta.c.key == "sources").with_for_update()
        ).scalar_one()
        connection.execute(
            update(meta).where(meta.c.key == "sources").values(value=str(int(revision) + 1))
        )
    return len(rows)


def read_sources(connection: Connection) -> tuple[SourceRecord, ...]:
    """The source list by name."""
    fields = [column for column in sources.c if column.name != "key"]
    rows = connection.execute(select(*fields).order_by(sources.c.key))
    return tuple(SourceRecord(**row._mapping) for row in rows)
