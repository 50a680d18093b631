"""A feed more in feeds.toml, behind what a person wrote there, whose comments stay as they are."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from index.feeds.configured import FeedsFileError, parse_feeds

_BARE = re.compile(r"[a-z0-9_-]+")
_HEADING = """\
# The feeds that documents come from. Each stands under a name of its own in square brackets:
#
#   format       what it is: claimreview, claim-search, rss, sitemap, addresses, csv, jsonl, starter
#   address      where it is: an http(s) address, or a file, whose place is told from this one's
#   every        how often it is fetched: 30m, 6h, 1d (the default), 2w
#   licence      of the descriptions that it brings; shown with every document
#   attribution  who is to be named for them; the publisher if left out
#   kind         of its documents, where it doesn't say: fact_check, counter_report, correction, official_finding,
#                analysis
#   publisher    where it doesn't say
#   language     where neither it nor the text tells, as two letters
#   key          for claim-search; or set SIDELIGHT_FACT_CHECK_KEY
#
# python -m index feeds lists them; python -m index feeds add writes one here.
"""


def add_feed(path: Path, name: str, fields: Mapping[str, str | None]) -> None:
    """Write a feed behind the others, and the file if there is none. Raises FeedsFileError and changes nothing."""
    try:
        before = path.read_text("utf-8") if path.exists() else _HEADING
        if any(known.name == name for known in parse_feeds(before, str(path))):
            raise FeedsFileError(f"{path} has a feed {name} already.")
        after = f"{before.rstrip()}\n\n{_table(name, fields)}"
        parse_feeds(after, str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        # Under another name first, so that no crash leaves half a file.
        written = path.with_name(f".{path.name}.{os.getpid()}")
        written.write_text(after, "utf-8")
        written.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise FeedsFileError(f"{path} can't be written: {error}.") from error


def _table(name: str, fields: Mapping[str, str | None]) -> str:
    # A string of JSON without surrogates is a string of TOML.
    lines = [f"{field} = {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items() if value]
    heading = name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    return "\n".join([f"[{heading}]", *lines, ""])
