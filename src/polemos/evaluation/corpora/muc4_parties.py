"""Who did it and to whom or what, as MUC-4 has them: individuals, organisations, people and things that were hit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from polemos.evaluation.corpora.muc4_words import first_list, has, plain, words
from polemos.model import EventClaim, Loss, Participant

_COUNT = re.compile(
    r"^(?:about|some|approximately|nearly|over|at least|more than|around|the|a|an|this|that|these|those|his|her|their|"
    r"its|so-called|self-styled|alleged|suspected|presumed|another|other|several|many|one|first|second|third|fourth|fifth|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*)\s+",
    re.IGNORECASE,
)
STATE_KINDS = ("military", "police", "government")
_SMALL = frozenset(("de", "la", "del", "los", "las", "y", "van", "von", "da", "dos"))
_UNNAMED = frozenset(
    ("who", "whom", "that", "which", "it", "they", "them", "he", "him", "she", "her", "i", "we", "us", "you")
)


@dataclass(frozen=True, slots=True)
class Target:
    """People or a thing that was hit. `name` is a person's; `said` all that was said of them."""

    phrase: str
    name: str = ""
    said: str = ""
    number: str = ""
    effect: str = ""
    physical: bool = False

    @property
    def key(self) -> str:
        return plain(self.name or self.phrase)


def bare(phrase: str) -> str:
    """A phrase without its articles and figures: "about 50 peasants" to "peasants"."""
    phrase = " ".join(phrase.split()).strip(" \"'")
    while (shorter := _COUNT.sub("", phrase)) != phrase:
        phrase = shorter
    return phrase


def within(one: str, other: str) -> bool:
    """All words of one phrase stand in the other, in singular or plural."""
    first, second = ({word.rstrip("s") for word in plain(text).split()} for text in (one, other))
    return first <= second or second <= first


def personal_name(name: str) -> bool:
    """Two or more words, all as names are written, none of which tells what somebody is."""
    parts = name.split()
    if any(has(name, listed) for listed in (*words().humans.values(), *words().physical.values(), words().individuals)):
        return False
    return 1 < len(parts) < 6 and all(part[0].isupper() or part in _SMALL for part in parts)


def untitled(name: str) -> tuple[str, str]:
    """A name written with what somebody is before it: "Councilman Ana Diaz" to "Councilman" and "Ana Diaz"."""
    parts = name.split()
    titles = [*words().callings, *(word for listed in words().humans.values() for word in listed)]
    titles += [word for listed in words().nations.values() for word in listed]
    last = max((n for n, part in enumerate(parts, 1) if has(part, titles)), default=0)
    if 0 < last <= len(parts) - 2 and personal_name(" ".join(parts[last:])):
        return " ".join(parts[:last]), " ".join(parts[last:])
    return "", name


def split_title(phrase: str, name: str) -> str:
    """What stands before a person's name: "Senator" of "Senator Ana Diaz"."""
    phrase = " ".join(phrase.split())
    at = phrase.find(name.split()[0]) if name else -1
    return bare(phrase[:at]).strip(" ,") if at > 0 else ""


def targets(claim: EventClaim) -> Iterator[Target]:
    """Recipients and people lost, each once within the claim; effects come from the losses and the type."""
    lost = {plain(bare(loss.who.text)): loss for loss in claim.losses if loss.status in ("killed", "wounded")}
    told = set()
    for participant in claim.recipients:
        target = _of_participant(participant, claim)
        if target is not None and target.key not in told:
            told |= {target.key, plain(bare(participant.text))}
            loss = lost.get(plain(bare(participant.text))) or lost.get(target.key)
            yield _with_loss(target, loss) if loss else target
    for key, loss in lost.items():
        if key not in told and not _nobody(loss):
            target = _of_loss(loss)
            if target is not None and target.key not in told:
                told.add(target.key)
                yield _with_loss(target, loss)
    for thing in (_thing(found.text, claim) for found in claim.hit):
        if thing is not None and thing.key not in told:
            told.add(thing.key)
            yield thing


def is_irregular(actor: Participant) -> bool:
    """No arm of a state."""
    return actor.kind not in STATE_KINDS or has(actor.name, words().irregular)


def _nobody(loss: Loss) -> bool:
    """None, or a bare figure."""
    first = plain(loss.who.text).split()
    return loss.high == 0 or first[:1] in (["no"], ["not"]) or all(_bare_figure(word) for word in first)


def _bare_figure(word: str) -> bool:
    return word.isdigit() or word in words().numbers or word in words().bodies


def _of_participant(participant: Participant, claim: EventClaim) -> Target | None:
    name, text = " ".join(participant.name.split()), " ".join(participant.text.split())
    if plain(name) in _UNNAMED or plain(name) in map(plain, words().nations):
        return None
    dead = "DEATH" if claim.type in words().deadly and claim.factuality in ("occurred", "ongoing") else ""
    title, proper = untitled(name)
    if personal_name(proper) or (participant.kind == "person" and name[:1].isupper() and " " not in name):
        return Target(text, proper, title or split_title(text, proper), "1", dead)
    if participant.kind not in ("person", "civilians", "police", "military") and (thing := _thing(name, claim)):
        return thing
    return Target(bare(name), "", name, number_of(text if plain(text) not in _UNNAMED else name), dead)


def _of_loss(loss: Loss) -> Target | None:
    text = " ".join(loss.who.text.split())
    if loss.named:
        return Target(text, loss.named[0], split_title(text, loss.named[0]), "1")
    if plain(text) in _UNNAMED or not bare(text):
        return None
    return Target(bare(text), "", text, number_of(text))


def _with_loss(target: Target, loss: Loss) -> Target:
    effect = {"killed": "DEATH", "wounded": "INJURY"}[loss.status]
    figure = loss.best or loss.low
    number = target.number
    if not target.name and figure is not None:
        number = str(figure)
    return Target(target.phrase, target.name, target.said, number, effect, target.physical)


def _thing(name: str, claim: EventClaim) -> Target | None:
    """A building, vehicle or line that was hit."""
    if first_list(_head_phrase(name), words().physical) is None:
        return None
    told = plain(claim.sentence.text)
    effect = "DESTROYED" if has(told, words().destroyed) else "SOME DAMAGE" if has(told, words().damaged) else ""
    return Target(bare(name), "", name, number_of(name), effect, physical=True)


def _head_phrase(name: str) -> str:
    return re.split(r"\b(?:of|in|at|near|on|that|which)\b", name)[0] or name


def number_of(phrase: str) -> str:
    """How many a phrase is of, in MUC-4's notation: a figure, PLURAL, or 1."""
    for word in plain(phrase).split()[:3]:
        if word.isdigit() or word in words().numbers:
            return str(words().numbers.get(word) or int(word))
    head = _head_phrase(phrase).split()
    last = head[-1].lower() if head else ""
    many = last in words().plurals or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
    return "PLURAL" if many else "1"
