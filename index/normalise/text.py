"""Clean text: what a person would have seen on the publisher's page.

Feeds carry markup, entities escaped once or twice, text decoded with the wrong table, and characters
nobody can see. This module must not know what the text is for; it never shortens or translates it.
"""

import html
import re

from ftfy import TextFixerConfig, fix_text

# Entities are ours to resolve, because ftfy leaves them alone in text that has a "<" in it. Quotation
# marks and ligatures stay as the publisher set them: they are shown to readers as a quotation.
_MOJIBAKE = TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    remove_control_chars=False,
    explain=False,
)

# Only with the semicolon: browsers also read "&para" without it, which would turn the address part
# "?a=1&para=2" into a paragraph sign.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_UNSEEN_ELEMENT = re.compile(r"<(script|style|template|noscript)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# A tag starts with a letter right behind "<", so that "5 < 6 and 8 > 7" stays as it is.
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*|/)?>")
# Tags that stand inside a word or sentence; every other tag parts what is before it from what is behind.
_INLINE = frozenset(
    (  # noqa: SIM905  one a line would fill a screen
        "a abbr b bdi bdo cite code data em font i ins kbd mark q s samp small span strong sub sup time u var wbr"
    ).split()
)

# Soft hyphen, zero-width space, word joiner, byte order mark, direction marks and overrides (which can make
# a quotation read backwards), invisible operators, and the "tag" block (text that no reader can see).
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners are spelling in Persian and the Indic scripts and inside emoji; next to Latin letters they are noise.
_STRAY_JOINER = re.compile("(?<![\u0370-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0370-\U0010ffff])")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACE = re.compile(r"\s+")

# Each round resolves at least one layer of escaping. Four layers are more than was ever seen; the
# bound keeps a hostile text from costing more than a few passes.
_MAX_LAYERS = 8


def clean_text(raw: str) -> str:
    """Return the text on one line without markup, mojibake or invisible characters; may be empty.

    Cleaning what is already clean changes nothing.
    """
    text = raw
    for _ in range(_MAX_LAYERS):
        cleaned = _clean_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    # Mojibake first: half of a wrongly decoded character may be a control character.
    text = _CONTROL.sub(" ", text if text.isascii() else fix_text(text, _MOJIBAKE))
    text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    if "<" in text:
        text = _without_markup(text)
    if not text.isascii():
        text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", text).strip()


def _without_markup(text: str) -> str:
    text = _HTML_COMMENT.sub(" ", _UNSEEN_ELEMENT.sub(" ", text))
    return _TAG.sub(lambda tag: "" if tag.group(1).casefold() in _INLINE else " ", text)
