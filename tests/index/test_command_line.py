"""The command line: what it prints, its exit status, and one line for what can't be done."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from example_documents import BY_ID, DOCUMENTS, example
from running_service import ROOT, environment
from word_encoder import WordEncoder, word_encoders

from index import __main__ as command_line
from index.catalogue import only_writer, open_catalogue
from index.changes import Rejected, Taken
from index.embedding import Encoders
from index.folder import DataFolder
from index.generation import current_id
from index.manifest import FORMAT

CLAIM = BY_ID["wolves-return"].claim.text
FEED = json.dumps(
    {
        "@type": "DataFeed",
        "dataFeedElement": [
            {
                "@type": "ClaimReview",
                "url": "https://press.example/geese",
                "claimReviewed": "Geese nest on the town hall.",
                "author": {"@type": "Organization", "name": "Example Press", "url": "https://press.example"},
                "reviewRating": {"@type": "Rating", "alternateName": "Rather goosey"},
                "datePublished": "2020-01-05",
            },
            {"@type": "ClaimReview", "url": "https://press.example/nothing"},
        ],
    }
)


@pytest.fixture(autouse=True)
def _word_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "configured_encoders", lambda threads: word_encoders() if threads else None)


@pytest.fixture
def data(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("SIDELIGHT_DATA", str(data.path))
    return data


@pytest.fixture
def new_data(empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("SIDELIGHT_DATA", str(empty_data.path))
    return empty_data


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = command_line.main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ([], ["import", "update", "build", "ready", "search", "status", "verify", "SIDELIGHT_DATA"]),
        (["import"], ["starter", "claimreview"]),
        (["import", "starter"], ["usage"]),
        (["import", "claimreview"], ["PATH_OR_URL", "http address", "--all"]),
        (["update"], ["--every", "--now"]),
        (["build"], ["usage"]),
        (["ready"], ["usage"]),
        (["search"], ["--limit", "--json", "1 to 50"]),
        (["status"], ["--json"]),
        (["verify"], ["usage"]),
    ],
    ids=lambda value: " ".join(value) or "index",
)
def test_each_command_has_help(capsys: pytest.CaptureFixture[str], command: list[str], named: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        command_line.main([*command, "--help"])
    printed = capsys.readouterr().out
    assert [word for word in named if word not in printed] == []


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["no-such-command"],
        ["import"],
        ["import", "claimreview"],
        ["search"],
        ["search", "a", "b"],
        ["search", "a", "--limit", "0"],
        ["search", "a", "--limit", "51"],
        ["search", "a", "--limit", "five"],
        ["search", "a", "--limit", "²"],
        ["build", "now"],
        ["update", "--every", "often"],
        ["update", "--every", "1m"],
        ["update", "--every", "1h", "--now", "geese"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_ends_with_status_two_and_the_usage(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, wrong: list[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        command_line.main(wrong)
    said = capsys.readouterr()
    assert said.err.startswith("usage: python -m index")
    assert said.out == ""
    assert not new_data.path.exists()


def test_search_prints_each_match_with_who_published_it(capsys: pytest.CaptureFixture[str], data: DataFolder) -> None:
    status, printed, _ = _run(capsys, "search", CLAIM)
    assert status == 0
    assert current_id(data) is not None
    lines = printed.splitlines()
    assert re.fullmatch(rf"\d\.\d\d  analysis that gives context to the claim: {re.escape(CLAIM)}", lines[0])
    assert lines[1].strip() == "Example Press, 2021-01-09: Counting wolves in the northern valley"
    assert lines[2].strip() == "https://press.example/wolves-return"


def test_search_as_json_parses_and_holds_the_same(capsys: pytest.CaptureFixture[str], data: DataFolder) -> None:
    status, printed, errors = _run(capsys, "search", CLAIM, "--json", "--limit", "1")
    found = json.loads(printed)
    assert (status, errors, found["status"]) == (0, "", "matched")
    (match,) = found["matches"]
    assert match["document_id"] == "wolves-return"
    assert match["url"] == "https://press.example/wolves-return"
    assert data.current.exists()


@pytest.mark.parametrize("sentence", ["", "Iraq.", "-- ??"])
def test_search_of_too_little_says_so(capsys: pytest.CaptureFixture[str], data: DataFolder, sentence: str) -> None:
    assert data.current.exists()
    assert _run(capsys, "search", "--", sentence)[:2] == (
        0,
        "Too short to be a statement: give a whole sentence.\n",
    )


def test_search_with_another_encoder_than_the_index_has_is_refused(
    capsys: pytest.CaptureFixture[str], data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Encoders(WordEncoder("other", 99), word_encoders().multilingual)
    monkeypatch.setattr(command_line, "configured_encoders", lambda threads: other if threads else None)
    status, printed, errors = _run(capsys, "search", CLAIM)
    assert (status, printed) == (1, "")
    assert re.fullmatch(rf"The generation {current_id(data)} was made by words-english .* this is other .*\n", errors)


@pytest.mark.parametrize("command", [["search", "Any sentence will do."], ["verify"]], ids=" ".join)
def test_without_an_index_one_line_says_what_to_do(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, command: list[str]
) -> None:
    assert _run(capsys, *command) == (1, "", "No index has been built yet: run python -m index build.\n")
    assert not new_data.current.exists()


def test_building_nothing_is_one_line(capsys: pytest.CaptureFixture[str], new_data: DataFolder) -> None:
    status, printed, errors = _run(capsys, "build")
    assert (status, printed) == (1, "")
    assert errors == "The catalogue is empty: run python -m index import starter first.\n"
    assert not new_data.current.exists()


def test_importing_counts_what_came_and_names_what_was_refused(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "feed.json").write_text(FEED)
    status, printed, _ = _run(capsys, "import", "claimreview", str(tmp_path / "feed.json"))
    assert status == 0
    first, rejected = printed.splitlines()
    assert first == "feed.json: 1 new, 0 changed, 0 unchanged, 1 rejected."
    assert re.fullmatch(r"  rejected 1: no_claim \(first: .*2.*\)", rejected)
    with open_catalogue(new_data) as catalogue:
        assert catalogue.count() == 1
        (summary,) = catalogue.imports.last()
        assert summary.taken == Taken(added=1)
        assert summary.rejected == (Rejected("no_claim", 1, summary.rejected[0].example),)


@pytest.mark.parametrize("source", ["/no/such/file.json", "ftp://feed.example/feed.json"])
def test_a_feed_that_cannot_be_read_is_one_line(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, source: str
) -> None:
    status, printed, errors = _run(capsys, "import", "claimreview", source)
    assert (status, printed) == (1, "")
    assert re.fullmatch(rf"[^\n]*{re.escape(source)}[^\n]*\n", errors)
    with open_catalogue(new_data) as catalogue:
        assert catalogue.count() == 0


def test_ready_builds_from_the_starter_documents_only_if_there_are_no_others(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder
) -> None:
    with open_catalogue(new_data) as catalogue:
        catalogue.take(DOCUMENTS)
    status, printed, _ = _run(capsys, "ready")
    assert status == 0
    assert printed == f"Generation {current_id(new_data)} answers from 12 documents.\n"
    assert _run(capsys, "ready") == (0, "", "")


def test_ready_builds_anew_what_another_version_built(capsys: pytest.CaptureFixture[str], data: DataFolder) -> None:
    earlier = current_id(data)
    manifest = data.generation(earlier or "") / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 1'))
    status, printed, _ = _run(capsys, "ready")
    assert (status, printed) == (0, f"Generation {current_id(data)} answers from 12 documents.\n")
    assert current_id(data) != earlier


def test_ready_starts_an_empty_folder_with_the_starter_documents(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder
) -> None:
    status, printed, errors = _run(capsys, "ready")
    assert status == 0
    taken, answers = printed.splitlines()
    assert taken == "starter: 572 new, 0 changed, 0 unchanged, 0 rejected."
    assert answers == f"Generation {current_id(new_data)} answers from 572 documents."
    # Not on a terminal: lines, and no bar.
    assert "Building: 512 of 572\nBuilding: 572 of 572\nWriting the index: 1 of 4\n" in errors
    assert "\r" not in errors


def test_status_tells_what_catalogue_and_index_hold(capsys: pytest.CaptureFixture[str], data: DataFolder) -> None:
    status, printed, errors = _run(capsys, "status", "--json")
    told = json.loads(printed)
    assert (status, errors) == (0, "")
    assert told["documents"] == 12
    assert told["feeds"] == {"examples": 12}
    assert told["generation"]["id"] == current_id(data)
    assert told["generation"]["is_up_to_date"] is True
    with open_catalogue(data) as catalogue:
        catalogue.take([example("new", "Geese nest on the town hall.")])
    assert json.loads(_run(capsys, "status", "--json")[1])["generation"]["is_up_to_date"] is False
    assert "older than the catalogue; run python -m index build." in _run(capsys, "status")[1]


def configure(data: DataFolder, source: Path) -> None:
    """One feed, asked once a day."""
    data.path.mkdir(exist_ok=True)
    data.feeds.write_text(f'[geese]\nformat = "claimreview"\naddress = "{source}"\n')


def test_an_update_tells_what_each_feed_brought_and_what_came_of_it(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "feed.json").write_text(FEED)
    configure(new_data, tmp_path / "feed.json")
    status, printed, _ = _run(capsys, "update")
    assert re.match(r"20\d\d-\d\d-\d\d \d\d:\d\d UTC: 1 of 1 feeds were due\.\n", printed)
    assert (status, printed.splitlines()[1:]) == (
        0,
        [
            "geese: 1 new, 0 changed, 0 unchanged, 1 rejected.",
            "  rejected 1: no_claim (first: element 2)",
            f"Generation {current_id(new_data)} answers from 1 documents.",
        ],
    )
    when, last = _run(capsys, "update")[1].splitlines()
    assert when.endswith(" UTC: 0 of 1 feeds were due.")
    assert last == f"Nothing changed; generation {current_id(new_data)} goes on answering."
    (tmp_path / "feed.json").write_text("{")
    _, first, last = _run(capsys, "update", "--now", "geese")[1].splitlines()
    assert first.startswith("geese: failed: ")
    failure = first.removeprefix("geese: failed: ").removesuffix(".")
    assert re.search(
        rf"^Feed geese: last fetched \S+Z, failed: {re.escape(failure)} \(last succeeded \S+Z\); due \S+Z\.$",
        _run(capsys, "status")[1],
        re.MULTILINE,
    )
    assert last.startswith("Nothing changed; ")


def test_an_update_of_nothing_says_that_there_is_nothing(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder
) -> None:
    status, printed, errors = _run(capsys, "update")
    assert (status, errors) == (0, "")
    assert printed.splitlines()[1:] == [
        "There are no documents yet, so nothing was built; python -m index feeds add --help tells how to add a feed."
    ]
    status, printed, errors = _run(capsys, "update", "--now", "geese")
    assert (status, printed) == (1, "")
    assert errors == f"{new_data.feeds} has no feed geese; it has: none.\n"


def test_updating_every_hour_goes_on_after_a_round_that_failed(
    capsys: pytest.CaptureFixture[str], data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 1:
            data.feeds.unlink()
        if len(waited) == 3:
            raise KeyboardInterrupt

    data.feeds.write_text("no table")
    monkeypatch.setattr(time, "sleep", sleep)
    status, printed, errors = _run(capsys, "update", "--every", "1h")
    assert status == 130
    goes_on = f"Nothing changed; generation {current_id(data)} goes on answering."
    assert [line for line in printed.splitlines() if "UTC" not in line] == [goes_on] * 2
    first, last = errors.splitlines()
    assert f" UTC: {data.feeds} is no valid TOML: " in first
    assert last == "Stopped. What was reported as taken is kept."
    assert [3_500 < seconds <= 3_600 for seconds in waited] == [True] * 3


def test_status_tells_feeds_years_rejections_and_ratings_that_the_table_lacks(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "feed.json").write_text(FEED)
    configure(new_data, tmp_path / "feed.json")
    assert "Feed geese: never fetched; run python -m index update." in _run(capsys, "status")[1]
    _run(capsys, "update")
    told = json.loads(_run(capsys, "status", "--json")[1])
    assert (told["feeds"], told["kinds"], told["languages"]) == ({"geese": 1}, {"fact_check": 1}, {"en": 1})
    assert (told["years"], told["withdrawn"]) == ({"2020": 1}, 0)
    assert told["unknown_ratings"] == {"documents": 1, "most_common": {"Rather goosey": 1}}
    assert told["imports"][0]["rejected"] == {"no_claim": {"count": 1, "first": "element 2"}}
    (fetch,) = told["fetches"]
    assert fetch["feed"] == "geese"
    assert fetch["tried"] == fetch["succeeded"] < fetch["due"]
    assert fetch["failure"] is None
    lines = _run(capsys, "status")[1]
    assert "  years: 2020 1\n" in lines
    assert "  rejected 1: no_claim (first: element 2)\n" in lines
    assert re.search(r"^Feed geese: last fetched \S+Z, well; due \S+Z\.$", lines, re.MULTILINE)
    assert "most common: Rather goosey 1\n" in lines


def test_a_file_that_is_all_there_is_withdraws_what_it_lacks(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, tmp_path: Path
) -> None:
    path = tmp_path / "feed.json"
    path.write_text(FEED)
    _run(capsys, "import", "claimreview", str(path))
    path.write_text('{"dataFeedElement": []}')
    assert (
        _run(capsys, "import", "claimreview", str(path))[1] == "feed.json: 0 new, 0 changed, 0 unchanged, 0 rejected.\n"
    )
    assert _run(capsys, "import", "claimreview", str(path), "--all")[1] == (
        "feed.json: 0 new, 0 changed, 0 unchanged, 1 withdrawn, 0 rejected.\n"
    )
    assert _run(capsys, "status")[1].splitlines()[0] == "Catalogue: 0 documents, 1 withdrawn"
    assert new_data.catalogue.exists()


def test_status_without_an_index_says_so(capsys: pytest.CaptureFixture[str], new_data: DataFolder) -> None:
    status, printed, _ = _run(capsys, "status")
    assert status == 0
    assert printed.splitlines()[0] == "Catalogue: 0 documents"
    assert printed.splitlines()[-1] == "Index: not built yet; run python -m index build."
    assert json.loads(_run(capsys, "status", "--json")[1])["generation"] is None
    assert not new_data.current.exists()


def test_verify_names_the_generation_or_the_file_that_is_wrong(
    capsys: pytest.CaptureFixture[str], data: DataFolder
) -> None:
    status, printed, errors = _run(capsys, "verify")
    assert (status, errors) == (0, "")
    assert printed == f"Generation {current_id(data)} is whole: 19 files, 12 documents.\n"
    (data.generation(current_id(data) or "") / "english.faiss").write_bytes(b"")
    status, printed, errors = _run(capsys, "verify")
    assert (status, printed) == (1, "")
    damaged = f"The file english.faiss of generation {current_id(data)} is not the one that was written"
    assert errors == f"{damaged}: run python -m index build.\n"


@pytest.mark.parametrize("command", [["build"], ["import", "starter"]], ids=" ".join)
def test_a_second_writer_is_told_to_wait_in_one_line(
    capsys: pytest.CaptureFixture[str], data: DataFolder, command: list[str]
) -> None:
    with only_writer(data):
        status, printed, errors = _run(capsys, *command)
    assert (status, printed) == (1, "")
    assert errors == f"Another import or build is using {data.path}; try again when it has ended.\n"


@pytest.mark.parametrize("command", [["status"], ["build"], ["import", "starter"], ["ready"]], ids=" ".join)
def test_a_folder_that_cannot_be_written_is_one_line(
    capsys: pytest.CaptureFixture[str], new_data: DataFolder, command: list[str]
) -> None:
    new_data.path.write_text("a file where the folder should be")
    status, printed, errors = _run(capsys, *command)
    assert (status, printed) == (1, "")
    assert re.fullmatch(r"The (folder|catalogue|file) [^\n]* can't be (written|used|read): [^\n]*\.\n", errors)


def test_the_module_runs_as_a_program_and_needs_no_settings(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index", "status"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Catalogue: 0 documents\n")
    assert (tmp_path / "var" / "catalogue.sqlite").exists()


def test_a_reader_who_has_seen_enough_ends_it_quietly(data: DataFolder) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "status"],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    # As head does once it has its lines; at the latest here there is nobody left to read.
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_ctrl_c_ends_with_one_line_and_keeps_what_was_taken(data: DataFolder, tmp_path: Path) -> None:
    before = current_id(data)
    with open_catalogue(data) as catalogue:
        catalogue.take([example("new", "Geese nest on the town hall.")])
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "word_process.py"), "index", "build"],
        env=environment(data, WORDS_WAIT=str(tmp_path / "encoding")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "encoding").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    printed, errors = process.communicate(timeout=60)
    assert (process.returncode, printed) == (130, "")
    assert errors == "Stopped. What was reported as taken is kept.\n"
    assert current_id(data) == before
    with open_catalogue(data) as catalogue:
        assert catalogue.count() == 13
