"""The archives that every export is tried on: invented reports with all that an export may stumble over, and the same
with the package's samples coded beside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from archives import AUTHOR, clock
from polemos.model import (
    Claim,
    CodedReport,
    ControlClaim,
    EventClaim,
    Loss,
    Moment,
    Participant,
    Place,
    RelationClaim,
    Report,
    Source,
    Span,
)
from polemos.service.dataset import ArchiveDataset, dataset
from polemos.store.archive import Archive
from polemos.store.incident_search import IncidentQuery
from polemos.store.judgements import Decision, judge

FORMULA = '=HYPERLINK("http://evil.example","x")'
"""A group's name that a spreadsheet would run."""
EMOJI = "Night 🔥 Brigade"
ARABIC = "لواء الفجر"
ALEPPO = Place("Aleppo", "Aleppo", 0, 0, 1, None, "gn:170063", 36.2012, 37.1612, "SY", "Aleppo")
AZAZ = Place("Azaz", "Azaz", 0, 0, 1, None, "gn:172082", 36.5866, 37.0463, "SY", "Aleppo")
HOMS = Place("Homs", "Homs", 0, 0, 1, None, "gn:169577", 34.724, 36.7256, "SY", "Homs")
NEAR = replace(HOMS, precision=2, relation="near")
DISTRICT = Place("Azaz District", "Azaz District", 0, 0, 3, None, "a2:SY.09.172081", 36.5866, 37.0463, "SY", "Aleppo")
PROVINCE = Place("Aleppo province", "Aleppo province", 0, 0, 4, None, "a1:SY.09", 36.23157, 37.5983, "SY", "Aleppo")
LINE = Place("M5 highway", "M5 highway", 0, 0, 5, None, None, None, None, "SY", None)
COUNTRY = Place("Syria", "Syria", 0, 0, 6, None, "cc:SY", 35.0, 38.0, "SY", None)
SEA = Place("Latakia coast", "Latakia coast", 0, 0, 7, None, None, None, None, None, None)
UNLISTED = Place("+Velm", "+Velm", 0, 0, 1, None, None, None, None, None, None)
KNOWN = {
    "the army": ("Syrian Arab Army", "military", "mil-sy"),
    "the FSA": ("Free Syrian Army", "armed-group", "free-syrian-army"),
    "Islamic State": ("Islamic State", "armed-group", "islamic-state"),
    "the UN": ("United Nations", "international", "un"),
    "villagers": ("villagers", "civilians", None),
    "protesters": ("protesters", "civilians", None),
}
"""Words of a report and whom they mean."""


class Told:
    """One report that grows by a sentence a claim; every span is found in its sentence by its words."""

    def __init__(self, id_: str, outlet: str, published: str, **about: Any) -> None:
        self.id, self.outlet, self.published, self.about = id_, outlet, published, about
        self.text, self.claims = "", list[Claim]()

    def event(
        self, sentence: str, trigger: str, type_: str, actors: tuple[str, ...], recipients: tuple[str, ...],
        place: Place | None, days: str, **more: Any,
    ) -> "Told":  # fmt: skip
        """`days` is "2014-03-04" or "2014-03-01/2014-03-31", "" for none. `losses` are (status, figure, side,
        civilians, low, best, high)."""
        at = self._begin(sentence)
        losses = tuple(self._loss(at, *each) for each in more.pop("losses", ()))
        self.claims.append(
            EventClaim(
                **self._common(at, sentence, trigger, place, days, more),
                type=type_,
                actors=tuple(self._who(at, name) for name in actors),
                recipients=tuple(self._who(at, name) for name in recipients),
                losses=losses,
                instrument=self._span(at, more["instrument"]) if "instrument" in more else None,
            ).identified()
        )
        return self

    def control(self, sentence: str, trigger: str, status: str, holder: str, place: Place, days: str) -> "Told":
        at = self._begin(sentence)
        common = self._common(at, sentence, trigger, place, days, {})
        self.claims.append(ControlClaim(**common, status=status, holder=self._who(at, holder)).identified())  # type: ignore[arg-type]
        return self

    def relation(self, sentence: str, trigger: str, name: str, subject: str, other: str, days: str) -> "Told":
        at = self._begin(sentence)
        common = self._common(at, sentence, trigger, None, days, {})
        subject_, object_ = self._who(at, subject), self._who(at, other)
        self.claims.append(RelationClaim(**common, relation=name, subject=subject_, object=object_).identified())  # type: ignore[arg-type]
        return self

    def coded(self) -> CodedReport:
        report = Report(self.id, self.text, f"{len(self.text):064}", outlet=self.outlet, published=self.published)
        return CodedReport(replace(report, **self.about), tuple(self.claims))

    def _begin(self, sentence: str) -> int:
        self.text += ("\n\n" if self.text else "") + sentence
        return len(self.text) - len(sentence)

    def _span(self, at: int, words: str) -> Span:
        start = self.text.index(words, at)
        return Span(start, start + len(words), words)

    def _who(self, at: int, words: str) -> Participant:
        name, kind, actor_id = KNOWN.get(words, (words, "armed-group", None))
        span = self._span(at, words)
        return Participant(name, words, span.start, span.end, kind, actor_id)  # type: ignore[arg-type]

    def _common(
        self, at: int, sentence: str, trigger: str, place: Place | None, days: str, more: dict[str, Any]
    ) -> dict[str, Any]:
        first, _, last = days.partition("/")
        where = self._span(at, place.text) if place else None
        said_by, stance = more.get("said_by"), more.get("stance", "asserts")
        sources = (self._source(at, said_by, stance, more.get("kind", "unnamed")),) if said_by else ()
        return {
            "report_id": self.id,
            "trigger": self._span(at, trigger),
            "sentence": self._span(at, sentence),
            "coder": "test 1",
            "confidence": 0.75,
            "place": replace(place, start=where.start, end=where.end) if place and where else None,
            "factuality": more.get("factuality", "occurred"),
            "hedges": tuple(self._span(at, words) for words in more.get("hedges", ())),
            "sources": sources,
            "time": Moment(None, None, None, first, last or first, more.get("exact", 1)) if days else None,
        }

    def _source(self, at: int, words: str, stance: str, kind: str) -> Source:
        who = self._who(at, words)
        return Source(who.name, words, who.start, who.end, kind, stance, who.kind, who.actor_id)  # type: ignore[arg-type]

    def _loss(
        self, at: int, status: str, figure: str, side: str | None, civilians: bool | None, *bounds: int | None
    ) -> Loss:
        low, best, high = bounds
        span = self._span(at, figure)
        return Loss(status, span, span, side, civilians, low, best, high)  # type: ignore[arg-type]


def reports() -> tuple[CodedReport, ...]:
    """Contested, denied, planned and undated happenings; vague places and times; names that break files."""
    gazette = Told(
        "x-gazette", "Gazette", "2014-03-20", title="=Two months", url="https://gazette.example/1", language="en",
        licence="CC-BY-4.0",
    )  # fmt: skip
    gazette.event(
        "On 4 March the army shelled Aleppo, killing 12 villagers and wounding 20.", "shelled", "shelling",
        ("the army",), ("villagers",), ALEPPO, "2014-03-04", instrument="shelled",
        losses=(("killed", "12", "villagers", True, 12, 12, 12), ("wounded", "20", None, None, 20, 20, 20)),
    )  # fmt: skip
    gazette.event(
        "Between 10 and 14 March the FSA fought the army near Homs; at least 30 soldiers died.", "fought", "battle",
        ("the FSA",), ("the army",), replace(NEAR, text="Homs"), "2014-03-10/2014-03-14", exact=2,
        losses=(("killed", "30", "Syrian Arab Army", False, 30, 30, None),),
    )  # fmt: skip
    gazette.event(
        f"{FORMULA} bombed +Velm on 5 March.", "bombed", "bombing", (FORMULA,), (), UNLISTED, "2014-03-05",
        losses=(("killed", "5 March", None, None, 3, None, None),),
    )  # fmt: skip
    gazette.event(
        f"{EMOJI} and {ARABIC} attacked Islamic State in Azaz District in March.", "attacked", "attack",
        (EMOJI, ARABIC), ("Islamic State",), DISTRICT, "2014-03-01/2014-03-31", exact=4,
    )  # fmt: skip
    gazette.event(
        "On 6 March the army denied that it had killed villagers in Syria.", "killed", "killing", ("the army",),
        ("villagers",), COUNTRY, "2014-03-06", factuality="negated", said_by="the army", stance="denies", kind="party",
    )  # fmt: skip
    gazette.event(
        "Islamic State plans to attack Azaz.", "attack", "attack", ("Islamic State",), (), AZAZ, "2014-04-01",
        factuality="planned",
    )  # fmt: skip
    gazette.event(
        "Some day, gunmen had looted shops along the M5 highway.", "looted", "looting", ("gunmen",), (), LINE, ""
    )
    gazette.event(
        "About 200 protesters marched in Homs on 7 March.",
        "marched",
        "protest",
        ("protesters",),
        (),
        HOMS,
        "2014-03-07",
    )
    gazette.event(
        "In 2013 the army bombed Aleppo province, killing dozens.", "bombed", "airstrike", ("the army",), (),
        PROVINCE, "2013-01-01/2013-12-31", exact=5,
        losses=(("killed", "dozens", None, None, 24, None, None),),
    )  # fmt: skip
    gazette.event(
        "Islamic State beheaded two captives off the Latakia coast on 8 March.", "beheaded", "execution",
        ("Islamic State",), ("captives",), SEA, "2014-03-08",
        losses=(("killed", "two", None, None, 2, 2, 2),),
    )  # fmt: skip
    gazette.control("the FSA holds Azaz.", "holds", "holds", "the FSA", AZAZ, "2014-03-19")
    gazette.relation(
        "the FSA is fighting Islamic State.", "is fighting", "fighting", "the FSA", "Islamic State", "2014-03-19"
    )
    courier = Told("x-courier", "Courier\tWeekly", "2014-03-21", title='A "quoted", line\nbroken title')
    courier.event(
        "the UN said that on 4 March the army possibly shelled Aleppo and killed 40 villagers.", "shelled", "shelling",
        ("the army",), ("villagers",), ALEPPO, "2014-03-04", said_by="the UN", kind="international",
        hedges=("possibly",),
        losses=(("killed", "40", "villagers", True, 40, 40, 40),),
    )  # fmt: skip
    courier.event(
        "On 12 March the UN met the FSA in Homs.", "met", "talks", ("the UN",), ("the FSA",), HOMS, "2014-03-12"
    )
    courier.control("Islamic State took Azaz.", "took", "gained", "Islamic State", AZAZ, "2014-03-20")
    return gazette.coded(), courier.coded(), Told("x-empty", "", "2014-03-22").coded()


def samples() -> tuple[CodedReport, ...]:
    """The package's own sample reports as the program codes them."""
    import io

    from polemos.service.coding import Request, code
    from polemos.service.samples import sample_files

    return tuple(each for each in code(Request(tuple(sample_files())), io.BytesIO()) if isinstance(each, CodedReport))


def archive_of(folder: Path, items: tuple[CodedReport, ...]) -> Archive:
    """An archive of these; a person confirmed a battle, says that a protest never was, and rejected a claim."""
    made = Archive.create(str(folder / "exported.db"), "Ann", clock())
    made.add_all(items, AUTHOR)
    own = {each.label: each.id for item in items if item.report.id == "x-gazette" for each in item.claims}
    judge(made, "Ann", Decision("confirm", (own["battle"],), reason="two videos"))
    judge(made, "Ann", Decision("refute", (own["protest"],), reason="another town's"))
    judge(made, "Ann", Decision("reject", (own["looting"],), reason="an older event"))
    return made


@contextmanager
def opened(made: Archive, **filters: str) -> Iterator[ArchiveDataset]:
    """What exporters are given."""
    with dataset(made, IncidentQuery(**filters), "Trial") as whole:
        yield whole
