-- The catalogue: the truth about documents. Everything else can be rebuilt from it.

CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,          -- order of first arrival; a generation lists documents in it
    id TEXT NOT NULL UNIQUE,
    feed TEXT NOT NULL,
    changed INTEGER NOT NULL,         -- value of the change counter when this row was last written
    record TEXT NOT NULL              -- the Document as JSON
) STRICT;
CREATE INDEX documents_by_feed ON documents (feed);

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    finished TEXT NOT NULL,           -- ISO 8601, UTC
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL
) STRICT;

CREATE TABLE rejections (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    example TEXT NOT NULL,            -- where in the feed the first one stands
    PRIMARY KEY (import_id, reason)
) STRICT;

CREATE TABLE vectors (
    text_hash BLOB NOT NULL,          -- BLAKE2b, 16 bytes, of the text in UTF-8
    encoder TEXT NOT NULL,
    weights_sha256 TEXT NOT NULL,
    vector BLOB NOT NULL,             -- float32, little endian, unit length
    PRIMARY KEY (text_hash, encoder, weights_sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE generations (
    id TEXT PRIMARY KEY,
    built_at TEXT NOT NULL,           -- ISO 8601, UTC
    changed INTEGER NOT NULL          -- value of the change counter that it holds
) STRICT;
