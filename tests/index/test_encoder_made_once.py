"""What the encoders are served from is made once, whole or not at all, whoever wants it meanwhile."""

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from running_service import ROOT

from index.embedding import MiniLM, MultilingualUSE
from index.errors import EncoderError
from index.kept import made_once
from index.onnx_model import export_apart, model_name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "share" / "model"


def names(path: Path) -> list[str]:
    """What lies beside the model's folder, but for the lock."""
    return sorted(other.name for other in path.parent.iterdir() if other.suffix != ".lock")


def write_model(partial: Path) -> None:
    (partial / "weights").write_text("model")


def test_it_is_made_where_it_is_missing_and_never_again(path: Path) -> None:
    made: list[Path] = []

    def make(partial: Path) -> None:
        made.append(partial)
        write_model(partial)

    for _ in range(2):
        assert made_once(path, make) == path
    assert (path / "weights").read_text() == "model"
    assert len(made) == 1
    assert made[0] != path
    assert names(path) == ["model"]


def test_those_who_want_it_at_once_wait_for_the_one_who_makes_it(path: Path) -> None:
    made: list[Path] = []

    def make(partial: Path) -> None:
        made.append(partial)
        write_model(partial)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda _: made_once(path, make), range(6))) == [path] * 6
    assert len(made) == 1


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), r"can't be kept in .*share: .*No space left on device\.$"),
        (EncoderError("It can't be made."), r"^It can't be made\.$"),
    ],
)
def test_one_that_could_not_be_finished_is_not_left_behind(path: Path, failure: Exception, said: str) -> None:
    def fail(partial: Path) -> None:
        (partial / "weights").write_text("half a mo")
        raise failure

    with pytest.raises(EncoderError, match=said):
        made_once(path, fail)
    assert names(path) == []
    assert (made_once(path, write_model) / "weights").read_text() == "model"


def test_what_a_killed_process_left_is_removed_and_never_taken(path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from index.kept import made_once
def make(partial):
    (partial / "weights").write_text("half a mo")
    os.kill(os.getpid(), signal.SIGKILL)
made_once(Path(sys.argv[1]), make)
"""
    killed = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert not path.exists()
    assert len(names(path)) == 1

    assert (made_once(path, write_model) / "weights").read_text() == "model"
    assert names(path) == ["model"]


def test_a_failed_export_is_one_line_with_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = tmp_path / "python"
    fails.write_text("#!/bin/sh\necho 'Traceback' >&2\necho 'ModuleNotFoundError: No module named torch' >&2\nexit 1\n")
    fails.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fails))
    with pytest.raises(EncoderError) as refused:
        export_apart("all-MiniLM-L6-v2", tmp_path)
    assert str(refused.value) == (
        "The model all-MiniLM-L6-v2 can't be made for onnxruntime (ModuleNotFoundError: No module named torch): "
        "run make run again."
    )


def test_a_model_of_other_weights_has_another_name() -> None:
    assert model_name("words", "a" * 64) != model_name("words", "b" * 64)


@pytest.mark.slow
@pytest.mark.parametrize("file", ["model.onnx", "weights.bin"])
def test_a_file_that_is_no_model_is_refused_by_its_folder(tmp_path: Path, file: str) -> None:
    export_apart(MultilingualUSE.name, tmp_path)
    (tmp_path / file).write_bytes(os.urandom(1_000))
    with pytest.raises(
        EncoderError, match=rf"^The model kept in {tmp_path} can't be read: remove it and start again\.$"
    ):
        MultilingualUSE(model=tmp_path).encode(["A text."])


@pytest.mark.slow
@pytest.mark.parametrize("kind", [MiniLM, MultilingualUSE])
def test_the_export_gives_the_same_encoder_again(tmp_path: Path, kind: type[MiniLM | MultilingualUSE]) -> None:
    export_apart(kind.name, tmp_path)
    texts = ["Iran smuggles weapons into Iraq.", "The soup is cold."]
    again, kept = (encoder.encode(texts) for encoder in (kind(threads=1, model=tmp_path), kind(threads=1)))
    assert np.array_equal(again, kept)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.onnx", "weights.bin"]
