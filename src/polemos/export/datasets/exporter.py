"""What an export is, and the files that it makes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.table import Table


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that was made: its path below the export's folder and how many records it holds. `table` is None where it
    is no table; `about` then says what is in it. `sheet` names the table's sheet in a file that has several. With `hxl`
    a row of HXL tags follows the header."""

    path: str
    format: str
    mediatype: str
    records: int
    table: Table | None = None
    about: str = ""
    sheet: str = ""

    @property
    def remark(self) -> str:
        """What it has to say besides what its table says anyway: what was left out."""
        return "" if self.table is not None and self.about == self.table.about else self.about

    hxl: bool = False


class Exporter(Protocol):
    """A target format. `rules` say how the target's own rules were applied and what it cannot hold: they are printed in
    the data dictionary. `write` reads the dataset's streams and writes its files into `folder`, which is empty; it
    raises nothing but PolemosError and OSError."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def rules(self) -> tuple[str, ...]: ...

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]: ...
