"""An archive with what must not get out: a private person, a protected speaker, an exact village, a hospital's name and
an event under embargo, each spelt in several ways; invented, with real places."""

from dataclasses import dataclass
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
from polemos.store.archive import Archive

TODAY = "2020-07-01"
VILLAGE = {"place_id": "gn:168325", "latitude": 35.4421, "longitude": 36.651, "country": "SY", "adm1": "Idlib"}
"""Khan Sheikhun, which the gazetteer writes Khān Shaykhūn, in the province of Idlib."""

SHOT = """Baker Farhad al-Qasimi shot dead in Khan Sheikhun

Gunmen of the Karsa Front shot dead Farhad al-Qasimi, a baker, in Khan Sheikhun on Tuesday,
his neighbour Latifa Zamani told the Karsa Wire. FARHAD AL-QASIMI's shop was looted as well.
"Farhaad Qassimi fed the whole of Khan
Sheikhun", said Zamani. Mr Qasimi (فرهاد القاسمي) had left Khan-Shaykhoun twice; friends gave to
#FarhadQasimi and wrote to farhad.qasimi@mail.example or +963 944 123 456. A picture is at
https://pictures.example/farhad-al-qasimi/1.jpg and the shop at 35.4421, 36.6510.
The Front also shelled the Al-Amal hospital in Khan Sheikhun. Governor Samir Haddad condemned the killing.
President Bashar al-Assad said nothing. The Karsa Front controls Khan Sheikhun.
"""
AGAIN = """Killings go on in the north

The killing of Farhad
Qasimi was not the last one, the Observer Mission said. Elqasimi, Farhad was 41. People in Idlib fled on 10 March.
Clashes in KHAN SHEIKHUN wounded three men, and the Karsa Front withdrew to khan-sheikhun's orchards.
"""
NEW = """Market of Zabrak burns

Drones of the Karsa Front struck the Zabrak market on Sunday and killed nine people, among them Jamshid Tolo.
"""


@dataclass(frozen=True)
class Written:
    """A report and the claims in it; spans are found by their words, `nth` counts from 0."""

    report: Report

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.report.text.index(words, start + 1)
        return Span(start, start + len(words), words)

    def who(self, words: str, kind: str, nth: int = 0, *, name: str = "", actor_id: str | None = None) -> Participant:
        at = self.span(words, nth)
        return Participant(name or words, words, at.start, at.end, kind, actor_id)  # type: ignore[arg-type]

    def place(self, words: str, nth: int = 0, precision: int = 1, name: str = "", **told: Any) -> Place:
        at = self.span(words, nth)
        return Place(name or words, words, at.start, at.end, precision, **told)

    def speaker(self, words: str, kind: str, participant: str, nth: int = 0) -> Source:
        at = self.span(words, nth)
        return Source(words, words, at.start, at.end, kind, "asserts", participant)  # type: ignore[arg-type]

    def common(self, trigger: str, sentence: str, day: str | None, nth: int = 0) -> dict[str, Any]:
        start = self.report.text.index(sentence)
        end = self.report.text.index(".", start) + 1
        moment = Moment(None, None, None, day, day, 1) if day else None
        return {
            "report_id": self.report.id,
            "trigger": self.span(trigger, nth),
            "sentence": Span(start, end, self.report.text[start:end]),
            "coder": "test 1",
            "confidence": 0.9,
            "time": moment,
        }


def _shot() -> CodedReport:
    text = Written(
        Report(
            "farhad-al-qasimi-1", SHOT, "5" * 64, "https://wire.example/2020/03/farhad-al-qasimi-shot",
            "The Karsa Wire", "Baker Farhad al-Qasimi shot dead in Khan Sheikhun", "Nilofar Bahar", "2020-03-11",
            topics=("killings", "Khan Sheikhun"),
            captions=("The shop of Farhad Qasimi",), name="reports/farhad_al_qasimi.txt",
        )
    )  # fmt: skip
    front = text.who("Karsa Front", "armed-group")
    victim = text.who("Farhad al-Qasimi", "person", 1)
    loss = Loss(
        "killed",
        text.span("Farhad al-Qasimi", 1),
        text.span("Farhad al-Qasimi", 1),
        None,
        True,
        1,
        1,
        1,
        None,
        ("Farhad al-Qasimi",),
    )
    told = (text.speaker("Latifa Zamani", "witness", "person"),)
    village = text.place("Khan Sheikhun", 1, **VILLAGE)
    governor = text.who("Samir Haddad", "person")
    claims: tuple[Claim, ...] = (
        EventClaim(
            **text.common("shot dead", "Gunmen", "2020-03-10", 1), type="killing", actors=(front,),
            recipients=(victim,),
            place=village, losses=(loss,), sources=told,
        ),
        EventClaim(
            **text.common("looted", "FARHAD", "2020-03-10"), type="looting", actors=(front,),
            recipients=(text.who("FARHAD AL-QASIMI", "person", name="Farhad al-Qasimi"),), place=village,
        ),
        EventClaim(
            **text.common("shelled", "The Front also", "2020-03-10"), type="shelling", actors=(front,),
            place=text.place("Khan Sheikhun", 3 - 1, **VILLAGE), hit=(text.span("the Al-Amal hospital"),),
        ),
        EventClaim(
            **text.common("condemned", "Governor", "2020-03-11"), type="accusation", actors=(governor,), place=village,
        ),
        RelationClaim(
            **text.common("Governor", "Governor", None), relation="leads", subject=governor,
            object=text.who("Karsa Front", "government", name="Idlib"), title=text.span("Governor"),
        ),
        ControlClaim(
            **text.common("controls", "The Karsa Front controls", "2020-03-11"), status="holds", holder=front,
            place=text.place("Khan Sheikhun", 4 - 1, **VILLAGE),
        ),
    )  # fmt: skip
    return CodedReport(text.report, tuple(claim.identified() for claim in claims))


def _again() -> CodedReport:
    text = Written(Report("r-again", AGAIN, "6" * 64, published="2020-03-20", url="https://post.example/77"))
    unit = text.place("Idlib", 0, 4, place_id="a1:SY.12", latitude=35.82, longitude=36.68, country="SY", adm1="Idlib")
    village = text.place("KHAN SHEIKHUN", name="Khan Sheikhun", **VILLAGE)
    claims: tuple[Claim, ...] = (
        EventClaim(**text.common("fled", "People in Idlib", "2020-03-10"), type="displacement", actors=(), place=unit),
        EventClaim(
            **text.common("Clashes", "Clashes", "2020-03-11"), type="battle",
            actors=(text.who("Karsa Front", "armed-group"),), place=village,
            losses=(Loss("wounded", text.span("three men"), text.span("three"), None, None, 3, 3, 3),),
            sources=(text.speaker("Observer Mission", "monitor", "international"),),
        ),
    )  # fmt: skip
    return CodedReport(text.report, tuple(claim.identified() for claim in claims))


def _new() -> CodedReport:
    text = Written(
        Report("r-new", NEW, "7" * 64, published="2020-06-28", outlet="The Post", title="Market of Zabrak burns")
    )
    place = text.place("Zabrak", 1, latitude=35.9, longitude=36.6, country="SY", adm1="Idlib")
    loss = Loss("killed", text.span("nine people"), text.span("nine"), None, True, 9, 9, 9, None, ("Jamshid Tolo",))
    claims = (
        EventClaim(
            **text.common("struck", "Drones", "2020-06-28"), type="airstrike",
            actors=(text.who("Karsa Front", "armed-group"),), place=place, losses=(loss,),
        ),
    )  # fmt: skip
    return CodedReport(text.report, tuple(claim.identified() for claim in claims))


def planted() -> tuple[CodedReport, ...]:
    return _shot(), _again(), _new()


def planted_archive(folder: Path) -> Archive:
    """To be closed by whoever asked for it."""
    made = Archive.create(str(folder / "planted.db"), "Ann", clock())
    for each in planted():
        made.add(each, AUTHOR)
    return made
