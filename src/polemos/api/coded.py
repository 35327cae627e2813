"""A coded report in a program or a notebook."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from polemos.api.records import Records
from polemos.api.shapes import claims
from polemos.export.notebook import report_html
from polemos.model import Claim, CodedReport, Report, Unresolved

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars


class Coded(Sequence[Claim]):
    """A report with its claims, in reading order; itself the sequence of them.

    In a notebook it shows the text with the words of each claim marked, and the claims below.
    """

    def __init__(self, item: CodedReport) -> None:
        self._item = item

    @property
    def report(self) -> Report:
        """The report; every offset of the claims counts in `report.text`, in code points."""
        return self._item.report

    @property
    def text(self) -> str:
        return self._item.report.text

    @property
    def claims(self) -> Records[Claim]:
        """The claims alone."""
        return Records(self._item.claims, claims({self.report.id: self.report}))

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """Names that nobody in the actor packs bears."""
        return self._item.unresolved

    def actor_name(self, actor_id: str) -> str | None:
        """How the packs call an actor of these claims."""
        return dict(self._item.actors).get(actor_id)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The claims as records.md has them."""
        return self.claims.to_dicts()

    def to_jsonl(self) -> str:
        """One claim a line, as `polemos code --format jsonl` writes it."""
        return self.claims.to_jsonl()

    def to_pandas(self) -> "pandas.DataFrame":
        """One row a claim. Raises UsageError where pandas is not installed."""
        return self.claims.to_pandas()

    def to_polars(self) -> "polars.DataFrame":
        """One row a claim. Raises UsageError where polars is not installed."""
        return self.claims.to_polars()

    def to_geopandas(self) -> "geopandas.GeoDataFrame":
        """One row a claim, its place as a point (WGS 84). Raises UsageError where GeoPandas is not installed."""
        return self.claims.to_geopandas()

    def to_html(self) -> str:
        """The page that `polemos code --format html` writes."""
        from polemos.export.evidence_page import render_page

        return render_page([self._item], self.report.title or self.report.name or "Polemos")

    def __len__(self) -> int:
        return len(self._item.claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._item.claims)

    @overload
    def __getitem__(self, at: int) -> Claim: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Claim, ...]: ...

    def __getitem__(self, at: int | slice) -> Claim | tuple[Claim, ...]:
        return self._item.claims[at]

    def __repr__(self) -> str:
        return f"<Coded {self.report.title or self.report.id}: {len(self)} claims>"

    def _repr_html_(self) -> str:
        return report_html(self._item)
