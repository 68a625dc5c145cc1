"""Reports, their readings and claims, reviewers' decisions, the source list, and the indexes.

Revision ID: 0001
"""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)

INDEXES = {
    "reports": {
        "reports_by_path": ["path"],
        "reports_by_status": ["status"],
        "reports_by_published": ["published"],
        "reports_by_publisher": ["publisher_key"],
    },
    "reads": {"reads_by_report": ["report_seq"]},
    "claims": {
        "claims_by_id": ["id"],
        "claims_by_report": ["report_seq"],
        "claims_by_type": ["type"],
        "claims_by_country": ["country"],
        "claims_by_time": ["time_start", "time_end"],
        "claims_by_published": ["published"],
    },
    "claim_participants": {
        "participants_by_claim": ["claim_seq"],
        "participants_by_actor": ["actor_id"],
        "participants_by_name": ["name_key"],
        "participants_by_mention": ["mention_key"],
    },
    "claim_places": {
        "places_by_claim": ["claim_seq"],
        "places_by_place": ["place_id"],
        "places_by_name": ["name_key"],
        "places_by_mention": ["mention_key"],
        "places_by_admin1": ["admin1_key"],
        "places_by_admin2": ["admin2_key"],
        "places_by_country": ["country"],
    },
    "claim_sources": {
        "sources_by_claim": ["claim_seq"],
        "sources_by_source": ["source_id"],
        "sources_by_name": ["name_key"],
        "sources_by_mention": ["mention_key"],
    },
}

# What may never change, and what may never go: (table, columns that are frozen).
FROZEN = {
    "reports": ("id", "title", "text"),
    "claims": ("id", "document", "evidence", "names"),
    "decisions": ("id", "kind", "claims", "field", "value", "by", "made"),
}

SQLITE = (
    """
    CREATE VIRTUAL TABLE reports_fts USING fts5(
        title, text, content='reports', content_rowid='seq',
        tokenize='porter unicode61 remove_diacritics 2')
    """,
    """
    CREATE TRIGGER reports_words AFTER INSERT ON reports BEGIN
        INSERT INTO reports_fts (rowid, title, text) VALUES (new.seq, new.title, new.text);
    END
    """,
    """
    CREATE VIRTUAL TABLE claims_fts USING fts5(
        evidence, names, content='claims', content_rowid='seq',
        tokenize='porter unicode61 remove_diacritics 2')
    """,
    """
    CREATE TRIGGER claims_words AFTER INSERT ON claims BEGIN
        INSERT INTO claims_fts (rowid, evidence, names) VALUES (new.seq, new.evidence, new.names);
    END
    """,
    "CREATE VIRTUAL TABLE claim_points USING rtree(id, min_lon, max_lon, min_lat, max_lat)",
    """
    CREATE TRIGGER claim_places_points AFTER INSERT ON claim_places
    WHEN new.lat IS NOT NULL AND new.lon IS NOT NULL BEGIN
        INSERT INTO claim_points VALUES (new.seq, new.lon, new.lon, new.lat, new.lat);
    END
    """,
)

# Hyphens and the like are spaces, or PostgreSQL would read "Pul-e-Khumri" and "and/or" as one word.
WORDS = "translate({}, '-/.@_:&=?#~+%', '             ')"

POSTGRES = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH CONFIGURATION sayso (COPY = english)",
    """
    ALTER TEXT SEARCH CONFIGURATION sayso
    ALTER MAPPING FOR asciiword, word WITH unaccent, english_stem
    """,
    f"""
    ALTER TABLE reports ADD COLUMN words tsvector GENERATED ALWAYS AS (
        to_tsvector('sayso'::regconfig, {WORDS.format("left(coalesce(title, '') || ' ' || text, 600000)")})
    ) STORED
    """,
    f"""
    ALTER TABLE claims ADD COLUMN words tsvector GENERATED ALWAYS AS (
        to_tsvector('sayso'::regconfig, {WORDS.format("evidence || ' ' || names")})
    ) STORED
    """,
    """
    ALTER TABLE claim_places ADD COLUMN geog geography(Point, 4326) GENERATED ALWAYS AS (
        ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography
    ) STORED
    """,
    "CREATE INDEX reports_by_words ON reports USING gin (words)",
    "CREATE INDEX claims_by_words ON claims USING gin (words)",
    "CREATE INDEX places_by_point ON claim_places USING gist (geog)",
    """
    CREATE FUNCTION sayso_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% are never changed or removed', TG_TABLE_NAME;
    END $$
    """,
)


def _text(*names: str, null: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def _strings(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=null) for name in names]


def _seq() -> sa.Column[int]:
    return sa.Column("seq", SEQ, primary_key=True, autoincrement=True)


def _link(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, SEQ, sa.ForeignKey(f"{target}.seq"), nullable=False)


def _flags(*names: str) -> list[sa.Column[bool]]:
    return [sa.Column(name, sa.Boolean, nullable=False) for name in names]


def _claims() -> None:
    op.create_table(
        "claims",
        _seq(),
        *_strings("id"),
        _link("report_seq", "reports"),
        _link("read_seq", "reads"),
        *_strings("type", "certainty", "polarity"),
        *_strings("country", null=True),
        *_text("admin1"),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("time_start", sa.Date),
        sa.Column("time_end", sa.Date),
        sa.Column("published", sa.Date),
        *_strings("reader"),
        *_flags("forecast", "withdrawn", "superseded"),
        sa.Column("score", sa.Float, nullable=False),
        *_text("evidence", "names", "document", null=False),
        sa.UniqueConstraint("read_seq", "id", name="claims_once_a_reading"),
    )
    op.create_table(
        "claim_participants",
        _seq(),
        _link("claim_seq", "claims"),
        *_strings("role"),
        *_strings("actor_id", null=True),
        *_text("name", "name_key", "mention_key"),
    )
    op.create_table(
        "claim_places",
        _seq(),
        _link("claim_seq", "claims"),
        *_strings("role"),
        *_strings("place_id", null=True),
        *_text("name", "name_key", "mention_key", "admin1_key", "admin2_key"),
        *_strings("country", null=True),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        *_strings("precision", null=True),
    )
    op.create_table(
        "claim_sources",
        _seq(),
        _link("claim_seq", "claims"),
        sa.Column("position", sa.Integer, nullable=False),
        *_strings("kind"),
        *_flags("party"),
        *_strings("source_id", null=True),
        *_text("name", "name_key", "mention_key"),
    )


def upgrade() -> None:
    op.create_table(
        "reports",
        _seq(),
        sa.Column("id", sa.String, nullable=False, unique=True),
        *_text("path", "title"),
        *_text("text", null=False),
        sa.Column("published", sa.Date),
        *_strings("published_from"),
        *_text("publisher", "publisher_key", "url"),
        *_strings("language", null=True),
        *_strings("media_type"),
        sa.Column("added", MOMENT, nullable=False),
        *_strings("status"),
        *_text("status_why"),
    )
    op.create_table(
        "reads",
        _seq(),
        _link("report_seq", "reports"),
        *_strings("reader"),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        *_strings("digest"),
        *_flags("superseded"),
    )
    _claims()
    op.create_table(
        "decisions",
        _seq(),
        sa.Column("id", sa.String, nullable=False, unique=True),
        *_strings("kind"),
        *_text("claims", null=False),
        *_strings("field", null=True),
        *_text("value"),
        *_text("by", null=False),
        sa.Column("made", MOMENT, nullable=False),
        *_text("why"),
        sa.Column("undone", MOMENT),
    )
    op.create_table(
        "sources",
        sa.Column("key", sa.String, primary_key=True),
        *_text("name", null=False),
        *_strings("kind", null=True),
        *_text("owner", "party"),
        *_strings("reliability", "country", null=True),
    )
    meta = op.create_table(
        "meta",
        sa.Column("key", sa.String, primary_key=True),
        *_text("value", null=False),
    )
    for table, indexes in INDEXES.items():
        for name, columns in indexes.items():
            op.create_index(name, table, columns)
    op.bulk_insert(
        meta,
        [{"key": "store", "value": secrets.token_hex(8)}, {"key": "sources", "value": "0"}],
    )
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgres()


def _sqlite() -> None:
    for statement in SQLITE:
        op.execute(statement)
    for table, columns in FROZEN.items():
        why = f"RAISE(ABORT, '{table} are never changed or removed')"
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            f"BEGIN SELECT {why}; END"
        )
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT {why}; END")


def _postgres() -> None:
    for statement in POSTGRES:
        # Given as it is: a colon before a letter would be read as a parameter.
        op.get_bind().exec_driver_sql(
            statement.replace("%", "%%") if "%" in statement else statement
        )
    for table, columns in FROZEN.items():
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION sayso_keep()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION sayso_keep()"
        )
