"""Addresses, numbers and coordinates in a text that lead to a person or a spot without naming them."""

import re
from collections.abc import Iterator

Range = tuple[int, int]
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{3,255}")
_HANDLE = re.compile(r"(?<![\w@./])@\w{2,64}")
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d[\d \t().-]{6,20}\d(?!\w)")
_CALL = re.compile(r"\b(?:tel|phone|telephone|mobile|cell|whatsapp|call|signal|viber|fax)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}")
_BEFORE = 24
"""Characters before a number in which a word may say that it is a telephone's."""
_DIGITS = range(8, 16)
"""Of a telephone number, by E.164."""
_DECIMAL = re.compile(r"(?<![\d.,])[+-]?\d{1,3}\.\d{3,12}°?(?!\d)")
_DEGREES = re.compile(r"\d{1,3}\s?°[\d\s.'′’\"″”]{0,16}[NSEWnsew]?")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}|(?<!\w)#\w{2,100}", re.IGNORECASE)
"""Links and hashtags: masked whole where they hold a withheld name."""


def contacts(text: str) -> Iterator[Range]:
    """E-mail addresses, names of accounts, and telephone numbers."""
    for pattern in (_MAIL, _HANDLE):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _NUMBER.finditer(text):
        if _telephone(match.group(), text[max(0, match.start() - _BEFORE) : match.start()]):
            yield match.span()


def coordinates(text: str) -> Iterator[Range]:
    """Degrees as decimal numbers of three places or more, or with their sign."""
    for pattern in (_DECIMAL, _DEGREES):
        yield from (match.span() for match in pattern.finditer(text))


def _telephone(number: str, before: str) -> bool:
    digits = sum(letter.isdigit() for letter in number)
    if digits not in _DIGITS or _DAY.search(number) or number.count("(") != number.count(")"):
        return False
    # "0815" is a time of day as well, so a number of one's own country needs a digit more.
    abroad = number.startswith(("+", "00", "(+"))
    return abroad or (number.startswith("0") and digits > _DIGITS[0]) or _CALL.search(before) is not None
