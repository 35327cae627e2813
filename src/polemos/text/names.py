"""Keys under which two spellings of one name meet: `name_key` for spellings that differ in case, accents and articles,
`spelling_key` for all usual romanisations. Names of places have stricter keys by country in polemos.gazetteer.keys."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from polemos.text.romanisation import fold, marks, sound_key

_ARTICLES = {"the", "a", "an", "al", "el", "so", "called"}
_SPLIT = re.compile(r"[^0-9a-z]+")
_ARABIC = re.compile(r"[aeu]l")
_BEFORE_SUN_LETTERS = re.compile(r"[ae](sh|th|dh|[dnrstz])")
"""The article before d, n, r, s, t, z and their like: it ends as the next word begins (az-Zawiya, ash-Sham)."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded to plain lower-case Latin, without articles, possessive marks and hyphens."""
    folded = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    plain = plain.replace("’s", "").replace("'s", "").replace("’", "").replace("'", "").replace(".", "")
    words = tuple(word for word in _SPLIT.split(plain) if word and word not in _ARTICLES)
    return words or (plain.strip(),)


def name_key(name: str) -> str:
    """One string for spellings that differ in case, accents, articles or hyphens only."""
    return " ".join(name_words(name))


def sounds(name: str) -> str:
    """The sound keys of a name's words, articles among them; "" where it has no word."""
    return " ".join(sound_key(fold(word)) for word in marks(name))


@lru_cache(maxsize=65536)
def spelling_key(name: str) -> str:
    """One string for the usual spellings of a name in Latin letters, with any or without an Arabic article: Deir
    el-Zour and Deir ez-Zor. "US" and "UN" are no articles."""
    words = [fold(word) for word in marks(name)]
    kept = [word for word, following in pairwise([*words, ""]) if not _is_article(word, following)]
    return " ".join(map(sound_key, kept)) or fold(name)


def _is_article(word: str, following: str) -> bool:
    if not following:
        return False
    sun = _BEFORE_SUN_LETTERS.fullmatch(word)
    return bool(_ARABIC.fullmatch(word)) or (sun is not None and following.startswith(sun.group(1)))
