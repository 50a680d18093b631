"""No rating ever applies to a sentence and to its flip, not even when the cross-encoder takes all for the same."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from example_documents import example
from hypothesis import given
from hypothesis import strategies as st

from index.cross_encoder import Opinions
from index.lookup.reader import Reader
from index.lookup.side import Asked, sides
from index.records import Side


class Credulous:
    """Implements index.cross_encoder.PairModel: whatever it reads says the same, beyond doubt."""

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> Opinions:
        return np.tile(np.array([[30.0, -30.0, -30.0, -30.0]], np.float32), (len(pairs), 1))


def side(sentence: str, claim: str) -> Side:
    (told,) = sides(sentence, "en", [Asked(example("claim", claim), 1.0, 1.0)], Reader(sentence, Credulous()))
    return told.side


WHO = st.sampled_from(["The ministry", "Iran", "The harbour board", "Senator Olsen", "Facebook", "A German company"])
VERB = st.sampled_from(["has", "had", "will have"])
DOES = st.sampled_from(
    ["sold the land", "smuggled weapons", "paid the fine", "hidden the deaths", "tested the vaccine on children"]
)
WHERE = st.sampled_from(["in Iraq", "in the north", "to the militias", "near the border", "during the war"])
STATEMENT = st.builds("{} {} {} {}.".format, WHO, VERB, DOES, WHERE)


def _inner(statement: str) -> str:
    return statement[:1].lower() + statement[1:-1] if statement.startswith(("The ", "A ")) else statement[:-1]


def negated(statement: str) -> str:
    for verb in (" has ", " had ", " will "):
        if verb in statement:
            return statement.replace(verb, f"{verb}not ", 1)
    raise AssertionError(statement)


FLIPS: dict[str, Callable[[str], str]] = {
    "not": negated,
    "never": lambda statement: negated(statement).replace(" not ", " never "),
    "it is false": lambda statement: f"It is false that {_inner(statement)}.",
    "denied": lambda statement: f"Officials denied that {_inner(statement)}.",
    "no evidence": lambda statement: f"There is no evidence that {_inner(statement)}.",
    "debunked": lambda statement: f"Reporters have debunked the claim that {_inner(statement)}.",
    "rejected": lambda statement: f"The court rejected the allegation that {_inner(statement)}.",
    "myth": lambda statement: f"That {_inner(statement)} is a myth.",
    "fake news": lambda statement: f"Fake news: {statement}",
    "not true": lambda statement: f"It is not true that {_inner(statement)}.",
}


@pytest.mark.parametrize("flip", FLIPS)
@given(statement=STATEMENT)
def test_no_rating_applies_to_a_sentence_and_to_its_denial(flip: str, statement: str) -> None:
    flipped = FLIPS[flip](statement)

    for claim in (statement, flipped):
        assert [side(statement, claim), side(flipped, claim)].count(Side.SAME) <= 1


@given(STATEMENT)
def test_a_sentence_that_repeats_the_claim_is_on_its_side(statement: str) -> None:
    assert side(statement, statement) is Side.SAME


@given(STATEMENT, st.sampled_from(["Officials said that {}.", "According to the BBC, {}.", "Do not forget that {}."]))
def test_a_report_of_the_claim_is_on_its_side(statement: str, report: str) -> None:
    assert side(report.format(_inner(statement)), statement) is Side.SAME


AMOUNTS = st.sampled_from(
    ["12", "15", "1,200", "40,000", "three", "a third of", "1.5 million", "half of", "two billion"]
)
COUNTED = st.sampled_from(["soldiers", "houses", "voters", "patients"])
HAPPENED = st.sampled_from(["were lost", "died in the north", "got no vaccine", "were moved to the camp"])


@given(AMOUNTS, AMOUNTS, COUNTED, HAPPENED)
def test_no_rating_applies_to_two_different_amounts(one: str, other: str, counted: str, happened: str) -> None:
    first, second = (f"{amount.capitalize()} {counted} {happened}." for amount in (one, other))

    if one != other:
        assert [side(first, first), side(second, first)] == [Side.SAME, Side.UNCLEAR]


CHANGES = {
    "a year": ("The bank was robbed in {}.", ["1998", "March 1999", "2011", "the 1970s"]),
    "a name": ("Officials say that {} paid the militias.", ["Iran", "Saudi Arabia", "Robert Gates", "Bill Gates"]),
    "a direction": ("Crime {} in the city last year.", ["rose", "fell"]),
    "a bond": ("The new vaccine {} cancer in women.", ["causes", "prevents"]),
    "how many": ("{} passengers survived the crash.", ["All", "Most", "Some"]),
    "how sure": ("The government {} the tax on bread.", ["raised", "may raise", "plans to raise"]),
    "who it is": ("The {} signed the order to clear the square.", ["mayor", "general", "judge", "governor"]),
    "an office": ("The bill was drawn up by a {} from Ohio.", ["senator", "lawyer", "teacher"]),
    "a unit": ("The pipeline is 100 {} long.", ["kilometres", "miles", "metres"]),
    "a currency": ("The stadium cost 90 million {}.", ["dollars", "euros", "pounds"]),
}  # fmt: skip
CHANGED = [
    (kind, frame.format(first), frame.format(second))
    for kind, (frame, words) in CHANGES.items()
    for first in words
    for second in words
    if first != second
]


@pytest.mark.parametrize(("first", "second"), [each[1:] for each in CHANGED], ids=[each[0] for each in CHANGED])
def test_no_rating_applies_to_two_sentences_that_differ_in(first: str, second: str) -> None:
    assert side(first, first) is Side.SAME
    assert side(second, first) is not Side.SAME


def test_who_did_it_to_whom_decides() -> None:
    assert side("Police shot protesters in the square.", "Protesters shot police in the square.") is not Side.SAME
    assert side("Protesters in the square were shot by police.", "Police shot protesters in the square.") is Side.SAME


def test_a_question_is_on_no_side() -> None:
    assert side("Has Iran smuggled weapons in Iraq?", "Iran has smuggled weapons in Iraq.") is not Side.SAME
