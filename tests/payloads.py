"""Script in every text field: 200 payloads, each with a number of its own, and an archive that is full of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

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
    Quarantined,
    RelationClaim,
    Report,
    Source,
    Span,
)
from polemos.service import decisions
from polemos.service.permissions import Person
from polemos.store.archive import Archive

A_REPORT = 5
"""Payloads in one report, each in three claims of its own."""
BASES = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<body onload=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<a href='javascript:hit()' id=x autofocus onfocus=hit()>x</a>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<math><mtext></table><img src=x onerror=hit()>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<img src=//elsewhere.example/x.png>",
    "<base href=//elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<form action=javascript:hit()><button autofocus onfocus=hit()>x",
    "javascript:hit()",
    "{{ 7 * 7 }}{% for x in [1] %}<b onclick=hit()>{% endfor %}",
    "<template><script>hit()</script></template><style>@import '//elsewhere.example/x.css';</style>",
    "<video><source onerror=hit()></video>",
    "</textarea></title></script><script>hit()</script>",
)
AROUND = (
    "{}",
    '"{}',
    "'>{}",
    '">{}<i x="',
    "--><!--{}",
    "]]>{}",
    "</script>{}",
    "</style>{}",
    '\\"}});{}//',
    "${{{}}}`{}",
)


def payloads(count: int) -> list[str]:
    """Each base plainly, then within ever other surroundings; the n-th calls hit(n)."""
    made = (around.replace("{}", base) for around in AROUND for base in BASES)
    return [each.replace("hit()", f"hit({number})") for number, each in enumerate(islice(made, count))]


def sentence(payload: str) -> str:
    return f"{payload} shelled {payload} on Monday, {payload} said."


def report_of(number: int, group: list[str]) -> CodedReport:
    """A report that has its payloads in all of its fields, and claims of every kind for each."""
    text = "\n\n".join(map(sentence, group))
    first = group[0]
    report = Report(
        f"r{number}", text, "0" * 64, url="javascript:hit()", outlet=first, title=first, byline=first, language=first,
        topics=tuple(group), captions=tuple(group), licence=first, name=first, published="2014-02-04",
    )  # fmt: skip
    made = (each for at, payload in enumerate(group, number) for each in claims_of(report.id, text, payload, at))
    return CodedReport(report, tuple(made))


def claims_of(report_id: str, text: str, payload: str, number: int) -> Iterator[Claim]:
    """An event, who holds its place, and who leads whom; the payload in each of their texts.

    Two and two are of one day and near, so that each may be the same as one other.
    """
    told = sentence(payload)
    start = text.index(told)
    at = start + len(payload) + 1
    where = at + len("shelled ")
    day = (date(2014, 2, 3) + timedelta(20 * (number // 2))).isoformat()
    own = Span(start, start + len(payload), payload)
    who = Participant(payload, payload, own.start, own.end, "armed-group", payload)
    sources = (
        Source(payload, payload, None, None, "monitor", aligned_with=payload),
        Source(payload[::-1], payload, None, None, "party", "denies"),
    )
    spot = Place(
        payload, payload, where, where + len(payload), 1, place_id=payload, latitude=number / 4, longitude=40.0,
        country=payload[:9], adm1=payload,
    )  # fmt: skip
    common = {
        "report_id": report_id, "trigger": Span(at, at + 7, "shelled"), "coder": payload, "confidence": 0.9,
        "sentence": Span(start, start + len(told), told), "hedges": (own,), "sources": sources,
        "time": Moment("Monday", 0, 0, day, day, 1), "place": spot,
    }  # fmt: skip
    unknown = Participant(f"Abu {payload}", payload, None, None, "armed-group")
    loss = Loss("killed", own, own, side=payload, low=1, best=1, high=1, named=(payload,))
    yield EventClaim(
        **common, type="shelling", actors=(who,), recipients=(unknown,), also_at=(spot,), origin=spot, hit=(own,),
        instrument=own, losses=(loss,),
    ).identified()  # fmt: skip
    yield ControlClaim(**common, status="holds", holder=who).identified()
    yield RelationClaim(**common, relation="leads", subject=unknown, object=who, title=own).identified()


def archive_of(folder: Path, chosen: list[str]) -> Archive:
    """Reports, inputs that could not be read, and judgements, with the payloads in all of their texts."""
    made = Archive.create(str(folder / "x.db"), chosen[0], clock())
    made.add_all([report_of(n, chosen[n : n + A_REPORT]) for n in range(0, len(chosen), A_REPORT)], AUTHOR)
    claim = next(iter(made.current_claims())).id
    for payload in chosen:
        made.set_aside(Quarantined(payload, "decode", payload, payload), payload)
        decisions.decide(made, Person(payload, "admin"), decisions.Decision("accept", (claim,), reason=payload))
    return made
