"""The tables of the store, the same on every database.

``seq`` columns give the order of arrival and are internal; ids are the model's. Full-text and
spatial indexes differ by database and stand in ``sqlite.py`` and ``postgres.py``; how the tables
came to be stands in ``migrations/``.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, also on databases that keep no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()
SEQ = BigInteger().with_variant(Integer, "sqlite")

reports = Table(
    "reports",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("path", Text),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published", Date),
    Column("published_from", String, nullable=False),
    Column("publisher", Text),
    Column("publisher_key", Text),
    Column("url", Text),
    Column("language", String),
    Column("media_type", String, nullable=False),
    Column("added", Instant, nullable=False),
    Column("status", String, nullable=False),
    Column("status_why", Text),
    Index("reports_by_path", "path"),
    Index("reports_by_status", "status"),
    Index("reports_by_published", "published"),
    Index("reports_by_publisher", "publisher_key"),
)

reads = Table(
    "reads",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("report_seq", SEQ, ForeignKey("reports.seq"), nullable=False),
    Column("reader", String, nullable=False),
    Column("made", Instant, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("superseded", Boolean, nullable=False, default=False),
    Index("reads_by_report", "report_seq"),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False),
    Column("report_seq", SEQ, ForeignKey("reports.seq"), nullable=False),
    Column("read_seq", SEQ, ForeignKey("reads.seq"), nullable=False),
    Column("type", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("country", String),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("time_start", Date),
    Column("time_end", Date),
    Column("published", Date),
    Column("reader", String, nullable=False),
    Column("forecast", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("superseded", Boolean, nullable=False, default=False),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("read_seq", "id", name="claims_once_a_reading"),
    Index("claims_by_id", "id"),
    Index("claims_by_report", "report_seq"),
    Index("claims_by_type", "type"),
    Index("claims_by_country", "country"),
    Index("claims_by_time", "time_start", "time_end"),
    Index("claims_by_published", "published"),
)

claim_participants = Table(
    "claim_participants",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("claim_seq", SEQ, ForeignKey("claims.seq"), nullable=False),
    Column("role", String, nullable=False),
    Column("actor_id", String),
    Column("name", Text),
    Column("name_key", Text),
    Column("mention_key", Text),
    Index("participants_by_claim", "claim_seq"),
    Index("participants_by_actor", "actor_id"),
    Index("participants_by_name", "name_key"),
    Index("participants_by_mention", "mention_key"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("claim_seq", SEQ, ForeignKey("claims.seq"), nullable=False),
    Column("role", String, nullable=False),
    Column("place_id", String),
    Column("name", Text),
    Column("name_key", Text),
    Column("mention_key", Text),
    Column("admin1_key", Text),
    Column("admin2_key", Text),
    Column("country", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", String),
    Index("places_by_claim", "claim_seq"),
    Index("places_by_place", "place_id"),
    Index("places_by_name", "name_key"),
    Index("places_by_mention", "mention_key"),
    Index("places_by_admin1", "admin1_key"),
    Index("places_by_admin2", "admin2_key"),
    Index("places_by_country", "country"),
)

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("claim_seq", SEQ, ForeignKey("claims.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("party", Boolean, nullable=False),
    Column("source_id", String),
    Column("name", Text),
    Column("name_key", Text),
    Column("mention_key", Text),
    Index("sources_by_claim", "claim_seq"),
    Index("sources_by_source", "source_id"),
    Index("sources_by_name", "name_key"),
    Index("sources_by_mention", "mention_key"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("claims", Text, nullable=False),
    Column("field", String),
    Column("value", Text),
    Column("by", Text, nullable=False),
    Column("made", Instant, nullable=False),
    Column("why", Text),
    Column("undone", Instant),
)

sources = Table(
    "sources",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String),
    Column("owner", Text),
    Column("party", Text),
    Column("reliability", String),
    Column("country", String),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
