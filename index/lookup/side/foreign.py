"""Negations, numbers and names of a pair that is not all English, and the side where nearly all words agree. Pure.

What words mean is not known here. So a side is told only where both texts are in one language and nearly the same
words stand in both: the same with no difference, the opposite with one negation more. Everything else is unclear.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.lexical import tokenise
from index.lookup.answer import Differences, Span, SpanKind
from index.lookup.side.lexicon import NEGATIONS, listed
from index.lookup.side.names import Name, missing, names_of
from index.lookup.side.words import Word, words_of
from index.records import Side
from index.texts import ENGLISH

# Negations of the other languages that documents come in. Portuguese to Indonesian as the starter corpus has them.
OTHER_NEGATIONS: Mapping[str, frozenset[str]] = {
    "ar": listed("لا لم لن ليس ليست ما غير بدون دون نفى نفت ينفي تنفي"),
    "de": listed("nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder"),
    "es": listed("no nunca jamás nadie nada ningún ninguno ninguna sin tampoco ni"),
    "fr": listed("ne n pas jamais personne rien aucun aucune sans ni"),
    "id": listed("tidak bukan belum tak tanpa jangan"),
    "it": listed("non mai nessuno nessuna niente nulla senza né"),
    "nl": listed("niet geen nooit niemand niets zonder noch"),
    "no": listed("ikke ingen aldri ingenting uten verken"),
    "pl": listed("nie nigdy nikt nic żaden żadna żadne bez ani"),
    "pt": listed("não nunca jamais ninguém nada nenhum nenhuma sem nem"),
    "ru": listed("не нет ни никогда никто ничего никакой без"),
    "sl": listed("ne ni nikoli nihče nič noben brez niso nisem"),
    "tr": listed("değil yok hiç hiçbir asla"),
}

# Share of the words of either text that stand in both, from which on the two are one statement. Lower ones tell more
# sides, and begin to call a statement with another verb the same.
_ONE_STATEMENT = 0.85
# A negation may bring an auxiliary with it.
_ONE_STATEMENT_NEGATED = 0.7
# Capitals that mark every noun, or none at all, mark no names.
_NO_CAPITALS = frozenset({"de", "ar", "fa", "he", "hi", "ja", "ko", "th", "zh", "und"})


@dataclass(frozen=True, slots=True)
class ForeignComparison:
    """What stands in only one of the two; `alike` is the share of common words, 0 between languages."""

    differences: Differences
    spans: tuple[Span, ...]
    alike: float


def compare_foreign(sentence: str, language: str, claim: str, claim_language: str) -> ForeignComparison:
    """Compare two texts of which at least one is not English."""
    ours, theirs = words_of(sentence, language), words_of(claim, claim_language)
    our_turns, their_turns = _negations(ours, language), _negations(theirs, claim_language)
    numbers = _only(_numbers(ours), _numbers(theirs)), _only(_numbers(theirs), _numbers(ours))
    has_capitals = not {language, claim_language} & _NO_CAPITALS
    names = missing(names_of(sentence, ours), theirs) if has_capitals else []
    is_negated = len(our_turns) % 2 != len(their_turns) % 2
    spans = [Span(SpanKind.NEGATION, (word.start, word.end), None) for word in our_turns if is_negated]
    spans += [Span(SpanKind.NEGATION, None, (word.start, word.end)) for word in their_turns if is_negated]
    spans += [Span(SpanKind.NUMBER, (word.start, word.end), None) for word in numbers[0]]
    spans += [Span(SpanKind.NUMBER, None, (word.start, word.end)) for word in numbers[1]]
    spans += [Span(SpanKind.NAME, (name.start, name.end), None) for name in names]
    return ForeignComparison(
        Differences(
            negation=is_negated,
            numbers=tuple(dict.fromkeys(word.text for word in (*numbers[0], *numbers[1]))),
            names=_texts(names),
        ),
        tuple(spans),
        _alike(sentence, claim, language) if language == claim_language else 0.0,
    )


def foreign_side(found: ForeignComparison) -> Side:
    """The side, or unclear."""
    differs = found.differences
    if differs.numbers or differs.names:
        return Side.UNCLEAR
    if differs.negation:
        return Side.OPPOSITE if found.alike >= _ONE_STATEMENT_NEGATED else Side.UNCLEAR
    return Side.SAME if found.alike >= _ONE_STATEMENT else Side.UNCLEAR


def _negations(words: Sequence[Word], language: str) -> list[Word]:
    """Negations, two of one clause as one: "ne … pas", "no … nada"."""
    listed = NEGATIONS if language == ENGLISH else OTHER_NEGATIONS.get(language, frozenset())
    found = [word for word in words if word.plain in listed or word.plain.split("'")[0] in listed]
    return list({word.clause: word for word in reversed(found)}.values())[::-1]


def _numbers(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.plain[0].isdigit()]


def _only(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    theirs = {_value(word) for word in others}
    return [word for word in words if _value(word) not in theirs]


def _value(word: Word) -> str:
    return word.plain.replace(",", "").replace(".", "")


def _alike(sentence: str, claim: str, language: str) -> float:
    negations = {f"{language}:{word}" for word in OTHER_NEGATIONS.get(language, ())}
    ours, theirs = (set(tokenise(text, language)) - negations for text in (sentence, claim))
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _texts(names: Sequence[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.text for name in names))
