"""Mistakes that the small parser makes again and again in reports of war, put right by rules.

Each repair has a narrow condition and leaves a sentence alone where it is in doubt. Most take what was read as a
participle or a noun for the verb of a clause that otherwise has none.
"""

from collections.abc import Callable, Container
from dataclasses import replace

from polemos.codebook.verb_forms import VerbForms
from polemos.model.analysis import Analysis, Token
from polemos.reading.grammar import Grammar, Untreelike
from polemos.reading.repairs_verbs import (
    verb_after_comma,
    verb_after_its_subject,
    verb_among_objects,
    verb_before_its_object,
)
from polemos.reading.repairs_words import (
    adjective_read_for_verb,
    dead_read_with_noun,
    gerund_read_as_clause,
    name_read_as_adverb,
    name_read_for_people,
    passive_read_as_state,
    past_read_as_participle,
    plural_read_as_verb,
    present_read_as_noun,
)

REPAIRS: tuple[Callable[[Grammar, Token, VerbForms], bool], ...] = (
    plural_read_as_verb,
    adjective_read_for_verb,
    gerund_read_as_clause,
    dead_read_with_noun,
    name_read_as_adverb,
    name_read_for_people,
    passive_read_as_state,
    past_read_as_participle,
    verb_after_its_subject,
    verb_before_its_object,
    verb_after_comma,
    verb_among_objects,
    present_read_as_noun,
)


def repaired(analysis: Analysis, verbs: VerbForms, countries: Container[str]) -> Analysis:
    """The analysis with those mistakes put right; the same object where there are none. `countries` holds their names
    in lower case."""
    tokens: list[Token] = []
    changed = False
    for sentence in analysis.sentences:
        grammar = Grammar(analysis, sentence)
        try:
            _repair(grammar, verbs)
            kept = grammar.tokens() if grammar.changed else grammar.all()
        except Untreelike:  # the tree is not what the repair took it for: it stays as the parser made it
            kept = analysis.tokens[sentence.first : sentence.last]
        kept = tuple(replace(t, entity="GPE") if _is_country(t, countries) else t for t in kept)
        changed = changed or kept != analysis.tokens[sentence.first : sentence.last]
        tokens += kept
    return replace(analysis, tokens=tuple(tokens)) if changed else analysis


def _repair(grammar: Grammar, verbs: VerbForms) -> None:
    for token in grammar.all():
        for repair in REPAIRS:
            if repair(grammar, grammar.at(token.index), verbs):
                break


def _is_country(token: Token, countries: Container[str]) -> bool:
    """A country taken for a date or a number: "in Niger"."""
    dated = token.entity in ("DATE", "TIME", "ORDINAL", "CARDINAL", "QUANTITY", "MONEY", "PERCENT")
    return dated and token.pos == "PROPN" and token.text.lower() in countries
