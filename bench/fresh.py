"""Real feeds taken whole, built, served, and updated with changed copies while they are served.

    python -m bench.fresh [--with-articles] [--known FOLDER …] [--folder FOLDER]

The feed of 48,276 fact-checks and, if wanted, the 59,951 articles as an archive of one's own. The first update takes
each without its last 200 rows and encodes everything, with the true models: that takes long. It can be stopped and
started again; what was encoded is kept, and the times of all runs are added up. Vectors that other data folders hold
can be taken over before; the section says how many were. Then the service is started, somebody asks it without pause,
and the next updates bring a changed copy of each feed, with 100 rows new, 50 under another title and 30 withdrawn, and
then its last 100 rows by a small feed of their own.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.changed_copies import ARTICLES, FACT_CHECKS, NEW, RETITLED, WITHDRAWN, ChangingFeed, articles, fact_checks
from bench.known_vectors import take_vectors
from bench.results import made_on, write_section
from bench.serving import Asked, asking, served, status
from index.catalogue import open_catalogue
from index.embedding import packaged_encoders
from index.folder import DataFolder
from index.generation import current_id
from index.normalise.addresses import canonical_url

# Asked before and after the updates, so that every generation is met.
MORE_S = 3.0
_GIB = 1024**3

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One update: seconds by the clock, seconds of processor, the most memory in bytes, and what it said."""

    seconds: float = 0.0
    cpu_s: float = 0.0
    peak_bytes: int = 0
    said: str = ""

    def __add__(self, other: "Run") -> "Run":
        """Both after each other; what the later one said."""
        peak = max(self.peak_bytes, other.peak_bytes)
        return Run(self.seconds + other.seconds, self.cpu_s + other.cpu_s, peak, other.said)


@dataclass(frozen=True, slots=True)
class Update:
    """An update after the first, and how many texts each encoder encoded in it."""

    title: str
    run: Run
    encoded: Counts


def main() -> None:
    """Run the trial and write the section."""
    parser = argparse.ArgumentParser(prog="python -m bench.fresh")
    parser.add_argument("--with-articles", action="store_true")
    parser.add_argument("--known", type=Path, nargs="*", default=[], help="data folders whose vectors are taken over")
    parser.add_argument("--folder", type=Path, default=Path("var/fresh"))
    options = parser.parse_args()
    for needed in [FACT_CHECKS, *([ARTICLES] if options.with_articles else [])]:
        if not needed.is_file():
            sys.exit(f"The real feed is not here: {needed} is absent.")
    data = DataFolder(options.folder.resolve())
    feeds = [fact_checks(), *([articles()] if options.with_articles else [])]
    data.path.mkdir(parents=True, exist_ok=True)
    for feed in feeds:
        feed.write(feed.first, data.path / feed.name)
    _configure(data, feeds, more=())
    known = _take_known(data, options.known)
    first = _first_update(data)
    texts = _known_texts(data)
    generations = [current_id(data)]
    with served(data), asking() as asked:
        time.sleep(MORE_S)
        withdrawn = _ids(data, feeds)
        updates = []
        for feed in feeds:
            feed.write(feed.second, data.path / feed.name)
            updates.append(_updated(data, f"{feed.name} again, changed", feed.name))
            _check_counts(updates[-1])
            generations.append(current_id(data))
        for place, feed in enumerate(feeds, start=1):
            feed.write(feed.more, data.path / f"{feed.name}-more")
            _configure(data, feeds, more=feeds[:place])
            updates.append(_updated(data, f"{NEW} more by a feed of their own, {feed.name}-more", f"{feed.name}-more"))
            generations.append(current_id(data))
        time.sleep(MORE_S)
        _check_answers(asked, generations, {status(f"/v1/documents/{name}") for name in withdrawn})
    title = "The fact-checks and the articles kept fresh" if options.with_articles else "An index kept fresh"
    write_section(title, _section(feeds, first, known, texts, updates, asked, len(withdrawn)))


def _configure(data: DataFolder, feeds: Sequence[ChangingFeed], more: Sequence[ChangingFeed]) -> None:
    named = [*((feed.name, feed) for feed in feeds), *((f"{feed.name}-more", feed) for feed in more)]
    tables = [f'[{name}]\nformat = "{feed.format}"\naddress = "{data.path / name}"\n' for name, feed in named]
    data.feeds.write_text("\n".join(tables))


def _take_known(data: DataFolder, sources: Sequence[Path]) -> Counts:
    """How many vectors each encoder's file begins with that other folders gave."""
    path = data.path / "known.json"
    if not path.exists():
        encoders = packaged_encoders(threads=1)
        # Makes the catalogue, too.
        with open_catalogue(data):
            taken = [
                sum(take_vectors(data, DataFolder(source), encoder) for source in sources)
                for encoder in (encoders.english, encoders.multilingual)
            ]
        path.write_text(json.dumps(taken))
    return tuple(json.loads(path.read_text()))


def _first_update(data: DataFolder) -> Run:
    """All runs of the first update together."""
    times = data.path / "times.json"
    run = Run(*json.loads(times.read_text())) if times.exists() else Run()
    while current_id(data) is None:
        run += _update(data)
        times.write_text(json.dumps([run.seconds, run.cpu_s, run.peak_bytes, run.said]))
    return run


def _updated(data: DataFolder, title: str, name: str) -> Update:
    before = _known_texts(data)
    run = _update(data, "--now", name)
    return Update(title, run, tuple(now - then for now, then in zip(_known_texts(data), before, strict=True)))


def _update(data: DataFolder, *arguments: str) -> Run:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "update", *arguments],
        env={**os.environ, "SIDELIGHT_DATA": str(data.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = process.stdout.read() if process.stdout else ""
    _, waited, usage = os.wait4(process.pid, 0)
    if waited:
        sys.exit(f"The update failed with status {os.waitstatus_to_exitcode(waited)}.")
    return Run(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, said.strip())


def _known_texts(data: DataFolder) -> Counts:
    """How many texts each encoder has encoded, English and then multilingual, as their names are ordered."""
    with closing(sqlite3.connect(data.catalogue)) as database:
        return tuple(rows for (rows,) in database.execute("SELECT rows FROM encoders ORDER BY encoder"))


def _ids(data: DataFolder, feeds: Sequence[ChangingFeed]) -> list[str]:
    """The documents of the pages that each feed will withdraw."""
    pages = {(feed.name, canonical_url(address)) for feed in feeds for address in feed.withdrawn}
    with open_catalogue(data) as catalogue:
        documents = [each.document for each in catalogue.documents()]
    return [each.id for each in documents if (each.feed, each.review.url) in pages]


def _check_counts(update: Update) -> None:
    expected = (f"{NEW} new, {RETITLED} changed, ", f", {WITHDRAWN} withdrawn, ")
    if not all(each in update.run.said for each in expected):
        sys.exit(f"The update should have said {expected}: {update.run.said}")


def _check_answers(asked: Asked, generations: Sequence[str | None], withdrawn: set[int]) -> None:
    if set(asked.statuses) != {200}:
        sys.exit(f"Requests failed: {sorted(set(asked.statuses))}.")
    if (seen := list(dict.fromkeys(asked.generations))) != generations:
        sys.exit(f"The service went through the generations {seen} and should have gone through {generations}.")
    if withdrawn != {410}:
        sys.exit(f"What is withdrawn is answered with {sorted(withdrawn)}.")


def _section(
    feeds: Sequence[ChangingFeed],
    first: Run,
    known: Counts,
    texts: Counts,
    updates: Sequence[Update],
    asked: Asked,
    withdrawn: int,
) -> str:
    percentiles = statistics.quantiles(asked.took_ms, n=100)
    taken_over = f"all but {known[0]:,} and {known[1]:,} encoded before" if any(known) else "all"
    took = f"{first.seconds:,.0f} s | {first.cpu_s:,.0f} s | {first.peak_bytes / _GIB:.2f} GiB"
    return "\n".join(
        [
            f"`python -m bench.fresh{' --with-articles' if len(feeds) > 1 else ''}`, {made_on()}.",
            f"{' and '.join(f'{feed.name} ({feed.format}, {len(feed.first):,} rows)' for feed in feeds)};",
            f"then a changed copy of each: {NEW} rows new, {RETITLED} under another title, {WITHDRAWN} withdrawn;",
            f"then {NEW} more of each by a feed of their own.",
            "",
            "| update | by the clock | processor | most memory | texts encoded, English and multilingual |",
            "| --- | --- | --- | --- | --- |",
            f"| first: import, encoding, build, verification | {took} | {texts[0]:,} and {texts[1]:,}: {taken_over} |",
            *(_row(update, first) for update in updates),
            "",
            f"- The service ran from the second update on and was asked {len(asked.statuses):,} times, one question",
            f"  after the other: each was answered with 200, from each of the {len(updates) + 1} generations in turn.",
            f"- Over HTTP that took {percentiles[49]:.0f} ms (median), {percentiles[98]:.0f} ms (99th percentile) and "
            f"{max(asked.took_ms):.0f} ms at most.",
            f"- The {withdrawn} documents that are withdrawn were answered with 410 afterwards.",
            *(["- The time of the first update lacks that of the texts encoded before."] if any(known) else []),
            "",
            "```",
            first.said,
            *(update.run.said for update in updates),
            "```",
        ]
    )


def _row(update: Update, first: Run) -> str:
    run = update.run
    share = f"{run.cpu_s:,.0f} s, {run.cpu_s / first.cpu_s:.1%} of the first"
    encoded = " and ".join(map(str, update.encoded))
    return f"| {update.title} | {run.seconds:,.0f} s | {share} | {run.peak_bytes / _GIB:.2f} GiB | {encoded} |"


if __name__ == "__main__":
    main()
