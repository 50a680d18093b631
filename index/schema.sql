-- The catalogue: the truth about documents. Everything else can be rebuilt from it.

CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,                -- order of first arrival; a generation lists documents in it
    id TEXT NOT NULL UNIQUE,
    feed TEXT NOT NULL,                     -- the feed whose record this is
    added INTEGER NOT NULL DEFAULT 0,       -- value of the change counter when it first came
    changed INTEGER NOT NULL,               -- the same when it was last changed, withdrawn or brought back
    withdrawn INTEGER NOT NULL DEFAULT 0,   -- 1 when no feed brings it any more
    reason TEXT,                            -- why it was withdrawn, where the feed says so
    record TEXT NOT NULL                    -- the Document as JSON
) STRICT;
CREATE INDEX documents_by_feed ON documents (feed);

CREATE TABLE batches (
    counter INTEGER PRIMARY KEY,            -- a value of the change counter
    at TEXT                                 -- ISO 8601, UTC; unknown for what an early version took
) STRICT;

CREATE TABLE history (
    seq INTEGER NOT NULL REFERENCES documents (seq),
    counter INTEGER NOT NULL REFERENCES batches (counter),
    event TEXT NOT NULL,                    -- changed, withdrawn or returned
    record TEXT                             -- the Document as it was before, where the event changed it
) STRICT;
CREATE INDEX history_by_document ON history (seq);

CREATE TABLE listings (
    seq INTEGER NOT NULL REFERENCES documents (seq),
    feed TEXT NOT NULL,                     -- a feed that brings this document; several may
    PRIMARY KEY (seq, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    finished TEXT NOT NULL,                 -- ISO 8601, UTC
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE rejections (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    example TEXT NOT NULL,                  -- where in the feed the first one stands
    PRIMARY KEY (import_id, reason)
) STRICT;

CREATE TABLE fetches (
    feed TEXT PRIMARY KEY,
    tried TEXT NOT NULL,                    -- ISO 8601, UTC: the last fetch, whatever came of it
    succeeded TEXT,                         -- the last one that could be read to its end
    failure TEXT,                           -- why the last one failed, one line
    state TEXT NOT NULL                     -- what the downloader wants to be told next time, as JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE vectors (
    text_hash BLOB NOT NULL,                -- BLAKE2b, 16 bytes, of the text in UTF-8
    encoder TEXT NOT NULL,                  -- the name of the file in the folder of vectors
    row INTEGER NOT NULL,                   -- where in that file
    checksum INTEGER NOT NULL,              -- CRC-32 of the vector's bytes
    PRIMARY KEY (text_hash, encoder)
) STRICT, WITHOUT ROWID;

CREATE TABLE encoders (
    encoder TEXT PRIMARY KEY,               -- as above
    rows INTEGER NOT NULL                   -- how many rows of its file are in use; what follows them is left over
) STRICT, WITHOUT ROWID;

CREATE TABLE generations (
    id TEXT PRIMARY KEY,
    built_at TEXT NOT NULL,                 -- ISO 8601, UTC
    changed INTEGER NOT NULL                -- value of the change counter that it holds
) STRICT;
