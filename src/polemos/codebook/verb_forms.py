"""The verbs that the codebook names, and reads data/mentions/verb_forms.yaml: how some of them are used."""

from dataclasses import dataclass

from polemos.codebook.light_verbs import light_verbs
from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/verb_forms"
_LISTS = ("compounding", "intransitive", "suffering", "people")


@dataclass(frozen=True)
class VerbForms:
    """Lemmas. `known` are the verbs of all entries and those that lend their subject to a noun."""

    known: frozenset[str]
    compounding: frozenset[str]
    intransitive: frozenset[str]
    suffering: frozenset[str]
    """Verbs of those to whom something is done."""
    people: frozenset[str]
    """Nouns for groups and people that often open a sentence."""

    def lemma(self, word: str) -> str | None:
        """The known verb of which an "-ed" or "-s" form or an infinitive stands here, or None."""
        word = word.lower()
        for end, new in (("", ""), ("ied", "y"), ("d", ""), ("ed", ""), ("ies", "y"), ("s", ""), ("es", "")):
            if word.endswith(end) and word[: len(word) - len(end)] + new in self.known:
                return word[: len(word) - len(end)] + new
        twice = len(word) > 5 and word.endswith("ed") and word[-3] == word[-4]
        return word[:-3] if twice and word[:-3] in self.known else None


def verb_forms(codebook: Codebook) -> VerbForms:
    """The lists of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    lists = [frozenset(strings(section.get(k), f"{SECTION}.{k}", problems)) for k in _LISTS]
    if problems:
        raise CodebookError(problems)
    phrases = [verb for entry in codebook.entries for verb in entry.verbs]
    phrases += [verb for light in light_verbs(codebook) for verb in light.verbs]
    known = frozenset(phrase.lower().split()[0] for phrase in phrases) | lists[0] | lists[1]
    return VerbForms(known, *lists)
