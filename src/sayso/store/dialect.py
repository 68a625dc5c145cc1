"""What differs between the databases a store can live in."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.selectable import Subquery

from sayso.model import StoreError
from sayso.store.queries import Box, Circle
from sayso.store.words import Words

WRITES = "sayso_writes"
"""Execution option of connections that will write."""


class Dialect(Protocol):
    """One database: how to open it, search its words and points, and read its errors."""

    name: str
    read_only: bool

    def engine(self) -> Engine:
        """A new engine for the store's address.

        :raises StoreError: when nothing can be opened there
        """
        ...

    def prepare(self, engine: Engine) -> None:
        """Settings that a database which is to become a store needs before its first table."""
        ...

    def alone(self, connection: Connection) -> None:
        """Wait until no other process sets up this store, for the rest of the transaction."""
        ...

    def is_foreign(self, tables: Sequence[str]) -> bool:
        """Whether a database with these tables and no Sayso version belongs to something else."""
        ...

    def claim_words(self, words: Words) -> Subquery:
        """``seq`` and ``rank`` (lower is better) of the claims that hold the words."""
        ...

    def report_words(self, words: Words) -> Subquery:
        """``seq``, ``rank`` and ``snippet`` of the reports that hold the words."""
        ...

    def in_box(self, box: Box) -> ColumnElement[bool]:
        """A condition on ``claim_places``: the point lies in the box."""
        ...

    def in_circle(self, circle: Circle) -> ColumnElement[bool]:
        """A condition on ``claim_places``: the point lies in the circle."""
        ...

    def insert_new_report(self) -> ReturningInsert[tuple[int]]:
        """An insert into ``reports`` that returns nothing when the id is known."""
        ...

    def failure(self, error: DBAPIError) -> StoreError:
        """What a database error means to the user."""
        ...
