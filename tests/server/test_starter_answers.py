"""What the product says of its founding case, with the true models and the starter corpus."""

import re
from pathlib import Path

import pytest
from running_service import ROOT, RunningService

pytestmark = pytest.mark.slow

THANKS = "I would also like to thank the readers who flagged this."


@pytest.fixture
def article() -> str:
    """The blog post as it was published."""
    path: Path = ROOT.parent / "shared" / "seed" / "article.txt"
    if not path.exists():
        pytest.skip(f"{path.parent.name}/{path.name} is not in the folder {path.parents[1].name} beside the repository")
    return path.read_text()


def test_the_authors_thanks_find_nothing(service: RunningService) -> None:
    answer = service.post("/v1/context", {"sentences": [{"id": "s1", "text": THANKS}]})

    assert answer.status == 200
    assert answer.json["results"] == [{"id": "s1", "status": "nothing_found", "matches": []}]


def test_the_whole_article_is_answered_in_one_request_in_its_order(article: str, service: RunningService) -> None:
    sentences = [found.strip() for found in re.findall(r"[^.!?]+[.!?…]?[”\"]?", article) if found.strip()]
    asked = [{"id": f"s{number}", "text": text} for number, text in enumerate(sentences)]

    answer = service.post("/v1/context", {"sentences": asked, "page": {"published": "2011-07-13"}})

    assert answer.status == 200
    results = answer.json["results"]
    assert [result["id"] for result in results] == [sentence["id"] for sentence in asked]
    assert {result["status"] for result in results} <= {"matched", "nothing_found", "too_short"}


def test_only_documents_of_the_index_are_linked_each_with_its_source_and_licence(service: RunningService) -> None:
    text = "The Persian nation has been actively smuggling weapons and bombs into Iraq."
    answer = service.post("/v1/context", {"sentences": [{"id": "s1", "text": text}], "min_probability": 0, "limit": 50})

    (result,) = answer.json["results"]
    shown = [each for match in result["matches"] for each in (match, *match["also"])]
    catalogue = service.data.catalogue.read_bytes()
    assert len(shown) >= 5
    for match in shown:
        review = match["review"]
        assert match["document_id"].encode() in catalogue
        assert review["url"].encode() in catalogue
        assert all((review["publisher"]["name"], review["publisher"]["site"], review["licence"], review["attribution"]))


def test_the_founding_sentence_leads_to_porters_reporting_and_to_the_other_side(service: RunningService) -> None:
    text = "The Persian nation has been actively smuggling weapons and bombs into Iraq."
    answer = service.post("/v1/context", {"sentences": [{"id": "s1", "text": text}]})

    (result,) = answer.json["results"]
    shown = [each for match in result["matches"] for each in (match, *match["also"])]
    # One page of each other stance comes second and third, so that both sides are heard first.
    assert {"disputes", "mixed", "supports"} == {match["stance"] for match in shown[:3]}
    assert [match["kind"] for match in shown[:6]].count("counter_report") >= 3
    assert "Gareth Porter" in [match["review"]["author"] for match in shown[:6]]
    assert {"disputes", "supports"} <= {match["stance"] for match in shown}


def test_on_the_day_of_the_article_the_first_three_documents_show_that_publishers_disagree(
    service: RunningService,
) -> None:
    asked = {
        "id": "s1",
        "text": "Iran has been actively smuggling weapons and bombs into Iraq.",
        "before": "June had been the deadliest month for American soldiers there in two years.",
        "after": "Special forces of the Revolutionary Guards hand the weapons to Shia militias.",
    }
    answer = service.post("/v1/context", {"sentences": [asked], "page": {"published": "2011-07-13", "language": "en"}})

    (result,) = answer.json["results"]
    claim = result["matches"][0]
    shown = [claim, *claim["also"]]
    assert {each["relation"] for each in shown[:2]} == {"disputes", "supports"}
    assert {each["relation"] for each in shown[:3]} == {"disputes", "mixed", "supports"}
    assert "Gareth Porter" in [each["review"]["author"] for each in shown[:6]]


def test_porters_reporting_disputes_what_officials_said_and_supports_its_denial(service: RunningService) -> None:
    asked = {
        "said": "Officials said Iran's Qods Force is smuggling weapons to militias in Iraq.",
        "denied": "Officials denied that Iran's Qods Force is smuggling weapons to militias in Iraq.",
    }
    sentences = [{"id": key, "text": text} for key, text in asked.items()]
    # The whole ranking: whether a page is near enough to be shown is for the ranker's own tests.
    answer = service.post("/v1/context", {"sentences": sentences, "min_probability": 0, "limit": 50})

    told = {}
    for result in answer.json["results"]:
        every = [each for match in result["matches"] for each in (match, *match["also"])]
        (porter,) = [each for each in every if each["document_id"] == "ips-2007-02-us-briefing-iran-discredits"]
        told[result["id"]] = (porter["side"], porter["relation"], porter["why"]["reported_by"])
    assert told == {"said": ("same", "disputes", "Officials"), "denied": ("opposite", "supports", "Officials")}


def test_what_officials_said_is_shown_as_disputed_by_porters_reporting(service: RunningService) -> None:
    text = "Officials said Iran's Qods Force is smuggling weapons to militias in Iraq."
    answer = service.post("/v1/context", {"sentences": [{"id": "s1", "text": text}]})

    (result,) = answer.json["results"]
    every = [each for match in result["matches"] for each in (match, *match["also"])]
    by_porter = [each for each in every if each["review"]["author"] == "Gareth Porter"]
    assert {(each["side"], each["relation"]) for each in by_porter} == {("same", "disputes")}
    assert {each["why"]["reported_by"] for each in by_porter} == {"Officials"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "U.S. Defense Secretary Robert Gates, in a Reuters interview last week, said Iran was “absolutely "
            "complicit” in the growing U.S. casualties in Iraq.",
            "Iran's government is complicit in the deaths of US troops in Iraq through its arming of Shia militias.",
        ),
        (
            "James Jeffrey, the U.S. Ambassador to Iraq, said Iran’s Islamic Revolutionary Guards Corps (IRGC) and its "
            "Qods force special operations unit were supplying “significantly more lethal weapons systems” to some "
            "Iraqi militias.",
            "Iran's government, through the Revolutionary Guards' Quds Force, smuggles weapons and bombs into Iraq for "
            "Shia militias that attack US troops.",
        ),
    ],
)
def test_the_officials_sentences_lead_to_the_claims_they_make(service: RunningService, text: str, claim: str) -> None:
    answer = service.post("/v1/context", {"sentences": [{"id": "s1", "text": text}]})

    (result,) = answer.json["results"]
    assert result["status"] == "matched"
    assert result["matches"][0]["claim"]["text"] == claim
