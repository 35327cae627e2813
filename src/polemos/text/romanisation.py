"""Keys under which the spellings of one name meet, above all of Arabic and Persian names in Latin letters.

Three, from strict to loose: `fold` (case, accents, hyphens, apostrophes), `sound_key` (q/k/c, oo/u/ou, ee/i/y, dh/d,
sh/ch, doubled letters, final -a/-ah), `skeleton` (consonants alone: Hezbollah, Hizballah, Hizbullah).
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("[’‘ʼʿʾ`´ʻ′]")
_MARKS = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?", re.UNICODE)
_ELISION = re.compile(r"(?:l|d|n|qu)'(?=\w{2})")
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʿʾ`´ʻ′", ""),
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e",
        # Arabic letters that writers use for one another
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي", "ـ": "",
    }
)  # fmt: skip
_DIGRAPHS = (
    ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("dj", "j"), ("ph", "f"), ("zh", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "f"), ("ou", "u"),
    ("oo", "u"), ("au", "u"), ("aw", "u"), ("ow", "u"), ("ee", "i"), ("ei", "i"), ("ay", "i"), ("ai", "i"), ("ey", "i"),
    ("ie", "i"), ("y", "i"), ("w", "u"), ("o", "u"), ("e", "a"),
)  # fmt: skip
_DOUBLES = re.compile(r"(.)\1+")
_FUSED = re.compile(r"^[eu](?=([dnrstlz])\1)")
_LOOSE = str.maketrans({"z": "d", "j": "g"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents and apostrophes; Arabic letters in one form each."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.lower().translate(_LETTERS)


@lru_cache(maxsize=65536)
def marks(name: str) -> tuple[str, ...]:
    """The words of a name as written: hyphens, slashes, dots part words; "l'Aïr" is two, "U.N." and "People's" one."""
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", name))
    text = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda m: m.group().replace(".", "") + " ", text)
    text = re.sub(r"'s\b", "", text)
    found = []
    for word in _MARKS.findall(text):
        elided = _ELISION.match(word.lower())
        if elided:
            found += [word[: elided.end() - 1], word[elided.end() :]]
        else:
            found.append(word)
    return tuple(word for word in found if word.strip("'"))


@lru_cache(maxsize=65536)
def sound_key(folded: str) -> str:
    """One key for the usual spellings of a folded word; a word in another script stays as it is."""
    if not folded.isascii():
        return folded.removeprefix("ال") or folded
    if folded.isdigit():
        return folded
    key = _FUSED.sub("", folded) if len(folded) > 4 else folded
    for letters, sound in _DIGRAPHS:
        key = key.replace(letters, sound)
    key = _DOUBLES.sub(r"\1", key)
    if len(key) > 3:
        key = re.sub(r"a[ht]?$", "", key)
    return key or folded


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """The consonants of a sound key, with `a` for a vowel at its start; z counts as d (Ramadan, Ramzan), j as g."""
    bare = key[1:].translate(_LOOSE)
    first = "a" if key[:1] in "aiu" else key[:1].translate(_LOOSE)
    return _DOUBLES.sub(r"\1", first + "".join(c for c in bare if c not in "aiuh"))
