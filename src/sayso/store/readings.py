"""What a reader made of a report, written down in one transaction."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, Table, insert, select, update

from sayso.model import Claim, NotFound, StoreError
from sayso.store.claim_rows import Row, claim_rows
from sayso.store.tables import (
    claim_participants,
    claim_places,
    claim_sources,
    claims,
    reads,
    reports,
)

_AT_ONCE = 1000


def _digest(found: Sequence[Claim]) -> str:
    hashed = hashlib.blake2b(digest_size=16)
    for claim in found:
        hashed.update(msgspec.json.encode(claim) + b"\n")
    return hashed.hexdigest()


def write_reading(
    connection: Connection, report_id: str, reader: str, found: Sequence[Claim]
) -> int:
    """Store the claims of a reading; earlier readings of the report are superseded, not removed.

    The same reading twice is stored once, so that two workers may read the same report.

    :returns: how many claims were added
    :raises NotFound: when the report is not in the store
    :raises StoreError: when a claim belongs to another report
    """
    for claim in found:
        if claim.report.id != report_id:
            raise StoreError(
                f"claim {claim.id} is of report {claim.report.id}, not of {report_id}",
                remedy="record each report's claims by themselves",
            )
    # One claim an id: a reader that says the same thing twice over the same words says it once.
    unique = tuple({claim.id: claim for claim in reversed(found)}.values())[::-1]
    report_seq = connection.execute(
        select(reports.c.seq).where(reports.c.id == report_id).with_for_update()
    ).scalar()
    if report_seq is None:
        raise NotFound(f"no report {report_id} in the store", remedy="add the report first")
    digest = _digest(unique)
    current = connection.execute(
        select(reads.c.reader, reads.c.digest).where(
            reads.c.report_seq == report_seq, reads.c.superseded.is_(False)
        )
    ).all()
    if any(row.reader == reader and row.digest == digest for row in current):
        return 0
    if current:
        for table in (reads, claims):
            connection.execute(
                update(table)
                .where(table.c.report_seq == report_seq, table.c.superseded.is_(False))
                .values(superseded=True)
            )
    read_seq = connection.execute(
        insert(reads)
        .values(
            report_seq=report_seq,
            reader=reader,
            made=datetime.now(UTC),
            claims=len(unique),
            digest=digest,
            superseded=False,
        )
        .returning(reads.c.seq)
    ).scalar_one()
    for first in range(0, len(unique), _AT_ONCE):
        _insert(connection, unique[first : first + _AT_ONCE], report_seq, read_seq)
    connection.execute(
        update(reports).where(reports.c.seq == report_seq).values(status="read", status_why=None)
    )
    return len(unique)


def _insert(connection: Connection, found: Sequence[Claim], report_seq: int, read_seq: int) -> None:
    rows = [claim_rows(claim, report_seq=report_seq, read_seq=read_seq) for claim in found]
    seqs = connection.scalars(
        insert(claims).returning(claims.c.seq, sort_by_parameter_order=True),
        [row.claim for row in rows],
    ).all()
    belonging: tuple[tuple[Table, list[Row]], ...] = (
        (claim_participants, []),
        (claim_places, []),
        (claim_sources, []),
    )
    for seq, row in zip(seqs, rows, strict=True):
        parts = (row.participants, row.places, row.sources)
        for (_, gathered), part in zip(belonging, parts, strict=True):
            gathered.extend({"claim_seq": seq, **one} for one in part)
    for table, gathered in belonging:
        if gathered:
            connection.execute(insert(table), gathered)


def set_not_read(connection: Connection, report_id: str, why: str) -> None:
    """Mark a report as one that could not be read, and say why.

    :raises NotFound: when the report is not in the store
    """
    changed = connection.execute(
        update(reports).where(reports.c.id == report_id).values(status="not-read", status_why=why)
    )
    if not changed.rowcount:
        raise NotFound(f"no report {report_id} in the store", remedy="add the report first")
