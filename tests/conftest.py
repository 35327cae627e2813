"""What several tests share. The parser is loaded once for the whole run: it takes seconds."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from polemos.codebook.loader import Codebook, load

if TYPE_CHECKING:
    from polemos.reading.reader import Reader

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
