"""The command line: reads arguments, calls the straight lines, prints what came of it."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.build import build
from index.catalogue import open_catalogue
from index.configured_model import configured_encoders
from index.embedding import Encoders
from index.errors import GenerationError, SidelightError
from index.feed_report import feed_lines
from index.feeds.adding import add_feed
from index.feeds.configured import Format, interval, is_file, read_feeds
from index.folder import DataFolder, data_folder
from index.generation import check_encoders, current_id, open_current, verify
from index.importing import import_claimreview, import_starter
from index.lookup import look_up
from index.lookup.question import Question, Sentence
from index.lookup.ranking import packaged_ranker
from index.manifest import read_manifest
from index.progress import suited_to_output
from index.records import Kind
from index.report import (
    import_lines,
    moment,
    search_json,
    search_lines,
    status_json,
    status_lines,
    to_json,
    update_lines,
)
from index.updating import update

DEFAULT_LIMIT = 5
MAX_LIMIT = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 done, 1 it could not be done, 2 the command is wrong."""
    options = _parser().parse_args(arguments)
    data = data_folder()
    try:
        for line in options.run(data, options):
            print(line, flush=True)
    except SidelightError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read along, such as head, has enough. What is left in the buffer must not fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped. What was reported as taken is kept.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Documents in, an index out. SIDELIGHT_DATA names the folder, ./var if unset.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    importing = commands.add_parser("import", help="take documents from a feed into the catalogue")
    feeds = importing.add_subparsers(title="feeds", required=True, metavar="FEED")
    starter = feeds.add_parser("starter", help="the 572 documents that come with Sidelight")
    starter.set_defaults(run=lambda data, _: import_lines(import_starter(data, suited_to_output())))
    claimreview = feeds.add_parser("claimreview", help="a schema.org DataFeed of ClaimReview, .json or .json.gz")
    claimreview.add_argument("source", metavar="PATH_OR_URL", help="a file or an http address")
    claimreview.add_argument(
        "--all", action="store_true", help="it is all there is: withdraw what it brought before and lacks now"
    )
    claimreview.set_defaults(
        run=lambda data, options: import_lines(
            import_claimreview(data, options.source, suited_to_output(), is_all=options.all)
        )
    )

    updating = commands.add_parser("update", help="fetch the feeds that are due; build if that changed anything")
    when = updating.add_mutually_exclusive_group()
    when.add_argument("--every", type=_interval, metavar="1h", help="go on, so often (30m, 1h, 1d)")
    when.add_argument("--now", metavar="FEED", help="fetch this feed whether it is due or not, and believe it whole")
    updating.set_defaults(run=_update)

    configured = commands.add_parser("feeds", help="list the feeds of feeds.toml, or add one")
    configured.set_defaults(run=lambda data, _: feed_lines(read_feeds(data.feeds), data.feeds))
    _describe_adding(
        configured.add_subparsers(title="commands", metavar="COMMAND").add_parser("add", help="add a feed")
    )

    building = commands.add_parser("build", help="make a generation of what the catalogue holds and let it answer")
    building.set_defaults(run=_build)
    ready = commands.add_parser(
        "ready", help="if there is no index of this version: build, from the starter documents if there are no others"
    )
    ready.set_defaults(run=_ready)

    searching = commands.add_parser("search", help="look a sentence up, as the service does")
    searching.add_argument("sentence", help="the sentence, in quotation marks")
    searching.add_argument("--limit", type=_limit, default=DEFAULT_LIMIT, help=f"how many matches, 1 to {MAX_LIMIT}")
    searching.add_argument("--json", action="store_true", help="as JSON")
    searching.set_defaults(run=_search)

    status = commands.add_parser("status", help="what the catalogue and the index hold")
    status.add_argument("--json", action="store_true", help="as JSON")
    status.set_defaults(run=_status)
    verifying = commands.add_parser("verify", help="check every file of the generation that answers")
    verifying.set_defaults(run=_verify)
    return parser


def _describe_adding(adding: argparse.ArgumentParser) -> None:
    adding.add_argument("name", help="lower-case words joined by '-'")
    adding.add_argument("format", choices=[str(each) for each in Format])
    adding.add_argument("address", metavar="PATH_OR_URL", nargs="?", help="a file or an http address; none for starter")
    adding.add_argument("--every", default="1d", help="how often it is fetched: 30m, 6h, 1d, 2w")
    for name in ("licence", "attribution", "publisher", "language"):
        adding.add_argument(f"--{name}")
    adding.add_argument("--kind", choices=[str(each) for each in Kind])
    adding.set_defaults(run=_add_feed)


def _add_feed(data: DataFolder, options: argparse.Namespace) -> list[str]:
    fields = ("every", "licence", "attribution", "kind", "publisher", "language")
    # A file is found again by whoever updates, from whichever folder.
    address = str(Path(options.address).absolute()) if is_file(options.address or "") else options.address
    named = {"format": options.format, "address": address}
    add_feed(data.feeds, options.name, named | {field: getattr(options, field) for field in fields})
    return [f"{options.name} stands in {data.feeds} now; python -m index update fetches it."]


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_LIMIT:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MAX_LIMIT}")
    return int(text)


def _interval(text: str) -> timedelta:
    found = interval(text)
    if found is None:
        raise argparse.ArgumentTypeError("must be a time such as 30m, 1h or 1d, and 5m at least")
    return found


def _encoders() -> Encoders:
    return configured_encoders(threads=os.cpu_count() or 1)


def _update(data: DataFolder, options: argparse.Namespace) -> Iterator[str]:
    encoders = _encoders()
    if options.every is None:
        yield from update_lines(update(data, encoders, suited_to_output(), datetime.now(UTC), options.now))
        return
    while True:
        began = datetime.now(UTC)
        try:
            yield from update_lines(update(data, encoders, suited_to_output(), began))
        except SidelightError as error:
            # A full disk or a second writer may be gone the next time.
            print(f"{moment(began)}: {error}", file=sys.stderr, flush=True)
        time.sleep(max(0.0, (began + options.every - datetime.now(UTC)).total_seconds()))


def _build(data: DataFolder, _: argparse.Namespace) -> list[str]:
    manifest = build(data, _encoders(), suited_to_output())
    return [f"Generation {manifest.id} answers from {manifest.documents:,} documents."]


def _ready(data: DataFolder, options: argparse.Namespace) -> list[str]:
    if _has_index(data):
        return []
    with open_catalogue(data) as catalogue:
        is_empty = catalogue.count() == 0
    taken = import_lines(import_starter(data, suited_to_output())) if is_empty else []
    return [*taken, *_build(data, options)]


def _has_index(data: DataFolder) -> bool:
    """Whether there is a generation that this version can read; an earlier one's is built anew."""
    try:
        generation_id = current_id(data)
        return generation_id is not None and bool(read_manifest(data.generation(generation_id)))
    except GenerationError:
        return False


def _search(data: DataFolder, options: argparse.Namespace) -> list[str]:
    question = Question((Sentence("1", options.sentence),), limit=options.limit)
    generation, encoders = open_current(data), _encoders()
    check_encoders(generation.manifest, encoders)
    (result,) = look_up(generation, encoders, packaged_ranker(), question)
    return [to_json(search_json(result))] if options.json else search_lines(result)


def _status(data: DataFolder, options: argparse.Namespace) -> list[str]:
    generation_id = current_id(data)
    manifest = read_manifest(data.generation(generation_id)) if generation_id else None
    feeds = read_feeds(data.feeds)
    with open_catalogue(data) as catalogue:
        facts = status_json(catalogue, feeds, manifest)
    return [to_json(facts)] if options.json else status_lines(facts)


def _verify(data: DataFolder, _: argparse.Namespace) -> list[str]:
    generation_id = current_id(data)
    if generation_id is None:
        raise GenerationError("No index has been built yet: run python -m index build.")
    manifest = verify(data.generation(generation_id))
    return [f"Generation {manifest.id} is whole: {len(manifest.files)} files, {manifest.documents:,} documents."]


if __name__ == "__main__":
    sys.exit(main())
