"""The claims that a page of reporting addresses, found in its title, standfirst and sentences. Pure, and for English.

Reporting has no field for the claim. It is taken, in the page's own words and never reworded, from what the page says
that somebody said, what it calls false, what it finds no evidence for, and what it says was found; the title stands for
itself where nothing else does. See docs/decisions/0010-claims-of-reporting.md for how well that works.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.records import Stance

# A statement has a subject and something said of it. More words are a paragraph, and found by everything.
_WORDS = range(4, 46)
# Later sentences are background; reading more of them found no more of the checked claims.
_SENTENCES_READ = 25
# What is longer is a list or a table that lost its ends of line.
_MAX_SENTENCE_CHARS = 1_000

_SAYS = (
    r"(?:says?|said|claim(?:s|ed)?|alleg(?:es?|ed)|assert(?:s|ed)?|insist(?:s|ed)?|argue[sd]?|maintain(?:s|ed)?|"
    r"contend(?:s|ed)?|charge[sd]|stated?|states|declare[sd]?|suggest(?:s|ed)?|warn(?:s|ed)?|tweet(?:s|ed)?|"
    r"post(?:s|ed)|wrote|writes|announce[sd]?|report(?:s|ed)|told \w+(?: \w+)?)"
)
_CLAIM_NOUN = (
    r"(?:claims?|rumou?rs?|allegations?|accusations?|assertions?|statements?|posts?|stor(?:y|ies)|reports?|suggestions?|"
    r"theor(?:y|ies)|memes?|charges?|argument|idea|notion|myth|narrative|belief)"
)
_FALSELY = r"(?:falsely|wrongly|incorrectly|baselessly|misleadingly|erroneously|inaccurately)"
_FALSE = (
    r"(?:false|fake|untrue|unfounded|baseless|bogus|debunked|discredited|misleading|inaccurate|wrong|incorrect|"
    r"erroneous)"
)
# Whose claim it is, and of what sort.
_WORDS_BEFORE = r"(?:[\w'’-]+ ){0,3}"
_THAT = r"(?:that|saying|claiming|alleging|stating|suggesting|asserting)"
_WHO = r"(?P<who>[^,.;:“”\"]{2,60}?)"
_REST = r"(?P<claim>[^;]+?)[.!?]?$"


@dataclass(frozen=True, slots=True)
class Addressed:
    """One claim in the page's words, what the page says of it, and who it says made it."""

    claim: str
    stance: Stance
    claimant: str | None = None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A way in which reporting introduces a claim. `strength`: higher where the page more surely is about it."""

    form: re.Pattern[str]
    stance: Stance
    strength: float


def _pattern(form: str, stance: Stance, strength: float) -> _Pattern:
    return _Pattern(re.compile(form, re.IGNORECASE), stance, strength)


# Tried in this order; the first that fits a sentence decides.
_PATTERNS = (
    _pattern(rf"^(?:no|nope),\s+(?:but )?{_REST}", Stance.SUPPORTS, 1.0),
    _pattern(rf"^yes,\s+{_REST}", Stance.SUPPORTS, 1.0),
    _pattern(rf"^{_WHO}\s+{_FALSELY}\s+{_SAYS}\s+(?:that\s+)?{_REST}", Stance.DISPUTES, 1.0),
    _pattern(rf"\b{_FALSELY}\s+{_SAYS}\s+(?:that\s+)?{_REST}", Stance.DISPUTES, 1.0),
    _pattern(rf"\b{_FALSE}\s+(?:\w+\s+){{0,2}}{_CLAIM_NOUN},?\s+{_THAT}\s+{_REST}", Stance.DISPUTES, 1.0),
    _pattern(
        rf"\b(?:not true|untrue|false|incorrect|wrong|a myth)\s+(?:to say\s+)?that\s+{_REST}", Stance.DISPUTES, 0.9
    ),
    _pattern(
        rf"\b(?:no|little|scant|without|lack of|lacks|lacked)\s+(?:\w+\s+){{0,2}}"
        r"(?:evidence|proof|indication|basis|sign)\s+"
        rf"(?:that|for (?:the|its|his|her|their) {_CLAIM_NOUN} that)\s+{_REST}",
        Stance.DISPUTES,
        0.9,
    ),
    _pattern(
        rf"\b(?:debunk|refut|disprov|discredit|contradict|undermin|undercut|rebut)\w*\s+{_WORDS_BEFORE}{_CLAIM_NOUN}\s+"
        rf"(?:that|of)\s+{_REST}",
        Stance.DISPUTES,
        0.9,
    ),
    _pattern(rf"\bcontrary to {_WORDS_BEFORE}{_CLAIM_NOUN}\s+that\s+(?P<claim>[^,;]+)", Stance.DISPUTES, 0.9),
    _pattern(rf"\bcast(?:s|ing)? doubt on {_WORDS_BEFORE}{_CLAIM_NOUN}\s+that\s+{_REST}", Stance.DISPUTES, 0.8),
    _pattern(
        r"\b(?:evidence|stud(?:y|ies)|data|records?|documents?|investigation|findings?|figures)\s+"
        rf"(?:shows?|showed|confirm(?:s|ed)?|proves?|proved|found|finds?|reveal(?:s|ed)?)\s+that\s+{_REST}",
        # The page may go on to say what else the records show: read as support, it was right in 3 of 9.
        Stance.CONTEXT,
        0.5,
    ),
    _pattern(rf"\b{_CLAIM_NOUN}\s+(?:\w+\s+)?{_THAT}\s+{_REST}", Stance.CONTEXT, 0.8),
    _pattern(rf"^{_WHO}\s+{_SAYS}\s+that\s+{_REST}", Stance.CONTEXT, 0.7),
    _pattern(rf"^{_WHO}\s+(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed))\s+that\s+{_REST}", Stance.CONTEXT, 0.7),
    _pattern(rf"^[“\"](?P<claim>[^”\"]+?)[,.!?]?[”\"],?\s+{_WHO}\s+{_SAYS}", Stance.CONTEXT, 0.6),
    _pattern(rf"\b{_SAYS}[:,]?\s+[“\"](?P<claim>[^”\"]+?)[,.!?]?[”\"]", Stance.CONTEXT, 0.6),
    _pattern(rf"^(?P<claim>[^“”\"]+?),\s+(?:according to\s+)?{_WHO}\s+{_SAYS}\.?$", Stance.CONTEXT, 0.5),
    _pattern(rf"^{_WHO}\s+(?:says?|said|claims?|claimed)\s+{_REST}", Stance.CONTEXT, 0.5),
)
_LEAD_IN = re.compile(
    r"^(?:(?:fact[\s-]?check(?:ing|ed)?|factcheck|verdict|claim|rumou?r|video|watch|explainer|analysis|exclusive|opinion|"
    r"update[ds]?|breaking|media|politics|editorial|q\s?&\s?a|ask \w+|faktencheck|verificaci[oó]n|verificamos|"
    r"v[ée]rification|fake)\s*[:|–—]|fact check -)\s+",
    re.IGNORECASE,
)
# What the page adds behind the claim, and the claim can stand without.
_AFTERTHOUGHT = re.compile(
    r",\s+(?:as|which|but|while|although|though|even though|and (?:did|has|have|had|was|were|is|would|could) not)\s.*$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:[|–—]|-\s)\s*[^|–—]{2,40}$")
_DISPUTING = re.compile(
    rf"\b(?:{_FALSELY}|{_FALSE}|debunk\w*|hoax|no evidence|not true|misfires?|myth|refut\w*|discredit\w*|disproves?|"
    r"never happened|didn.t|doesn.t|isn.t|wasn.t|aren.t|not)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[a-z0-9][a-z0-9'’-]{3,}|\d+")
# Standing for itself, the title is the page's subject more often than anything that is said inside it.
_TITLE_STRENGTH = 0.75
_STANDFIRST_STRENGTH = 0.45
_SAME_WORDS = 0.6


def addressed_claims(title: str | None, standfirst: str | None, text: list[str], most: int) -> tuple[Addressed, ...]:
    """Up to `most` claims, the one that the page most surely is about first; `text` is its sentences in order."""
    subject = _content(f"{title or ''} {standfirst or ''}")
    found = sorted(_candidates(title, standfirst, text, subject), key=lambda each: -each[0])
    kept: list[Addressed] = []
    for _, addressed in found:
        if len(kept) < most and not any(_is_same(addressed.claim, other.claim) for other in kept):
            kept.append(addressed)
    return tuple(kept)


def _candidates(
    title: str | None, standfirst: str | None, text: list[str], subject: frozenset[str]
) -> Iterator[tuple[float, Addressed]]:
    if title:
        bare = _TAIL.sub("", _LEAD_IN.sub("", title)).strip()
        if (introduced := _introduced(bare)) is not None:
            yield introduced[0] + _TITLE_STRENGTH, introduced[1]
        elif _is_statement(bare):
            stance = Stance.DISPUTES if _DISPUTING.search(title) and bare == title else Stance.CONTEXT
            yield _TITLE_STRENGTH, Addressed(bare, stance if not bare.endswith("?") else Stance.CONTEXT)
    if standfirst and (introduced := _introduced(standfirst)) is not None:
        yield introduced[0] + _STANDFIRST_STRENGTH, introduced[1]
    for position, sentence in enumerate(text[:_SENTENCES_READ]):
        if len(sentence) <= _MAX_SENTENCE_CHARS and (introduced := _introduced(sentence)) is not None:
            strength, addressed = introduced
            shared = len(_content(addressed.claim) & subject) / max(len(subject), 1)
            yield strength * (0.3 + shared) * (1.0 - 0.5 * position / _SENTENCES_READ), addressed


def _introduced(sentence: str) -> tuple[float, Addressed] | None:
    for pattern in _PATTERNS:
        match = pattern.form.search(sentence)
        if match and _is_statement(claim := _trimmed(match["claim"])):
            who = match.groupdict().get("who")
            return pattern.strength, Addressed(claim[0].upper() + claim[1:], pattern.stance, _name(who))
    return None


def _trimmed(claim: str) -> str:
    bare = claim.strip(" ,;:–—-")
    shortened = _AFTERTHOUGHT.sub("", bare)
    if _is_statement(shortened):
        bare = shortened
    if bare.count('"') % 2:
        bare = bare.strip('"')
    return bare.strip()


def _name(who: str | None) -> str | None:
    """The claimant, where the words before the verb are a name and no half sentence."""
    if who is None:
        return None
    bare = re.sub(r"^(?:but|and|while|when|as|in|on|the)\s+", "", who.strip(), flags=re.IGNORECASE).strip()
    words = bare.split()
    return bare if 1 <= len(words) <= 6 and words[0][:1].isupper() and words[0].casefold() not in _PRONOUNS else None


_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "we", "i", "you", "who", "which", "that", "this", "these", "those", "there"]
)


def _is_statement(text: str) -> bool:
    return len(text.split()) in _WORDS


def _content(text: str) -> frozenset[str]:
    return frozenset(_CONTENT.findall(text.casefold()))


def _is_same(one: str, other: str) -> bool:
    first, second = _content(one), _content(other)
    return len(first & second) > _SAME_WORDS * max(1, min(len(first), len(second)))
