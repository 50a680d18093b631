"""What the catalogue remembers of imports and fetches: what each feed brought, what was refused, when it was asked."""

import sqlite3

from index.changes import Fetch, ImportSummary, Rejected, Taken
from index.clock import utc_now


class ImportLog:
    """The log of a catalogue. Use `Catalogue.imports`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def finish(self, feed: str, taken: Taken, rejected: tuple[Rejected, ...]) -> ImportSummary:
        """Note that a feed was imported, and what of it was refused."""
        summary = ImportSummary(feed, utc_now(), taken, rejected)
        with self._db:
            done = self._db.execute(
                "INSERT INTO imports (feed, finished, added, changed, unchanged, withdrawn) VALUES (?, ?, ?, ?, ?, ?)",
                (feed, summary.finished, taken.added, taken.changed, taken.unchanged, taken.withdrawn),
            )
            self._db.executemany(
                "INSERT INTO rejections (import_id, reason, count, example) VALUES (?, ?, ?, ?)",
                [(done.lastrowid, each.reason, each.count, each.example) for each in rejected],
            )
        return summary

    def last(self) -> list[ImportSummary]:
        """The latest import of each feed, in the order of the feeds' names."""
        latest = self._db.execute(
            "SELECT id, feed, finished, added, changed, unchanged, withdrawn FROM imports "
            "WHERE id IN (SELECT max(id) FROM imports GROUP BY feed) ORDER BY feed"
        ).fetchall()
        return [
            ImportSummary(feed, finished, Taken(*counts), self._rejections(import_id))
            for import_id, feed, finished, *counts in latest
        ]

    def _rejections(self, import_id: int) -> tuple[Rejected, ...]:
        rows = self._db.execute(
            "SELECT reason, count, example FROM rejections WHERE import_id = ? ORDER BY count DESC, reason",
            (import_id,),
        )
        return tuple(Rejected(*row) for row in rows)

    def fetches(self) -> dict[str, Fetch]:
        """The last fetches of each feed that was ever fetched, by its name."""
        rows = self._db.execute("SELECT feed, tried, succeeded, failure, state FROM fetches ORDER BY feed")
        return {row[0]: Fetch(*row) for row in rows}

    def keep_fetch(self, fetch: Fetch) -> None:
        """Remember the last fetches of a feed in place of what was known of them."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO fetches (feed, tried, succeeded, failure, state) VALUES (?, ?, ?, ?, ?)",
                (fetch.feed, fetch.tried, fetch.succeeded, fetch.failure, fetch.state),
            )
