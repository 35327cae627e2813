"""How actors stand to each other over time: allied, fighting, part of, pledged, leading, with dates and evidence.

See ties.py for what a claim tells, and docs/control.md for the rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from polemos.incidents.edges import Edge, as_standing, order
from polemos.incidents.endings import Endings
from polemos.incidents.kin import Kin
from polemos.incidents.signals import Origin
from polemos.incidents.ties import Ending, Tie, told_ties
from polemos.model import Claim, Participant
from polemos.model.standing import Dispute, Standing, StandingName
from polemos.text.names import sounds
from polemos.text.romanisation import fold

_EITHER_WAY: frozenset[StandingName] = frozenset({"allied-with", "fighting", "same-as"})
_EXCLUDE = ("allied-with", "fighting")
Key = tuple[str, StandingName, str]


def standings(claims: Iterable[Claim], reports: Mapping[str, Origin], kin: Kin | None = None) -> tuple[Standing, ...]:
    """Every edge with its dates, sorted, whatever the order of the claims. Allied and fighting in one time, and what
    others deny, are contested."""
    groups: dict[Key, list[Tie]] = defaultdict(list)
    endings: list[Ending] = []
    family = kin or Kin()
    for claim in claims:
        for told in told_ties(claim, reports.get(claim.report_id, (claim.report_id, None, None))):
            if isinstance(told, Ending):
                other = family.known(told.object) if told.object else None
                endings.append(replace(told, who=family.known(told.who), object=other))
            else:
                tie = replace(told, subject=family.known(told.subject), object=family.known(told.object))
                groups[_key(tie)].append(tie)
    ends = Endings(endings)
    edges = [edge for key in sorted(groups) for edge in _edges(groups[key], ends)]
    _succeed(edges)
    found = sorted((as_standing(edge) for edge in edges), key=_shown_order)
    return _excluding(found)


def stood_on(found: Iterable[Standing], day: str) -> tuple[Standing, ...]:
    """The edges that may hold on a day; one without dates is not known to, and is left out."""
    return tuple(each for each in found if each.from_ is not None and each.covers(day))


def _shown_order(each: Standing) -> tuple[str, ...]:
    return each.subject, each.relation, each.object, each.from_ or "", *each.claims


def _edges(told: list[Tie], endings: Endings) -> list[Edge]:
    """One edge from each beginning to its end; what is told after an end begins anew."""
    ordered = sorted(told, key=order)
    asserted = [tie for tie in ordered if not tie.denied]
    if not asserted:
        return []
    pair = asserted[0]
    ends = endings.of(pair)
    made: list[Edge] = []
    marked: list[Tie | Ending] = [*(tie for tie in asserted if tie.window), *ends]
    # On one day the beginning comes first: what ends then was there.
    for mark in sorted(marked, key=lambda m: (*order(m)[:2], isinstance(m, Ending), order(m))):
        last = made[-1] if made and made[-1].ending is None else None
        if isinstance(mark, Tie):
            if last is None:
                last = Edge([])
                made.append(last)
            last.told.append(mark)
        elif last is not None:
            last.meet(mark)
    undated = [tie for tie in asserted if tie.window is None]
    if undated and not made:
        made.append(Edge([]))
    if undated:
        made[0].told.extend(undated)
    for edge in made:
        edge.denials += [tie for tie in ordered if tie.denied and edge.in_time(tie.window)]
    return made


def _succeed(edges: list[Edge]) -> None:
    """Another person told later in the very same post ends the time of the one before."""
    posts: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation == "leads" and edge.start is not None:
            for title in edge.titles:
                posts[_name(edge.object), fold(title)].append(edge)
    for key in sorted(posts):
        holders = sorted(posts[key], key=lambda edge: order(edge.told[0]))
        for number, edge in enumerate(holders):
            after = [e for e in holders[number + 1 :] if _name(e.subject) != _name(edge.subject) and e.follows(edge)]
            if after and edge.ending is None:
                edge.succeeded(after[0])


def _excluding(found: list[Standing]) -> tuple[Standing, ...]:
    """Two who are told to be allied and to fight in one time: both edges are contested. An open end does not count
    here, but only the days of which claims tell."""
    pairs: dict[frozenset[str], list[Standing]] = defaultdict(list)
    for each in found:
        if each.relation in _EXCLUDE:
            pairs[_pair(each)].append(each)
    out = []
    for each in found:
        rivals = [
            Dispute(
                "rival", f"{other.subject} {other.relation} {other.object}", start, end, other.said_by, other.claims
            )
            for other in pairs.get(_pair(each), ())
            if other.relation != each.relation and each.relation in _EXCLUDE
            for start, end in _together(each, other)
        ]
        out.append(replace(each, contested=True, disputes=(*each.disputes, *rivals)) if rivals else each)
    return tuple(out)


def _together(one: Standing, other: Standing) -> list[tuple[str, str]]:
    if not (one.from_ and other.from_ and one.last_told and other.last_told):
        return []
    start, end = max(one.from_, other.from_), min(one.last_told, other.last_told)
    return [(start, end)] if start <= end else []


def _pair(each: Standing) -> frozenset[str]:
    sides = ((each.subject_id, each.subject), (each.object_id, each.object))
    return frozenset(actor_id or _spelling(name) for actor_id, name in sides)


def _key(tie: Tie) -> Key:
    one, other = _name(tie.subject), _name(tie.object)
    if tie.relation in _EITHER_WAY and other < one:
        one, other = other, one
    return one, tie.relation, other


def _name(who: Participant) -> str:
    return who.actor_id or _spelling(who.name)


def _spelling(name: str) -> str:
    return sounds(name)
