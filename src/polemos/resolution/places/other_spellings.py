"""Under which spellings a name is looked up, the surest first, with what each is worth."""

from collections.abc import Iterator

from polemos.resolution.places.asked_name import AskedName, translations, with_landform, without_landform
from polemos.resolution.places.place_words import place_words

Spelling = tuple[str, float, str | None]
"""The name, the factor for a place that it meets, and words for the reasons."""
_PART, _ALIAS, _TRANSLATED, _BARE, _LETTERS = 0.92, 0.9, 0.95, 0.8, 0.93


def spellings(name: AskedName) -> Iterator[Spelling]:
    """What was asked, in full and without the words for its kind; then the other names that were given with it."""
    for count, spelling in enumerate(name.spellings):
        if count == 0:
            yield spelling, 1.0, None
        elif name.kind and count == 1:
            yield spelling, _PART, None
        else:
            yield spelling, _ALIAS, f"another name given: {spelling}"


def loose_spellings(name: AskedName) -> Iterator[Spelling]:
    """Translated, with the letters of another language, with and without the landform."""
    found: dict[str, float] = {other: _TRANSLATED for spelling in name.spellings for other in translations(spelling)}
    for spelling in name.spellings:
        found.setdefault(_relettered(spelling), _LETTERS)
    for other in with_landform(name):
        found.setdefault(other, _PART)
    for bare in (bare for spelling in name.spellings for bare in without_landform(spelling)):
        found.setdefault(bare, _BARE)
    listed = {spelling.lower() for spelling in name.spellings}
    for other, factor in found.items():
        if other.lower() not in listed:
            yield other, factor, f"as {other}"


def _relettered(name: str) -> str:
    letters = place_words().letters
    plain = name.lower()
    return "".join(letters[c] if c in letters and not plain.startswith("ch", at) else c for at, c in enumerate(plain))
