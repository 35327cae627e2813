"""Who is a private person: decided over all reports together, so that no report names whom another must not."""

from collections.abc import Iterable

from polemos.service.redaction.ledger import Ledger, Mention
from polemos.service.redaction.lexicon import Name, key_of, within
from polemos.service.redaction.profile import Profile

Key = tuple[str, ...]


def decide(ledger: Ledger, profile: Profile) -> frozenset[str]:
    """The names to withhold, also noted in the ledger for each report that has them.

    Public is whom the packs know, and who has an office in some report, unless another names the person as a victim or
    as a protected speaker and tells of no office. A name of one word is judged in its own report alone. A shorter name
    is that of a public person whose name holds all its words in the same report.
    """
    known, office, exposed = _seen(ledger)
    # Nobody is public where all persons are withheld.
    public = frozenset[Key]() if profile.persons == "all" else (frozenset(known | (office - exposed)))
    withheld: list[tuple[str, str]] = []
    for report, mentions in ledger.by_report():
        shown = [Name(each.name) for each in mentions if _shown(each, exposed, public)]
        others = [each.name for each in mentions if each.role in ("kept", "known")]
        for each in mentions:
            if each.role not in ("plain", "exposed", "office", "parsed"):
                continue
            if each.role == "parsed" and any(within(Name(each.name), Name(text)) for text in others):
                continue  # "Farabundo Marti" of the front of that name
            name = Name(each.name)
            key = key_of(name)
            if not key or key in public or any(within(name, other) for other in shown):
                continue
            withheld.append((report, each.name))
    for report, text in withheld:
        ledger.mention(report, "withheld", text)
    return frozenset(text for _, text in withheld)


def _seen(ledger: Ledger) -> tuple[set[Key], set[Key], set[Key]]:
    """Keys of several words that the packs know, that have an office in some report, and that are told of as victims or
    protected speakers in a report that gives them none."""
    known: set[Key] = set()
    office: set[Key] = set()
    exposed: set[Key] = set()
    for _, mentions in ledger.by_report():
        here = _long(mentions, "office")
        office |= here
        known |= _long(mentions, "known")
        exposed |= _long(mentions, "exposed") - here
    return known, office, exposed


def _long(mentions: Iterable[Mention], role: str) -> set[Key]:
    keys = (key_of(Name(each.name)) for each in mentions if each.role == role)
    return {key for key in keys if len(key) > 1}


def _shown(each: Mention, exposed: set[Key], public: frozenset[Key]) -> bool:
    """Whether the report may name somebody: as known, or as having an office that no other report leaves untold."""
    if each.role == "known":
        return True
    key = key_of(Name(each.name))
    return key in public or (each.role == "office" and key not in exposed)
