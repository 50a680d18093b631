"""What tests stand on: example documents, encoders without a model, a built index and the service around it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from closed_network import close_network
from example_documents import DOCUMENTS
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from monotone_ranker import monotone_ranker
from nearness_ranker import NearnessRanker
from running_service import RunningService, ready_data, started_service
from word_encoder import word_encoders

from index.build import build
from index.catalogue import open_catalogue
from index.embedding import Encoders
from index.folder import DataFolder
from index.generation import Generation, open_current
from index.lookup.ranking import Ranker
from index.progress import silent
from index.records import Document
from server import create_app
from server.config import Settings

# Examples are drawn alike in every run, and a slow machine fails none of them.
settings.register_profile("sidelight", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("sidelight")


def pytest_configure() -> None:
    """Close the network before anything is collected, and forget the settings of whoever runs the tests."""
    close_network()
    for name in [name for name in os.environ if name.startswith("SIDELIGHT_")]:
        del os.environ[name]


@pytest.fixture
def documents() -> tuple[Document, ...]:
    return DOCUMENTS


@pytest.fixture
def encoders() -> Encoders:
    return word_encoders()


@pytest.fixture
def empty_data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def with_examples(data: DataFolder, encoders: Encoders) -> DataFolder:
    """Take the example documents into a folder and build it."""
    with open_catalogue(data) as catalogue:
        catalogue.take(DOCUMENTS)
    build(data, encoders, silent)
    return data


@pytest.fixture
def data(empty_data: DataFolder, encoders: Encoders) -> DataFolder:
    """A folder of one's own with the example documents, built."""
    return with_examples(empty_data, encoders)


@pytest.fixture(scope="session")
def shared_data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The same, for tests that only read."""
    return with_examples(DataFolder(tmp_path_factory.mktemp("shared") / "data"), word_encoders())


@pytest.fixture(scope="session")
def generation(shared_data: DataFolder) -> Generation:
    return open_current(shared_data)


@pytest.fixture
def ranker() -> Ranker:
    return monotone_ranker()


@pytest.fixture
def make_app() -> Callable[[DataFolder, Encoders], Flask]:
    return lambda data, encoders: create_app(Settings(data), encoders, NearnessRanker())


@pytest.fixture
def client(shared_data: DataFolder, make_app: Callable[[DataFolder, Encoders], Flask]) -> FlaskClient:
    return make_app(shared_data, word_encoders()).test_client()


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The starter corpus, built by the command line with the true models."""
    return ready_data(tmp_path_factory.mktemp("real") / "data")


@pytest.fixture(scope="session")
def service(real_data: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """The service as it is run, with the true models, on a free port."""
    with started_service(real_data, tmp_path_factory.mktemp("service")) as running:
        yield running
