CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, version TEXT, licence TEXT, url TEXT, rows INTEGER) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ext TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL,
    country TEXT, adm1 INTEGER, adm2 INTEGER, population INTEGER NOT NULL DEFAULT 0,
    extent REAL, rank INTEGER NOT NULL DEFAULT 0, disputed TEXT, curated INTEGER NOT NULL DEFAULT 0
);
-- rank is negated prominence, so that the primary key gives the best candidates first
CREATE TABLE name (
    norm TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
    PRIMARY KEY (norm, rank, place)
) WITHOUT ROWID;
CREATE TABLE fuzzy (key TEXT NOT NULL, norm TEXT NOT NULL, PRIMARY KEY (key, norm)) WITHOUT ROWID;
CREATE TABLE member (region INTEGER NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (unit, region)) WITHOUT ROWID;
CREATE TABLE neighbour (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE demonym (norm TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE part (
    unit INTEGER NOT NULL, direction TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    radius REAL NOT NULL, PRIMARY KEY (unit, direction)
) WITHOUT ROWID;
CREATE INDEX place_ext ON place (ext) WHERE ext IS NOT NULL;
CREATE INDEX place_country ON place (country, kind);
