"""Coded reports made by hand for the tests of the evidence page: the words of every field are known."""

from polemos.model import (
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

TEXT = """Fighting at the river

Photo: a bridge. By A. Reporter

Residents said that the Blue Front shelled Karsa on Monday, killing at least 12 people. The army denied it.

The Blue Front 🟦 holds the port. Colonel Ámina Dé leads it.

قالت الجبهة إنها انسحبت من المدينة 🏙️ يوم الاثنين.
"""
BODY = (TEXT.index("Residents"), len(TEXT.rstrip()))
HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'


def words(text: str, wanted: str) -> Span:
    start = text.index(wanted)
    return Span(start, start + len(wanted), wanted)


def who(text: str, wanted: str, name: str | None = None) -> Participant:
    span = words(text, wanted)
    return Participant(name or wanted, wanted, span.start, span.end, "armed-group")


def where(text: str, wanted: str, precision: int = 1) -> Place:
    span = words(text, wanted)
    return Place(wanted, wanted, span.start, span.end, precision)


def coded(**fields: object) -> CodedReport:
    """The report with five claims: a shelling that is also a killing and denied, a holding, a leader, a withdrawal."""
    t = TEXT
    first, third, last = (words(t, s) for s in (t.split("\n\n")[2], t.split("\n\n")[3], t.split("\n\n")[4].rstrip()))
    monday = words(t, "on Monday")
    time = Moment("on Monday", monday.start, monday.end, "2014-02-10", "2014-02-10", 1)
    said = words(t, "Residents")
    residents = Source("Residents", "Residents", said.start, said.end, "local", cue=words(t, "said"))
    denying = words(t, "The army")
    army = Source("army", "The army", denying.start, denying.end, "party", stance="denies", cue=words(t, "denied"))
    loss = Loss("killed", words(t, "at least 12 people"), words(t, "at least 12"), low=12, best=12)
    front, common = who(t, "the Blue Front", "Blue Front"), {"report_id": "r", "coder": "hand-1", "confidence": 0.8}
    claims = (
        EventClaim(
            type="shelling",
            trigger=words(t, "shelled"),
            sentence=first,
            actors=(front,),
            place=where(t, "Karsa"),
            losses=(loss,),
            time=time,
            sources=(residents,),
            **common,
        ),
        EventClaim(
            type="killing",
            trigger=words(t, "killing"),
            sentence=first,
            actors=(front,),
            recipients=(who(t, "at least 12 people", "people"),),
            sources=(army,),
            factuality="possible",
            **common,
        ),
        ControlClaim(
            status="holds",
            trigger=words(t, "holds"),
            sentence=third,
            holder=who(t, "The Blue Front 🟦"),
            place=where(t, "the port"),
            **common,
        ),
        RelationClaim(
            relation="leads",
            trigger=words(t, "leads"),
            sentence=third,
            title=words(t, "Colonel"),
            subject=who(t, "Ámina Dé"),
            object=who(t, "it."),
            **common,
        ),
        EventClaim(
            type="withdrawal",
            trigger=words(t, "انسحبت"),
            sentence=last,
            actors=(who(t, "الجبهة"),),
            place=where(t, "المدينة 🏙️"),
            factuality="planned",
            **common,
        ),
    )
    values = {"title": "Fighting at the river", "outlet": "The Valley Post", "published": "2014-02-11", **fields}
    report = Report(id="r", text=TEXT, sha256="0", body=(BODY,), **values)  # type: ignore[arg-type]
    return CodedReport(report, tuple(claim.identified() for claim in claims))


def other(title: str = "A quiet day") -> CodedReport:
    return CodedReport(Report(id="s", text="Nothing happened in Karsa.", sha256="1", title=title), ())


def hostile() -> CodedReport:
    """Every field that comes from outside tries to run a script."""
    text = f"Rebels {HOSTILE} took the town."
    claim = EventClaim(
        report_id=HOSTILE,
        coder=HOSTILE,
        confidence=0.5,
        type="seizure",
        trigger=words(text, "took"),
        sentence=Span(0, len(text), text),
        actors=(Participant(HOSTILE, HOSTILE, 7, 7 + len(HOSTILE), "other"),),
        sources=(Source(HOSTILE, HOSTILE, None, None, "unnamed"),),
        place=Place(HOSTILE, HOSTILE, 0, 6),
        time=Moment(HOSTILE, 0, 6, HOSTILE, HOSTILE, 1),
    )
    report = Report(
        id=HOSTILE,
        text=text,
        sha256="2",
        title=HOSTILE,
        outlet=HOSTILE,
        byline=HOSTILE,
        url=f"javascript:{HOSTILE}",
        published=HOSTILE,
        copy_of=HOSTILE,
        name=HOSTILE,
    )
    return CodedReport(report, (claim,))
