"""The words of a sentence as a reader selected it, without what the selecting dragged along. Pure."""

import html
import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
# Numbers of footnotes and references, as encyclopedias set them.
_REFERENCE = re.compile(r"\[\d{1,3}\]")
# Links, whole or as social media shorten them. A hashtag may be glued to one's end.
_ADDRESS = re.compile(r"(?:https?://|www\.|\b(?:pic\.twitter\.com|t\.co)/)[^\s#]*", re.IGNORECASE)
# What an embedded post ends with: "— Name (@handle) 12 May 2019".
_SIGNATURE = re.compile(r"\s[—–-]\s[^—–]{1,60}\(@\w+\)(?:\s+\w+ \d{1,2},? \d{4}|\s+\d{1,2} \w+ \d{4})?\s*$")
_REPOST = re.compile(r"^\s*RT @\w+:?\s+|\s(?:via|h/t)\s+@\w+\s*$", re.IGNORECASE)
# Whom a post answers, and whom it calls in at its end, say nothing of what it states; a handle inside it is a name.
_CALLED_AT_START = re.compile(r"^(?:[\s.]*@\w+)+(?=\s)")
_CALLED_AT_END = re.compile(r"(?:\s+@\w+){2,}\s*$")
_TAG = re.compile(r"(?<!\w)[@#](\w+)|(?<=\w)#(\w+)")
# "RealDonaldTrump2020" and "NHSCrisis" by their words.
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)")
_PICTOGRAM = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_LEFT_OUT = re.compile(r"[\[(]\s*(?:\.{3}|…)\s*[\])]|\.{3,}|…")
# "BAGHDAD, July 5 (Reuters) - " and "WASHINGTON —": where and by whom, before the first word of the report.
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,30}(?:,\s[\w. ]{2,24})?\s*(?:\([A-Z][\w ./-]{1,20}\)\s*[-–—]+|—)\s+"
    r"|\((?:Reuters|AP|AFP|dpa|Bloomberg|CNN)\)\s*[-–—]*\s+)"
)
_DESK = re.compile(r"\s*\((?:Reuters|AP|AFP|dpa|Bloomberg)\)\s*$")
# Labels that outlets put before a headline.
_LABEL = re.compile(r"^(?:breaking(?: news)?|just in|watch|live|update|exclusive|opinion)\s*[:|–—-]\s+", re.IGNORECASE)
# A speaker who is only a pronoun, after the quotation: nothing to search by.
_PRONOUN_SAID = re.compile(
    r"[,.!?]?[\"'”’]\s*(?:he|she|they|it)\s+(?:said|says|added|wrote|claimed|told \w+|went on)\b"
    r"[^.!?\"”]{0,40}[.!?]?\s*$"
    r"|,\s*(?:he|she|they)\s+(?:said|says|added|wrote)[.!?]?\s*$",
    re.IGNORECASE,
)
# What a link says beside its text.
_LINK_TEXT = re.compile(
    r"\s*[\[(]?(?:opens in (?:a )?new (?:tab|window)|read more|click here|continue reading)[\])]?\s*[.:…»>]*\s*$",
    re.IGNORECASE,
)
# Quotation marks and brackets of any script at either end, dashes and dots before the first word.
_EDGES = re.compile(r"^[\s\"'“”„‟‘’‚«»‹›「」『』()\[\]*•·–—―.…:-]+|[\s\"'“”„‟‘’«»‹›「」『』(\[*•·–—―:-]+$")
_WORD = re.compile(r"[^\W_]+")
# Scripts that write words without spaces between them: Thai, kana, Han.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# Fewer words state nothing that could be checked ("Iraq.", "Robert Gates").
MIN_WORDS = 3
# About how many characters make a word where words aren't spaced.
_UNSPACED_CHARS_A_WORD = 2

# In this order: what stands at an edge shows only once what was glued to that edge is gone.
_DROPPED = (
    _REFERENCE,
    _ADDRESS,
    _SIGNATURE,
    _REPOST,
    _CALLED_AT_START,
    _CALLED_AT_END,
    _PICTOGRAM,
    _LEFT_OUT,
    _LINK_TEXT,
    _DESK,
    _DATELINE,
    _LABEL,
    _PRONOUN_SAID,
)
# What a post drags along that would pass for names, numbers and dates of the statement.
_STATING_NOTHING = (_ADDRESS, _SIGNATURE, _REPOST, _CALLED_AT_START, _CALLED_AT_END)


def clean(text: str) -> str:
    """One line of text: what the sentence states, without links, handles called, datelines and quotation marks.

    Where nothing would remain, the text is only put on one line.
    """
    line = " ".join(_INVISIBLE.sub("", html.unescape(text)).split())
    stated = line
    for dropped in _DROPPED:
        stated = " ".join(dropped.sub(" ", stated).split())
    return _EDGES.sub("", _TAG.sub(_spelled, stated)) or _EDGES.sub("", line)


def blanked(text: str) -> str:
    """The text as it is, with spaces for the links, signature and handles called that state nothing: offsets stay."""
    for dropped in _STATING_NOTHING:
        text = dropped.sub(lambda found: " " * len(found.group()), text)
    return text


def _spelled(tag: re.Match[str]) -> str:
    """A handle or hashtag as the words that it is made of; one that follows a word is apart from it."""
    words = _JOINED.sub(" ", tag[1] or tag[2]).replace("_", " ").strip()
    return words if tag[1] else f" {words}"


def is_too_short(text: str) -> bool:
    """Whether a cleaned text has too few words to be a statement."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = len(_WORD.findall(_UNSPACED.sub(" ", text)))
    return spaced + unspaced // _UNSPACED_CHARS_A_WORD < MIN_WORDS
