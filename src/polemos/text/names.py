"""Keys under which two spellings of one name meet."""

import re
import unicodedata

_ARTICLES = {"the", "a", "an", "al", "el", "so", "called"}
_SPLIT = re.compile(r"[^0-9a-z]+")


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
