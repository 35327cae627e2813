"""Reads data/losses/words.yaml and people.yaml: how a text says that people were lost, and who they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.losses import LossStatus

WORDS, PEOPLE = "losses/words", "losses/people"
_WORD_LISTS = (
    *("done", "aims", "unreal", "conditions", "parts", "together", "avoided", "suffered", "known", "them", "either"),
    *("portions", "nobody", "singular", "plural", "totals", "lives"),
)
_PEOPLE_LISTS = ("civilian", "fighter", "armed", "unmarked", "collective", "things")
Where = Literal["object", "subject", "noun", "toll", "adjective"]
_CUE_KEYS = {
    *(
        "status",
        "people",
        "verbs",
        "nouns",
        "adjectives",
        "with",
        "human",
        "civilian",
        "counted",
        "alone",
        "places",
        "under",
        "examples",
    ),
}


@dataclass(frozen=True, slots=True)
class LossCue:
    """Words that say people were lost, and where in the grammar the people stand."""

    statuses: tuple[LossStatus, ...]
    people: Where
    words: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    """One of these must stand with the word; empty where none need."""
    human: bool = False
    """Only where the words there are known to mean people."""
    civilian: bool = False
    """Not where they are under arms: fighters who flee are not displaced."""
    counted: bool = False
    """The noun counts people by itself ("70 bodies"); a verb says it only with a figure ("lost 15 soldiers")."""
    alone: LossStatus | None = None
    """The one status of people who are there; two are meant only where nobody was ("no one was hurt")."""
    places: bool = False
    """The same words are said of places, so a bare name does not tell that it is somebody's."""
    under: frozenset[str] = frozenset()
    """The verb or noun that it must hang on: "claimed 70 lives"."""


@dataclass(frozen=True)
class LossWords:
    """All lists, of lemmas in lower case."""

    cues: tuple[LossCue, ...]
    done: frozenset[str]
    aims: frozenset[str]
    unreal: frozenset[str]
    conditions: frozenset[str]
    parts: frozenset[str]
    together: frozenset[str]
    avoided: frozenset[str]
    suffered: frozenset[str]
    known: frozenset[str]
    them: frozenset[str]
    either: frozenset[str]
    portions: frozenset[str]
    totals: frozenset[str]
    lives: frozenset[str]
    victims: Mapping[str, LossStatus]
    """Words for those who were lost, and how: "among the wounded was"."""
    pairs: Mapping[str, int]
    nobody: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    civilian: frozenset[str]
    fighter: frozenset[str]
    armed: frozenset[str]
    unmarked: frozenset[str]
    collective: frozenset[str]
    things: frozenset[str]

    @cached_property
    def taken(self) -> frozenset[str]:
        """ "prisoner", "hostage": what people are made."""
        return frozenset(word for cue in self.cues if "captured" in cue.statuses for word in cue.with_)

    @cached_property
    def injuries(self) -> frozenset[str]:
        """Nouns for wounds."""
        return frozenset(
            w for cue in self.cues if cue.statuses == ("wounded",) and cue.people == "noun" for w in cue.words
        )

    @cached_property
    def by_word(self) -> Mapping[str, tuple[LossCue, ...]]:
        """Lemma to its cues."""
        found: dict[str, tuple[LossCue, ...]] = {}
        for cue in self.cues:
            for word in cue.words:
                found[word] = (*found.get(word, ()), cue)
        return found


def loss_words(codebook: Codebook) -> LossWords:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    words: dict[str, Any] = codebook.sections.get(WORDS) or {}
    people: dict[str, Any] = codebook.sections.get(PEOPLE) or {}
    cues = tuple(_cue(item, f"{WORDS}, cue {n + 1}", problems) for n, item in enumerate(words.get("cues") or []))

    lists = {
        **{key: frozenset(strings(words.get(key), f"{WORDS}.{key}", problems)) for key in _WORD_LISTS},
        **{key: frozenset(strings(people.get(key), f"{PEOPLE}.{key}", problems)) for key in _PEOPLE_LISTS},
    }
    pairs = {str(word): int(count) for word, count in (words.get("pairs") or {}).items()}
    victims = _victims(words.get("victims") or {}, problems)
    result = LossWords(cues=cues, pairs=pairs, victims=victims, **lists)
    if problems:
        raise CodebookError(problems)
    return result


def _victims(listed: Mapping[str, Any], problems: list[str]) -> dict[str, LossStatus]:
    found: dict[str, LossStatus] = {}
    for status, named in listed.items():
        if status not in get_args(LossStatus):
            problems.append(f"{WORDS}.victims: no status {status!r}; one of {', '.join(get_args(LossStatus))}")
        found.update(dict.fromkeys(strings(named, f"{WORDS}.victims.{status}", problems), cast(LossStatus, status)))
    return found


def _cue(item: dict[str, Any], where: str, problems: list[str]) -> LossCue:
    problems.extend(f"{where}: unknown key {key}" for key in sorted(set(item) - _CUE_KEYS))
    statuses = strings(item.get("status"), f"{where}.status", problems)
    alone = item.get("alone")
    for status in (*statuses, *([alone] if alone else [])):
        if status not in get_args(LossStatus):
            problems.append(f"{where}: no status {status!r}; one of {', '.join(get_args(LossStatus))}")
    if item.get("people") not in get_args(Where):
        problems.append(f"{where}: people must be one of {', '.join(get_args(Where))}")
    listed = [strings(item.get(key), f"{where}.{key}", problems) for key in ("verbs", "nouns", "adjectives")]
    return LossCue(
        cast(tuple[LossStatus, ...], statuses),
        cast(Where, item.get("people")),
        frozenset(word for group in listed for word in group),
        frozenset(strings(item.get("with"), f"{where}.with", problems)),
        human=bool(item.get("human")),
        civilian=bool(item.get("civilian")),
        counted=bool(item.get("counted")),
        alone=cast(LossStatus | None, alone),
        places=bool(item.get("places")),
        under=frozenset(strings(item.get("under"), f"{where}.under", problems)),
    )
