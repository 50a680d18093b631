"""A full disk and a folder that can't be written are one clear line each, and nothing that was taken is lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from example_documents import DOCUMENTS
from running_service import ROOT, environment
from word_encoder import word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.folder import DataFolder
from index.generation import current_id, open_current, verify
from index.progress import silent

pytestmark = pytest.mark.slow

MANY = 4_000
FEED = [
    {
        "@type": "ClaimReview",
        "url": f"https://press.example/{number}",
        "claimReviewed": f"Goose number {number} nests on the town hall of village {number % 97}.",
        "inLanguage": "en",
    }
    for number in range(MANY)
]


def run(data: DataFolder, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tests" / "word_process.py"), *arguments],
        env=environment(data, PYTHONDONTWRITEBYTECODE="1", **changes),
        capture_output=True,
        text=True,
        check=False,
    )


def built(path: Path) -> DataFolder:
    """The examples, built."""
    data = DataFolder(path)
    with open_catalogue(data) as catalogue:
        catalogue.take(DOCUMENTS)
    build(data, word_encoders(), silent)
    return data


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """What it says of its failure, which is the last line and no traceback."""
    assert (done.returncode, done.stdout) == (1, ""), done
    *progress, last = done.stderr.splitlines()
    assert [line for line in progress if not line.startswith(("Importing", "Building", "Writing"))] == []
    return last


def taken(done: subprocess.CompletedProcess[str]) -> int:
    """The documents that an import reported as taken before it ended."""
    counts = [line.rpartition(" ")[2] for line in done.stderr.splitlines() if line.startswith("Importing")]
    return max((int(count.replace(",", "")) for count in counts), default=0)


def still_answers(data: DataFolder, before: str | None) -> None:
    assert current_id(data) == before
    assert verify(data.generation(before or "")).documents == len(DOCUMENTS)
    assert open_current(data).ids() == [document.id for document in DOCUMENTS]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(FEED))
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    path = tmp_path / "disk"
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(path)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("This machine lets nobody mount a small file system here.")
    yield path
    # Lazily: this process may still have files of it mapped.
    subprocess.run(["umount", "-l", str(path)], check=True)


@pytest.mark.parametrize("file_bytes", [0, 4_096, 60_000, 400_000, 1_200_000])
def test_an_import_that_may_not_write_more_is_one_line(tmp_path: Path, feed: Path, file_bytes: int) -> None:
    data = built(tmp_path / "data")
    before = current_id(data)
    done = run(data, "index", "import", "claimreview", str(feed), WORDS_FILE_BYTES=str(file_bytes))
    assert "can't be" in last_line(done)
    still_answers(data, before)
    with open_catalogue(data) as catalogue:
        assert catalogue.count() >= len(DOCUMENTS) + taken(done)
    assert run(data, "index", "import", "claimreview", str(feed)).returncode == 0
    with open_catalogue(data) as catalogue:
        assert catalogue.count() == len(DOCUMENTS) + MANY


def test_a_full_disk_stops_import_and_build_and_loses_nothing(small_disk: Path, feed: Path) -> None:
    data = built(small_disk / "data")
    before = current_id(data)
    done = run(data, "index", "import", "claimreview", str(feed))
    assert "disk" in last_line(done)
    still_answers(data, before)
    with open_catalogue(data) as catalogue:
        assert catalogue.count() >= len(DOCUMENTS) + taken(done)

    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(max(0, free - 64 * 1024)))
    last = last_line(run(data, "index", "build"))
    assert "can't be" in last
    still_answers(data, before)
    assert [path.name for path in data.generations.iterdir() if path.name.startswith(".")] == []


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[DataFolder]:
    """A built folder that nobody may write: root is not stopped by permissions, so for root it is mounted so."""
    data = built(tmp_path / "data")
    folders = [data.path, *(path for path in data.path.rglob("*") if path.is_dir())]
    if os.geteuid():
        for path in folders:
            path.chmod(0o555)
        yield data
        for path in folders:
            path.chmod(0o755)
        return
    for options in (["--bind", str(data.path)], ["-o", "remount,ro,bind"]):
        if subprocess.run(["mount", *options, str(data.path)], capture_output=True, check=False).returncode:
            pytest.skip("This machine lets root make no folder read-only.")
    yield data
    subprocess.run(["umount", "-l", str(data.path)], check=True)


@pytest.mark.parametrize("command", ["import", "build", "update"])
def test_a_folder_that_may_only_be_read_is_one_line(read_only: DataFolder, feed: Path, command: str) -> None:
    before = current_id(read_only)
    arguments = {"import": ("import", "claimreview", str(feed)), "build": ("build",), "update": ("update",)}
    done = run(read_only, "index", *arguments[command])
    last = last_line(done)
    assert str(read_only.path) in last
    assert "can't be" in last
    still_answers(read_only, before)


def test_a_folder_that_may_only_be_read_is_searched_and_verified(read_only: DataFolder) -> None:
    found = run(read_only, "index", "search", DOCUMENTS[4].claim.text)
    assert (found.returncode, found.stderr) == (0, "")
    assert DOCUMENTS[4].review.url in found.stdout
    assert run(read_only, "index", "verify").stdout.endswith(f"{len(DOCUMENTS)} documents.\n")
