"""The words of a sentence as a reader selected it, without what the selecting dragged along. Pure."""

import re

# Quotation marks and brackets of any script at either end, dashes and dots before the first word.
_EDGES = re.compile(r"^[\s\"'“”„‟‘’‚«»‹›「」『』()\[\]*•·–—―.…-]+|[\s\"'“”„‟‘’«»‹›「」『』(\[*•·–—―-]+$")
# Numbers of footnotes and references, as encyclopedias set them.
_REFERENCE = re.compile(r"\[\d{1,3}\]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
# Scripts that write words without spaces between them: Thai, kana, Han.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# Fewer words state nothing that could be checked ("Iraq.", "Robert Gates").
MIN_WORDS = 3
# About how many characters make a word where words aren't spaced.
_UNSPACED_CHARS_A_WORD = 2


def clean(text: str) -> str:
    """One line of text without invisible characters, reference numbers and surrounding quotation marks."""
    visible = _REFERENCE.sub("", _INVISIBLE.sub("", text))
    return _EDGES.sub("", " ".join(visible.split()))


def is_too_short(text: str) -> bool:
    """Whether a cleaned text has too few words to be a statement."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = len(_WORD.findall(_UNSPACED.sub(" ", text)))
    return spaced + unspaced // _UNSPACED_CHARS_A_WORD < MIN_WORDS
