"""A build that is killed, or that fills the disk, leaves what answered before answering, and the next one completes."""

import subprocess
import sys
from pathlib import Path

import pytest
from example_documents import DOCUMENTS, example
from nearness_ranker import NearnessRanker
from running_service import ROOT, environment
from word_encoder import word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.generation import current_id, open_current, verify
from index.lookup import look_up
from index.lookup.question import Question, Sentence
from index.progress import silent

NEW = tuple(example(f"new-{number}", f"Goose number {number} nests on the town hall.") for number in range(40))
# Where a build dies, as parts of all that it does before the switch.
MOMENTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


def _run(data: DataFolder, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tests" / "word_process.py"), *arguments],
        env=environment(data, **changes),
        capture_output=True,
        text=True,
        check=False,
    )


def _fresh(path: Path) -> DataFolder:
    """The examples, built, and more documents that no generation holds yet."""
    data = DataFolder(path)
    with open_catalogue(data) as catalogue:
        catalogue.take(DOCUMENTS)
    build(data, word_encoders(), silent)
    with open_catalogue(data) as catalogue:
        catalogue.take(NEW)
    return data


def _first(data: DataFolder, sentence: str) -> list[str]:
    generation = open_current(data)
    (result,) = look_up(generation, word_encoders(), NearnessRanker(), Question((Sentence("s", sentence),), limit=1))
    return [match.document.id for match in result.matches]


def _completes(data: DataFolder) -> None:
    manifest = build(data, word_encoders(), silent)
    assert manifest.documents == len(DOCUMENTS) + len(NEW)
    assert verify(data.generation(manifest.id)) == manifest
    assert open_current(data).ids() == [document.id for document in (*DOCUMENTS, *NEW)]
    assert [path for path in data.generations.iterdir() if path.name.startswith(".")] == []


@pytest.fixture(scope="module")
def touched(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, int]:
    """How often a build that is left in peace touches files until the switch, and in all."""
    folder = tmp_path_factory.mktemp("counted")
    done = _run(_fresh(folder / "data"), "index", "build", WORDS_COUNTED_IN=str(folder / "counts"))
    assert done.returncode == 0, done.stderr
    until_switch, in_all = map(int, (folder / "counts").read_text().split())
    assert 20 < until_switch < in_all
    return until_switch, in_all


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_before_the_switch_leaves_the_old_generation_answering(
    tmp_path: Path, touched: tuple[int, int], moment: float
) -> None:
    data = _fresh(tmp_path / "data")
    before = current_id(data)
    killed_at = max(1, round(moment * touched[0]))
    assert _run(data, "index", "build", WORDS_KILLED_AT=str(killed_at)).returncode == -9
    assert current_id(data) == before
    verified = _run(data, "index", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.startswith(f"Generation {before} is whole: ")
    assert _first(data, DOCUMENTS[4].claim.text) == ["library-closed"]
    assert _first(data, NEW[0].claim.text) == []
    _completes(data)


@pytest.mark.slow
def test_a_build_killed_after_the_switch_leaves_the_new_generation_answering(
    tmp_path: Path, touched: tuple[int, int]
) -> None:
    data = _fresh(tmp_path / "data")
    before = current_id(data)
    assert _run(data, "index", "build", WORDS_KILLED_AT=str(touched[0] + 1)).returncode == -9
    assert current_id(data) != before
    assert verify(data.generation(current_id(data) or "")).documents == len(DOCUMENTS) + len(NEW)
    _completes(data)


@pytest.mark.slow
@pytest.mark.parametrize("file_bytes", [0, 5_000, 20_000, 40_000, 60_000])
def test_a_full_disk_is_one_clear_line_and_the_old_generation_answers(tmp_path: Path, file_bytes: int) -> None:
    data = _fresh(tmp_path / "data")
    before = current_id(data)
    done = _run(data, "index", "build", WORDS_FILE_BYTES=str(file_bytes))
    *progress, last = done.stderr.splitlines()
    assert done.returncode == 1, done.stderr
    assert "can't be" in last
    assert all(" of " in line for line in progress), done.stderr
    assert done.stdout == ""
    assert current_id(data) == before
    assert verify(data.generation(before or "")).documents == len(DOCUMENTS)
    assert _first(data, DOCUMENTS[4].claim.text) == ["library-closed"]
    _completes(data)
