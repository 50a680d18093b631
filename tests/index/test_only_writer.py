"""One process imports or builds at a time; another is told so at once."""

from pathlib import Path

import pytest
from example_documents import DOCUMENTS
from running_service import ROOT
from word_encoder import word_encoders

from index.build import build
from index.catalogue import only_writer, open_catalogue
from index.errors import BusyError, CatalogueError
from index.folder import DataFolder
from index.importing import import_claimreview, import_starter
from index.progress import silent

FEED = ROOT / "tests/cases/feeds/claimreview/plain/input.json"


def busy(data: DataFolder) -> str:
    return f"Another import or build is using {data.path}; try again when it has ended."


def test_a_second_writer_is_refused_until_the_first_has_ended(empty_data: DataFolder) -> None:
    with only_writer(empty_data):
        with pytest.raises(BusyError) as refused, only_writer(empty_data):
            pass
        assert str(refused.value) == busy(empty_data)
    with only_writer(empty_data):
        assert empty_data.lock.exists()


def test_a_writer_that_failed_leaves_no_lock_behind(empty_data: DataFolder) -> None:
    with pytest.raises(CatalogueError, match=r"^it failed$"), only_writer(empty_data):
        raise CatalogueError("it failed")
    with only_writer(empty_data):
        assert empty_data.path.is_dir()


def test_neither_build_nor_import_starts_beside_a_writer(empty_data: DataFolder) -> None:
    with only_writer(empty_data):
        with pytest.raises(BusyError) as build_refused:
            build(empty_data, word_encoders(), silent)
        with pytest.raises(BusyError) as starter_refused:
            import_starter(empty_data, silent)
        with pytest.raises(BusyError) as feed_refused:
            import_claimreview(empty_data, str(FEED), silent)
    assert {str(each.value) for each in (build_refused, starter_refused, feed_refused)} == {busy(empty_data)}
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.count() == 0


def test_reading_goes_on_beside_a_writer(data: DataFolder) -> None:
    with only_writer(data), open_catalogue(data) as catalogue:
        assert [stored.document for stored in catalogue.documents()] == list(DOCUMENTS)


def test_a_folder_that_can_not_be_written_is_no_busy_writer(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("in the way")
    data = DataFolder(tmp_path / "a-file" / "data")
    with pytest.raises(CatalogueError) as refused, only_writer(data):
        pass
    assert str(refused.value) == f"The folder {data.path} can't be written: Not a directory."
