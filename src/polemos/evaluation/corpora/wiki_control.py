"""Who held Syrian towns: the last holder that a town's dated history tells, against the table's flags of October 2023.

Weak as a bar, and scored so: most histories stop years before 2023, and most towns were the government's in the end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, as_report, rows
from polemos.evaluation.evaluate import Coder
from polemos.incidents.control import control
from polemos.incidents.kin import Kin
from polemos.incidents.signals import signals
from polemos.model import Claim
from polemos.model.standing import ControlInterval
from polemos.service.actors import Actors, load
from polemos.service.families import families
from polemos.text.romanisation import fold, marks, sound_key

_RECENT = "2018"
"""From this year on few places changed hands, so that a history's last holder can be compared with 2023."""
_QUOTE = 600
_SMALL = frozenset({"al", "el", "ad", "ar", "as", "at", "an", "the"})


@dataclass(frozen=True, slots=True)
class Sides:
    """To one of four coarse sides: a flag of the table, or a holder as a claim has it."""

    held: Mapping[str, str]
    packs: Mapping[str, str]
    words: Mapping[str, str]
    actors: Actors
    kin: Kin

    def of(self, holder: str, actor_id: str | None) -> str | None:
        """By the packs where they know the holder, else by the words of its name where these agree."""
        actor = self.actors.get(actor_id) if actor_id else None
        known = (actor_id or "", (actor.side or "") if actor else "", *sorted(self.kin.above.get(actor_id or "", ())))
        found = [self.packs[each] for each in known if each in self.packs]
        told = {self.words[fold(word)] for word in marks(holder) if fold(word) in self.words}
        # "Free Syrian ..." and "anti-government ..." have a word of the government's too.
        told = told - {"government"} if len(told) > 1 else told
        return found[0] if found else told.pop() if len(told) == 1 else None


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Code each history under its place's name; no publication date is given, so that only dated words count."""
    known = sides(load())
    judged: list[tuple[dict[str, Any], ControlInterval | None]] = []
    misses: list[Miss] = []
    for row in rows(path, limit):
        if not row["history"] or row["place"].startswith("Outside "):
            continue
        claims = coder(as_report(row["id"], f"{_name(row['place'])}\n\n{row['history']}"))
        last = last_holder(_name(row["place"]), claims, known.kin)
        judged.append((row, last))
        if last is None or not right(row, last, known):
            told = f"{last.holder} from {last.from_}" if last else "nobody"
            misses.append(
                Miss(row["id"], row["history"][:_QUOTE], f"{row['place']}: {', '.join(row['held_by'])}", told)
            )
    found = [(row, last) for row, last in judged if last is not None]
    recent = [(row, last) for row, last in found if (last.from_ or "") >= _RECENT]
    figures = (
        accuracy("histories with a last holder", len(found), len(judged), None),
        _agreeing("last holder's side is the table's", found, known),
        _always(f"the government always, of the same {len(found)}", found),
        _agreeing(f"last holder's side is the table's, from {_RECENT} on", recent, known),
        _always(f"the government always, of the same {len(recent)}", recent),
    )
    return CorpusScore("wiki_control", len(judged), figures, tuple(misses))


def last_holder(place: str, claims: Iterable[Claim], kin: Kin) -> ControlInterval | None:
    """Of the intervals of the place that are open in the end, the one that began last; None where there is none."""
    found = [each for each in control(signals(claims, {}), kin) if each.status == "holds" and _is(each, place)]
    still = [each for each in found if each.to is None and each.holder is not None]
    return max(still, key=lambda each: (each.from_ or "", each.holder or ""), default=None)


def right(row: Mapping[str, Any], last: ControlInterval, known: Sides) -> bool:
    """Whether the holder is of a side whose flag the table shows."""
    return known.of(last.holder or "", last.holder_id) in {known.held[flag] for flag in row["held_by"]}


def sides(actors: Actors) -> Sides:
    """The sides of wiki_control.yaml, with the packs that tell who is on which."""
    text = (resources.files(__package__) / "wiki_control.yaml").read_text(encoding="utf-8")
    listed: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    tables = ({each: side for side, row in listed.items() for each in row[key]} for key in ("held", "packs", "words"))
    held, packs, words = tables
    return Sides(held, packs, words, actors, families(actors))


def _agreeing(name: str, found: list[tuple[dict[str, Any], ControlInterval]], known: Sides) -> Figure:
    return accuracy(name, sum(right(row, last, known) for row, last in found), len(found), None)


def _always(name: str, found: list[tuple[dict[str, Any], ControlInterval]]) -> Figure:
    """What a guess would reach that reads nothing."""
    return accuracy(name, sum("Government of Syria" in row["held_by"] for row, _ in found), len(found), None)


def _name(place: str) -> str:
    """ "Homs – Jobar" is the quarter."""
    return place.split(" – ")[-1].strip()


def _is(each: ControlInterval, place: str) -> bool:
    """The place by its name in any spelling; "the town" is the one that the whole text is about."""
    if each.place_id is None and marks(each.place)[-1:] and marks(each.place)[-1].islower():
        return True
    one, other = tuple(_words(each.place)), tuple(_words(place))
    within = set(one) <= set(other) or set(other) <= set(one) or "".join(one) == "".join(other)
    return bool(one and other) and within and (each.scope != "area" or each.place_id is None)


def _words(name: str) -> Iterator[str]:
    for word in marks(name):
        if fold(word) not in _SMALL:
            yield sound_key(fold(word))
