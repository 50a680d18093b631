"""The cases for "which side is the sentence on" are whole: what a judge is scored on says what it claims to say.

It looks at the shape of the collection only; the judge is scored elsewhere, and the final part at the end.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FOLDER = TESTS / "cases" / "side"
TRAINING = TESTS.parent / "bench" / "side_pairs"
FAMILIES = (
    "negation",
    "antonym",
    "number",
    "unit",
    "name",
    "role",
    "date",
    "quantifier",
    "direction",
    "modality",
    "attribution",
    "scope",
    "double_negation",
    "paraphrase",
    "post",
    "unrelated",
)
LANGUAGES = ("ar", "de", "es", "fr", "it", "pt", "ru", "tr")
FIELDS = ["id", "family", "language", "sentence", "claim", "expected", "decided_by", "reported_by"]
SHARES = {"same": 0.45, "opposite": 0.30, "different": 0.20, "unrelated": 0.05}
# Where deciding words stand apart, as in "can't say … did not".
APART = " … "


@dataclass(frozen=True)
class Case:
    """One pair, and the file it was read from."""

    file: str
    id: str
    family: str
    language: str
    sentence: str
    claim: str
    expected: str
    decided_by_sentence: str | None
    decided_by_claim: str | None
    reported_by: str | None

    @property
    def is_final(self) -> bool:
        return self.file.endswith(".final.jsonl")


def _read(path: Path) -> Iterable[Case]:
    for line in path.read_text().splitlines():
        row = json.loads(line)
        assert list(row) == FIELDS, line
        decided_by = row.pop("decided_by")
        assert list(decided_by) == ["sentence", "claim"], line
        yield Case(
            file=path.name,
            decided_by_sentence=decided_by["sentence"],
            decided_by_claim=decided_by["claim"],
            **row,
        )


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.jsonl")) for case in _read(path)]


@pytest.fixture(scope="module")
def english(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case.language == "en"]


def _share_of_final(cases: list[Case]) -> float:
    return sum(case.is_final for case in cases) / len(cases)


def test_each_family_has_a_part_to_develop_with_and_a_final_part() -> None:
    expected = {f"{family}{part}.jsonl" for family in (*FAMILIES, "languages") for part in ("", ".final")}
    assert {path.name for path in FOLDER.glob("*.jsonl")} == expected


def test_each_case_has_an_id_of_its_own_that_names_its_file(cases: list[Case]) -> None:
    assert [id for id, count in Counter(case.id for case in cases).items() if count > 1] == []
    assert [case.id for case in cases if case.id.rsplit("-", 1)[0] != case.file.split(".")[0]] == []


def test_each_case_is_in_a_known_family_and_language(cases: list[Case]) -> None:
    assert {case.family for case in cases} == set(FAMILIES)
    assert {case.language for case in cases} == {"en", *LANGUAGES}
    assert [case.id for case in cases if (case.language == "en") != (case.family == case.file.split(".")[0])] == []


def test_there_are_at_least_900_english_pairs_and_60_in_other_languages(cases: list[Case], english: list[Case]) -> None:
    assert len(english) >= 900
    assert len(cases) - len(english) >= 60


def test_a_sixth_is_final_over_all_and_roughly_so_in_each_family(cases: list[Case]) -> None:
    assert _share_of_final(cases) == pytest.approx(1 / 6, abs=0.02)
    for family in FAMILIES:
        assert _share_of_final([case for case in cases if case.family == family]) == pytest.approx(1 / 6, abs=0.07)


def test_the_final_part_has_the_labels_of_the_whole(english: list[Case]) -> None:
    final = [case for case in english if case.is_final]
    for label, share in SHARES.items():
        assert sum(case.expected == label for case in english) / len(english) == pytest.approx(share, abs=0.03)
        assert sum(case.expected == label for case in final) / len(final) == pytest.approx(share, abs=0.03)


def test_each_family_that_flips_also_keeps_the_side(english: list[Case]) -> None:
    for family in FAMILIES:
        labels = Counter(case.expected for case in english if case.family == family)
        if family == "paraphrase":
            assert set(labels) == {"same"}
        elif family == "unrelated":
            assert set(labels) == {"unrelated"}
        else:
            assert labels["same"] >= 0.3 * labels.total(), family
            assert labels["same"] <= 0.6 * labels.total(), family


def test_no_pair_and_no_claim_is_in_both_parts(cases: list[Case]) -> None:
    pairs = Counter((_words(case.sentence), _words(case.claim)) for case in cases)
    assert [pair for pair, count in pairs.items() if count > 1] == []
    developing = {_words(case.claim) for case in cases if not case.is_final}
    assert [case.id for case in cases if case.is_final and _words(case.claim) in developing] == []


def test_no_sentence_is_among_those_that_judges_are_trained_on(cases: list[Case]) -> None:
    trained_on = {
        _words(json.loads(line)["sentence"])
        for path in TRAINING.glob("*.jsonl")
        for line in path.read_text().splitlines()
    }
    assert len(trained_on) >= 1_000
    assert [case.id for case in cases if _words(case.sentence) in trained_on] == []


def test_the_deciding_words_stand_in_the_texts_in_their_order(cases: list[Case]) -> None:
    for case in cases:
        for text, decided_by in ((case.sentence, case.decided_by_sentence), (case.claim, case.decided_by_claim)):
            start = 0
            for words in decided_by.split(APART) if decided_by else ():
                assert words.strip() == words != "", case.id
                assert words in text[start:], case.id
                start = text.index(words, start) + len(words)


def test_a_flip_names_the_words_that_decide_it(cases: list[Case]) -> None:
    flips = [case for case in cases if case.expected in ("opposite", "different")]
    assert [case.id for case in flips if case.decided_by_sentence is None] == []


def test_who_is_quoted_is_named_as_the_sentence_names_them(cases: list[Case]) -> None:
    quoting = [case for case in cases if case.reported_by is not None]
    assert len(quoting) >= 60
    assert [case.id for case in quoting if str(case.reported_by) not in case.sentence] == []
