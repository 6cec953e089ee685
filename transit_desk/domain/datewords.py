"""The words in which people tell dates: months, seasons and *about*, in English, French, Swahili and Arabic."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Without accents, as `fold` leaves them.
_MONTHS: Final = (
    ("january", "janvier", "januari", "يناير"),
    ("february", "fevrier", "februari", "فبراير"),
    ("march", "mars", "machi", "مارس"),
    ("april", "avril", "aprili", "ابريل"),
    ("may", "mai", "mei", "مايو"),
    ("june", "juin", "juni", "يونيو"),
    ("july", "juillet", "julai", "يوليو"),
    ("august", "aout", "agosti", "اغسطس"),
    ("september", "septembre", "septemba", "سبتمبر"),
    ("october", "octobre", "oktoba", "اكتوبر"),
    ("november", "novembre", "novemba", "نوفمبر"),
    ("december", "decembre", "desemba", "ديسمبر"),
)
# Swahili also counts its months: mwezi wa tatu is March. Longest first, or "kumi" would eat "kumi na moja".
_COUNTED: Final = {
    "kumi na mbili": 12, "kumi na moja": 11, "kwanza": 1, "pili": 2, "tatu": 3, "nne": 4, "tano": 5, "sita": 6,
    "saba": 7, "nane": 8, "tisa": 9, "kumi": 10,
}  # fmt: skip
_COUNTED_MONTH: Final = re.compile(rf"\bmwezi (?:wa )?({'|'.join(_COUNTED)}|\d{{1,2}})\b")

_SEASONS: Final = {
    "short_dry": ("petite saison seche", "short dry season"),
    "dry": ("saison seche", "dry season", "msimu wa kiangazi", "kiangazi"),
    "rainy": (
        "saison des pluies", "saison pluvieuse", "rainy season", "msimu wa mvua", "msimu wa masika", "masika",
    ),
}  # fmt: skip

ABOUT: Final = re.compile(
    r"^(?:~|(?:vers|environ|env|autour de|a peu pres|about|around|circa|ca|c|takriban|kama|karibu|حوالي|نحو)\b) ?(.+)$"
    r"|^(.+?) ?(?:\?|~|environ|hivi)$"
)
BEFORE: Final = re.compile(r"^(?:<|(?:avant|before|kabla ya|kabla|قبل)\b) ?(.+)$")
AFTER: Final = re.compile(r"^(?:>|(?:apres|after|baada ya|baada|بعد)\b) ?(.+)$")
BETWEEN: Final = re.compile(
    r"^(?:entre|between|from|kati ya|بين) (.+?) (?:(?:et|and|a|to|na) |و ?)(.+)$"
    r"|^(.+?) (?:-|a|to|ou|or|au) (.+)$"
    r"|^(\d{4}) ?[-/] ?(\d{4})$"
)
_UNKNOWN: Final = frozenset({
    "?", "xxxx", "inconnu", "inconnue", "pas connu", "ne sait pas", "unknown", "not known", "does not know",
    "haijulikani", "hajui", "sijui", "غير معروف",
})  # fmt: skip
_LEADING: Final = re.compile(
    r"^(?:(?:le|la|the|on|en|in|l|d|de|du|of|au|pendant|during|mois|month|annee|year|mwaka|wa|ya|tarehe|سنة|عام|شهر) )+"
)
_SEPARATED_DIGITS: Final = re.compile(r"(?<=\d)\.(?=\d)")
_PUNCTUATION: Final = re.compile(r"[.,;:'’ʼ_]+")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("≈∼～±", "~"))
_DAY_NUMBER: Final = re.compile(r"^(\d{1,2})(?:er|st|nd|rd|th)?$")

_LINK: Final = re.compile(r"^(?:de|of|in|en|ya|mwaka|wa) ")
_LINKED: Final = re.compile(r" (?:(?:a|en|in|during|pendant|wakati wa)(?: la| the)?|la|the)$")

SHORTEST_MONTH: Final = 3


def digits(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def without_accents(text: str) -> str:
    """Letters without their marks."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Typed words in one plain form: small letters, no accents, plain digits and dashes, single spaces."""
    plain = without_accents(digits(text).translate(_DASHES)).casefold()
    plain = _PUNCTUATION.sub(" ", _SEPARATED_DIGITS.sub("/", plain))
    plain = " ".join(plain.split())
    plain = _COUNTED_MONTH.sub(_counted_month, plain)
    return _LEADING.sub("", plain)


def _counted_month(found: re.Match[str]) -> str:
    number = _COUNTED.get(found[1]) or int(found[1])
    return _MONTHS[number - 1][0] if 1 <= number <= len(_MONTHS) else found[0]


def is_unknown(folded: str) -> bool:
    """Whether the words say that nobody knows."""
    return folded in _UNKNOWN


def month_of(word: str) -> int | None:
    """The month of a name or of a beginning of at least three letters; None where it could be two months."""
    if len(word) < SHORTEST_MONTH:
        return None
    fitting = {number for number, names in enumerate(_MONTHS, start=1) if any(name.startswith(word) for name in names)}
    return fitting.pop() if len(fitting) == 1 else None


def day_of(word: str) -> int | None:
    """The day of the month in "14", "1er", "2nd"."""
    found = _DAY_NUMBER.match(word)
    return int(found[1]) if found else None


def season_of(folded: str) -> tuple[str, str] | None:
    """The season a text begins or ends with, and the rest of the text."""
    for season, phrases in _SEASONS.items():
        for phrase in phrases:
            if folded.startswith(phrase):
                return season, _LINK.sub("", folded[len(phrase) :].strip())
            if folded.endswith(f" {phrase}"):
                return season, _LINKED.sub("", folded[: -len(phrase)].strip())
    return None
