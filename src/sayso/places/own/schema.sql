-- The user's own places. Parents are identities ("geonames:1147537"), never numbers: those of the
-- gazetteer change when it is built anew.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE added (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL, digest TEXT NOT NULL,
    format TEXT NOT NULL, source TEXT, licence TEXT, person TEXT NOT NULL, at TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0, whole INTEGER NOT NULL DEFAULT 0,
    places INTEGER NOT NULL DEFAULT 0, names INTEGER NOT NULL DEFAULT 0,
    outlines INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ext TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL,
    country TEXT, adm1 TEXT, adm2 TEXT, population INTEGER NOT NULL DEFAULT 0, extent REAL,
    rank INTEGER NOT NULL DEFAULT 0, curated INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL
);
CREATE TABLE name (
    norm TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
    added INTEGER NOT NULL, PRIMARY KEY (norm, rank, place, added)
) WITHOUT ROWID;
-- what a name's place is, where that is a place of the gazetteer that GeoNames has not numbered
CREATE TABLE alias (number INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE fuzzy (
    key TEXT NOT NULL, norm TEXT NOT NULL, added INTEGER NOT NULL, PRIMARY KEY (key, norm, added)
) WITHOUT ROWID;
CREATE TABLE outline (
    place TEXT NOT NULL, country TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, extent REAL NOT NULL, shape BLOB NOT NULL,
    added INTEGER NOT NULL, PRIMARY KEY (place, added)
) WITHOUT ROWID;
-- files that were left without what another had brought before them
CREATE TABLE leaning (added INTEGER NOT NULL, before INTEGER NOT NULL, PRIMARY KEY (added, before)) WITHOUT ROWID;
CREATE UNIQUE INDEX place_ext ON place (ext) WHERE ext IS NOT NULL;
CREATE INDEX place_country ON place (country, kind);
CREATE INDEX place_added ON place (added);
CREATE INDEX name_added ON name (added);
CREATE INDEX fuzzy_added ON fuzzy (added);
CREATE INDEX outline_country ON outline (country, kind);
