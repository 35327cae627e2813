"""One key for Ukrainian and Russian names, in Cyrillic and in the usual Latin spellings: Kharkiv, Kharkov, Харків."""

import re
from functools import lru_cache

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ѓ": "g", "д": "d", "ђ": "dj", "е": "e", "ё": "e", "є": "e",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "ј": "i", "й": "i", "к": "k", "ќ": "k", "л": "l", "љ": "l",
    "м": "m", "н": "n", "њ": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "ch", "у": "u", "ў": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dj", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e",
    "ю": "iu", "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
}  # fmt: skip
_CYRILLIC = str.maketrans(_LATIN)
_GROUPS = (
    ("shch", "s"), ("sch", "s"), ("sc", "s"), ("tch", "c"), ("sh", "s"), ("kh", "h"), ("zh", "z"), ("dj", "z"),
    ("ch", "c"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ph", "f"), ("w", "v"), ("g", "h"), ("x", "ks"), ("j", "i"),
    ("y", "i"), ("ii", "i"), ("ia", "a"), ("iu", "u"), ("io", "o"), ("ie", "e"),
)  # fmt: skip
_ENDING = re.compile(r"(?:i|o|e)v(?=$|k[aiu]$)")
_DOUBLES = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def cyrillic_key(folded: str) -> str:
    """The key of a folded word; -iv, -ov and -ev at the end are one, as are g and h, and y, i and j."""
    key = folded.translate(_CYRILLIC)
    for letters, sound in _GROUPS:
        key = key.replace(letters, sound)
    key = _DOUBLES.sub(r"\1", key)
    if len(key) > 4:
        key = _ENDING.sub("v", key)
    return key or folded
