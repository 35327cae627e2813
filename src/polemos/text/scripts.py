"""Which script a name is written in, by its first letter."""

import unicodedata
from functools import lru_cache

_SCRIPTS = {
    "LATIN": ("Latn", "en"),
    "ARABIC": ("Arab", "ar"),
    "CYRILLIC": ("Cyrl", "ru"),
    "HEBREW": ("Hebr", "he"),
    "GREEK": ("Grek", "el"),
    "ARMENIAN": ("Armn", "hy"),
    "GEORGIAN": ("Geor", "ka"),
    "DEVANAGARI": ("Deva", "hi"),
    "BENGALI": ("Beng", "bn"),
    "TAMIL": ("Taml", "ta"),
    "SINHALA": ("Sinh", "si"),
    "MYANMAR": ("Mymr", "my"),
    "THAI": ("Thai", "th"),
    "LAO": ("Laoo", "lo"),
    "KHMER": ("Khmr", "km"),
    "ETHIOPIC": ("Ethi", "am"),
    "HANGUL": ("Kore", "ko"),
    "CJK": ("Hani", "zh"),
    "HIRAGANA": ("Jpan", "ja"),
    "KATAKANA": ("Jpan", "ja"),
}


@lru_cache(maxsize=4096)
def _of(letter: str) -> tuple[str, str]:
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], ("Zyyy", "und"))


def script_of(text: str) -> tuple[str, str]:
    """The ISO 15924 code of the first letter's script, and the language that a name in it is mostly in."""
    letter = next((c for c in text if c.isalpha()), None)
    return _of(letter) if letter else ("Zyyy", "und")
