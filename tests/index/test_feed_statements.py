"""What a page addresses is found in its own words, with what it says of it and who it says made it."""

import pytest

from index.feeds.sentences import sentences
from index.feeds.statements import addressed_claims
from index.records import Stance


@pytest.mark.parametrize(
    ("text", "claim", "stance", "claimant"),
    [
        ("No, geese do not run the town hall", "Geese do not run the town hall", Stance.SUPPORTS, None),
        ("Fact check: No, geese do not run the hall", "Geese do not run the hall", Stance.SUPPORTS, None),
        ("Mayor falsely says geese run the town hall", "Geese run the town hall", Stance.DISPUTES, "Mayor"),
        (
            "Debunking the false rumour that geese run the town hall.",
            "Geese run the town hall",
            Stance.DISPUTES,
            None,
        ),
        ("It is not true that geese run the town hall.", "Geese run the town hall", Stance.DISPUTES, None),
        (
            "There is no hard evidence that geese run the town hall, as the mayor claims.",
            "Geese run the town hall",
            Stance.DISPUTES,
            None,
        ),
        (
            "Records contradict the mayor's claim that geese run the town hall.",
            "Geese run the town hall",
            Stance.DISPUTES,
            None,
        ),
        (
            "Contrary to the mayor's claim that geese run the hall, clerks do.",
            "Geese run the hall",
            Stance.DISPUTES,
            None,
        ),
        ("The records show that geese run the town hall.", "Geese run the town hall", Stance.CONTEXT, None),
        (
            "Ann Example said that geese run the town hall, although nobody had seen one.",
            "Geese run the town hall",
            Stance.CONTEXT,
            "Ann Example",
        ),
        ("Ann Example denied that geese run the town hall.", "Geese run the town hall", Stance.CONTEXT, "Ann Example"),
        ("“Geese run the town hall,” Ann Example said.", "Geese run the town hall", Stance.CONTEXT, "Ann Example"),
        ("Geese run the town hall, Ann Example said.", "Geese run the town hall", Stance.CONTEXT, "Ann Example"),
        ("She said that geese run the town hall.", "Geese run the town hall", Stance.CONTEXT, None),
        ("Geese run the town hall", "Geese run the town hall", Stance.CONTEXT, None),
        ("Do geese run the town hall?", "Do geese run the town hall?", Stance.CONTEXT, None),
        ("The myth of geese in the town hall", "The myth of geese in the town hall", Stance.DISPUTES, None),
    ],
)
def test_a_title_leads_to_the_claim_it_addresses(text: str, claim: str, stance: Stance, claimant: str | None) -> None:
    (found,) = addressed_claims(text, None, [], most=1)
    assert (found.claim, found.stance, found.claimant) == (claim, stance, claimant)


def test_what_a_sentence_of_the_text_disputes_is_found_beside_the_title() -> None:
    text = ["The lake is quiet.", "Documents contradict the ministry's claim that geese smuggle bread over the lake."]
    found = addressed_claims("Trouble on the lake for months", None, text, most=3)
    assert [(each.claim, each.stance) for each in found] == [
        ("Trouble on the lake for months", Stance.CONTEXT),
        ("Geese smuggle bread over the lake", Stance.DISPUTES),
    ]


def test_the_same_claim_said_twice_is_found_once() -> None:
    text = ["Ann said that geese run the town hall.", "Bob said that geese run the whole town hall."]
    found = addressed_claims("Mayor falsely claims geese run the town hall", None, text, most=3)
    assert [each.claim for each in found] == ["Geese run the town hall"]


def test_a_label_is_no_claim() -> None:
    assert addressed_claims("Vermin Supreme", None, ["Geese.", "He said that ducks."], most=3) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Mr. Gander of the U.S. Senate spoke. It was late.", ["Mr. Gander of the U.S. Senate spoke.", "It was late."]),
        (
            "Rep. Dan Example, R-Texas, said no. “Never,” he said.",
            ["Rep. Dan Example, R-Texas, said no.", "“Never,” he said."],
        ),
        ("He said “it is.” She left.", ["He said “it is.”", "She left."]),
        ("It costs 3.5 million. 40 more came.", ["It costs 3.5 million.", "40 more came."]),
        ("A line\nand another", ["A line", "and another"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
