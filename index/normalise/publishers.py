"""What a publisher is called: one name for each site, by the table in publishers.toml.

Feeds write "politifact.com", "Politifact" and "PolitiFact - Poynter" for one. A name that the table can't tell to be
the same stays as it was written, because a site may carry another newsroom's work.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from index.normalise.addresses import canonical_url
from index.normalise.text import clean_text

_ENDING = re.compile(r"\.(?:com|org|net|info|co|in|es|de|fr|it|pl|pt|ie|ca|eu)(?:\.\w\w)?$")
_NOT_LETTERS = re.compile(r"[\W_]+")


def publisher_name(stated: str | None, site: str) -> str:
    """The name of who publishes at `site`: the table's, else what the feed states, else the site itself."""
    known = publisher_names().get(site)
    written = clean_text(stated or "")
    if not written or _is_host(written):
        return known or site
    if known and _is_same(written, known, site):
        return known
    return written


@cache
def publisher_names() -> Mapping[str, str]:
    """The table that comes with the package, by site."""
    table = tomllib.loads(resources.files("index.normalise").joinpath("publishers.toml").read_text("utf-8"))
    return dict(table["names"])


def _is_host(written: str) -> bool:
    return (
        " " not in written
        and "." in written
        and canonical_url(f"https://{written.partition('//')[2] or written}/") is not None
    )


def _is_same(written: str, known: str, site: str) -> bool:
    """Whether one name is the other, with or without what publishers add to it."""
    stated, named, host = _folded(written), _folded(known), _folded(site)
    return bool(stated) and (stated in (named, host) or stated.startswith(named) or named.startswith(stated))


def _folded(name: str) -> str:
    bare = _ENDING.sub("", name.casefold().removeprefix("the "))
    return _NOT_LETTERS.sub("", bare)
