"""Real feeds taken whole, built, served, and updated with changed copies while they are served.

    python -m bench.fresh [--with-articles] [--known FOLDER …] [--folder FOLDER]

The feed of 48,276 fact-checks and, if wanted, the 59,951 articles as an archive of one's own. The first update takes
each without its last 200 rows and encodes what is not encoded yet, with the true models. That takes long, and may have
been done before: vectors that other data folders hold can be taken over. The section says how many there were, and what
encoding them takes, told from a sample. Then the service is started, somebody asks it without pause, and the next
updates bring a changed copy of each feed, with 100 rows new, 50 under another title and 30 withdrawn, and then its last
100 rows by a small feed of their own.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.changed_copies import ARTICLES, FACT_CHECKS, NEW, RETITLED, WITHDRAWN, ChangingFeed, articles, fact_checks
from bench.known_vectors import take_vectors
from bench.results import made_on, write_section
from bench.serving import Asked, asking, served, status
from index.catalogue import open_catalogue
from index.embedding import Encoder, Encoders, encode_in_chunks, packaged_encoders
from index.folder import DataFolder
from index.generation import current_id
from index.normalise.addresses import canonical_url
from index.texts import ENGLISH, searchable_texts

# How long the service may take to answer from a new generation.
PATIENCE_S = 120.0
# Of so many documents one is encoded anew, to tell what encoding all of them takes.
SAMPLED = 100
_GIB = 1024**3

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One update: seconds by the clock, seconds of processor, the most memory in bytes, and what it said."""

    seconds: float
    cpu_s: float
    peak_bytes: int
    said: str


@dataclass(frozen=True, slots=True)
class FirstUpdate:
    """The first update; how many texts each encoder had encoded before it and after; seconds of processor a text."""

    run: Run
    known: Counts
    texts: Counts
    encoding: tuple[float, ...]

    @property
    def known_cpu_s(self) -> float:
        """What encoding the texts that were known before takes, as the sample has it."""
        return sum(texts * seconds for texts, seconds in zip(self.known, self.encoding, strict=True))

    @property
    def cpu_s(self) -> float:
        """Seconds of processor that all of it takes, encoding of known texts too."""
        return self.run.cpu_s + self.known_cpu_s


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
    if current_id(data) is not None:
        sys.exit(f"The folder {data.path} has been used before: remove it, or name another.")
    feeds = [fact_checks(), *([articles()] if options.with_articles else [])]
    data.path.mkdir(parents=True, exist_ok=True)
    for feed in feeds:
        feed.write(feed.first, data.path / feed.name)
    _configure(data, feeds, more=())
    first = _first_update(data, options.known)
    generations = [current_id(data)]
    with served(data), asking() as asked:
        _until_answered(asked, generations[0])
        withdrawn = _ids(data, feeds)
        updates = []
        for feed in feeds:
            feed.write(feed.second, data.path / feed.name)
            updates.append(_updated(data, f"{feed.name} again, changed", feed.name))
            _check_counts(updates[-1])
            generations.append(current_id(data))
            _until_answered(asked, generations[-1])
        for place, feed in enumerate(feeds, start=1):
            feed.write(feed.more, data.path / f"{feed.name}-more")
            _configure(data, feeds, more=feeds[:place])
            updates.append(_updated(data, f"{NEW} more by a feed of their own, {feed.name}-more", f"{feed.name}-more"))
            generations.append(current_id(data))
            _until_answered(asked, generations[-1])
        _check_answers(asked, generations, {status(f"/v1/documents/{name}") for name in withdrawn})
    title = "The fact-checks and the articles kept fresh" if options.with_articles else "An index kept fresh"
    write_section(title, _section(feeds, first, updates, asked, len(withdrawn)))


def _configure(data: DataFolder, feeds: Sequence[ChangingFeed], more: Sequence[ChangingFeed]) -> None:
    named = [*((feed.name, feed) for feed in feeds), *((f"{feed.name}-more", feed) for feed in more)]
    tables = [f'[{name}]\nformat = "{feed.format}"\naddress = "{data.path / name}"\n' for name, feed in named]
    data.feeds.write_text("\n".join(tables))


def _first_update(data: DataFolder, sources: Sequence[Path]) -> FirstUpdate:
    """The first update, after taking over the vectors of other folders."""
    encoders = packaged_encoders(threads=1)
    # Makes the catalogue, too.
    with open_catalogue(data):
        for source in sources:
            for encoder in (encoders.english, encoders.multilingual):
                take_vectors(data, DataFolder(source), encoder)
    known = _known_texts(data)
    return FirstUpdate(_update(data), known, _known_texts(data), _encoding(data, encoders))


def _encoding(data: DataFolder, encoders: Encoders) -> tuple[float, ...]:
    """Seconds of processor that each encoder takes for a text, over those of every SAMPLED-th document."""
    with open_catalogue(data) as catalogue:
        sampled = [each.document for each in islice(catalogue.documents(), None, None, SAMPLED)]
    texts = [text for document in sampled for text in searchable_texts(document)]
    english = [text.text for text in texts if text.language == ENGLISH]
    return _seconds_a_text(encoders.english, english), _seconds_a_text(
        encoders.multilingual, [text.text for text in texts]
    )


def _seconds_a_text(encoder: Encoder, texts: Sequence[str]) -> float:
    encoder.encode(texts[:1])
    began = time.process_time()
    encode_in_chunks(encoder, texts, lambda _chunk, _vectors: None)
    return (time.process_time() - began) / len(texts)


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
        return tuple(rows for (rows,) in database.execute("SELECT rows FROM encoders ORDER BY encoder")) or (0, 0)


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


def _until_answered(asked: Asked, generation: str | None) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not asked.generations or asked.generations[-1] != generation:
        if time.monotonic() > ends:
            sys.exit(f"Within {PATIENCE_S:.0f} s nobody was answered from {generation}.")
        time.sleep(0.1)


def _check_answers(asked: Asked, generations: Sequence[str | None], withdrawn: set[int]) -> None:
    if set(asked.statuses) != {200}:
        sys.exit(f"Requests failed: {sorted(set(asked.statuses))}.")
    if (seen := list(dict.fromkeys(asked.generations))) != generations:
        sys.exit(f"The service went through the generations {seen} and should have gone through {generations}.")
    if withdrawn != {410}:
        sys.exit(f"What is withdrawn is answered with {sorted(withdrawn)}.")


def _section(
    feeds: Sequence[ChangingFeed],
    first: FirstUpdate,
    updates: Sequence[Update],
    asked: Asked,
    withdrawn: int,
) -> str:
    percentiles = statistics.quantiles(asked.took_ms, n=100)
    new = " and ".join(f"{now - then:,}" for now, then in zip(first.texts, first.known, strict=True))
    known = f"{first.known[0]:,} and {first.known[1]:,}"
    each = " and ".join(f"{1000 * seconds:.1f}" for seconds in first.encoding)
    return "\n".join(
        [
            f"`python -m bench.fresh{' --with-articles' if len(feeds) > 1 else ''}`, {made_on()},",
            "other work beside it: compare the processor's time.",
            f"{' and '.join(f'{feed.name} ({feed.format}, {len(feed.first):,} rows)' for feed in feeds)};",
            f"then a changed copy of each: {NEW} rows new, {RETITLED} under another title, {WITHDRAWN} withdrawn;",
            f"then {NEW} more of each by a feed of their own.",
            "",
            "| update | by the clock | processor | most memory | texts encoded, English and multilingual |",
            "| --- | --- | --- | --- | --- |",
            f"| texts encoded before | | {first.known_cpu_s:,.0f} s | | {known} |",
            f"| first: import, encoding of the rest, build, verification | {_cells(first.run)} | {new} |",
            *(_row(update, first) for update in updates),
            "",
            f"- Encoding takes {each} ms of processor a text, by {1 / SAMPLED:.0%} of the documents; what the texts",
            "  that were encoded before took is told from that. The updates are measured against both together.",
            "  Folders from which vectors were taken may hold those of rows that come later, too: what such an update",
            "  encodes is the rest.",
            f"- The service ran from the second update on and was asked {len(asked.statuses):,} times, one question",
            f"  after the other: each was answered with 200, from each of the {len(updates) + 1} generations in turn.",
            f"- Over HTTP that took {percentiles[49]:.0f} ms (median), {percentiles[98]:.0f} ms (99th percentile) and "
            f"{max(asked.took_ms):.0f} ms at most.",
            f"- The {withdrawn} documents that are withdrawn were answered with 410 afterwards.",
            "",
            "```",
            first.run.said,
            *(update.run.said for update in updates),
            "```",
        ]
    )


def _row(update: Update, first: FirstUpdate) -> str:
    share = f"{update.run.cpu_s / first.cpu_s:.1%} of the first"
    return f"| {update.title} | {_cells(update.run, share)} | {' and '.join(map(str, update.encoded))} |"


def _cells(run: Run, share: str = "") -> str:
    processor = ", ".join(filter(None, (f"{run.cpu_s:,.0f} s", share)))
    return f"{run.seconds:,.0f} s | {processor} | {run.peak_bytes / _GIB:.2f} GiB"


if __name__ == "__main__":
    main()
