"""What several tests share. The parser is loaded once for the whole run: it takes seconds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from polemos.codebook.loader import Codebook, load

if TYPE_CHECKING:
    from polemos.reading.reader import Reader
    from polemos.service.dataset import ArchiveDataset
    from polemos.store.archive import Archive

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load()


@pytest.fixture(scope="session")
def reader(codebook: Codebook) -> "Reader":
    from polemos.reading.reader import Reader

    return Reader(codebook)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reports and gold beside the repository; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs ../shared (reports and gold), which is not here")
    return folder


@pytest.fixture(scope="session")
def handmade_archive(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Archive]":
    """Invented reports alone (tests/exported.py); never changed by a test."""
    from exported import archive_of, reports

    made = archive_of(tmp_path_factory.mktemp("handmade"), reports())
    yield made
    made.close()


@pytest.fixture(scope="session")
def handmade(handmade_archive: "Archive") -> "Iterator[ArchiveDataset]":
    """The same as a dataset to export: made in a second."""
    from exported import opened

    with opened(handmade_archive) as whole:
        yield whole


@pytest.fixture(scope="session")
def exported_archive(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Archive]":
    """Invented reports and the package's samples as the program codes them, which takes its time."""
    from exported import archive_of, reports, samples

    made = archive_of(tmp_path_factory.mktemp("exported"), (*reports(), *samples()))
    yield made
    made.close()


@pytest.fixture(scope="session")
def exported(exported_archive: "Archive") -> "Iterator[ArchiveDataset]":
    """The same as a dataset to export."""
    from exported import opened

    with opened(exported_archive) as whole:
        yield whole
