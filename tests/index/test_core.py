"""What is left out of a claim before its core is searched, and what never is."""

import pytest

from index.core import core_of


@pytest.mark.parametrize(
    ("claim", "core"),
    [
        ("The mayor, in her second term, sold the old harbour.", "The mayor sold the old harbour"),
        ("The mayor (of a port city) sold the old harbour.", "The mayor sold the old harbour"),
        (
            "The mayor sold the old harbour – without any vote – to friends.",
            "The mayor sold the old harbour to friends",
        ),
        ("The mayor sold the harbour to a builder who had paid her.", "The mayor sold the harbour to a builder"),
        ("The mayor sold the harbour to builders that had paid her.", "The mayor sold the harbour to builders"),
        ("The mayor of the port sold the harbour for a song.", "The mayor of the port sold the harbour"),
    ],
)
def test_asides_last_clauses_and_purposes_are_left_out(claim: str, core: str) -> None:
    assert core_of(claim) == core


@pytest.mark.parametrize(
    "claim",
    [
        "The mayor sold the old harbour.",
        "The report shows that the mayor sold the harbour.",
        "The city is responsible for the old harbour.",
        "Voters, who knew, said no.",
        "The mayor, after a long and costly quarrel with every party in town, sold the harbour.",
    ],
)
def test_a_statement_is_never_cut_open(claim: str) -> None:
    assert core_of(claim) is None


def test_a_core_has_no_core() -> None:
    core = core_of("The mayor, in her second term, sold the old harbour to builders that had paid her.")
    assert core == "The mayor sold the old harbour to builders"
    assert core_of(core) is None
