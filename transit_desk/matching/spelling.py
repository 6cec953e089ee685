"""How a name is heard: its letters read as sounds, whoever wrote it down and in which language they learnt to write."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from typing import Final

from transit_desk.matching.lexicon import FRENCH

# One sign for each sound. Small letters are what they look like; these are the others:
#   C  ch, tsh, and c where it is not French      S  sh        Z  zh         N  ny, gn
#   R  rh, between r and t                        K  k before i or e          G  g before i or e
VOWELS: Final = frozenset("aeiou")
SIBILANTS: Final = frozenset("sSzjZ")
LIQUIDS: Final = frozenset("lrR")
LABIALS: Final = frozenset("bv")
STOPS: Final = frozenset("bpdtgkGKjSszZC")
_NASAL_PAIRS: Final = ("mb", "mp", "nd", "nt", "ng", "nk", "nj", "ns", "nz", "nG", "nK", "nS")
_LONG_ENOUGH: Final = 4  # letters a name needs, for its first nasal or its prefix to be taken away

# Longest first. `gn` and `ny` are one sound; `nj` and `ng` are two.
_GROUPS: Final = (
    ("tsh", "C"), ("tch", "C"), ("sch", "S"), ("ch", "C"), ("dj", "j"), ("gn", "N"), ("ph", "f"), ("qu", "k"),
    ("sh", "S"), ("zh", "Z"), ("rh", "R"), ("lh", "l"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("kh", "k"),
    ("gh", "g"), ("ck", "k"), ("q", "k"), ("x", "ks"),
)  # fmt: skip
_APOSTROPHES: Final = re.compile(r"['’ʼ‘`´]")
_BETWEEN_TOKENS: Final = re.compile(r"[^\w]+|_+")
_COULD_BE_FRENCH: Final = re.compile(r"c|oi|au")  # elsewhere it makes no difference
# Bantu words end in a vowel, have open syllables and no such clusters.
_FRENCH_LOOK: Final = re.compile(r"[^aeiouy]$|c[lrt]|[rlsc]c|ce$|cie$|cien$|oi[a-z]?$|eau|que$|ette$|ine$|elle$")


@dataclasses.dataclass(frozen=True)
class Sound:
    """One sound, and the letters that were written for it."""

    sign: str
    written: str


@dataclasses.dataclass(frozen=True)
class Heard:
    """A token as it is heard. A first nasal that people leave out (Nt-, Mb-) is kept apart."""

    token: str
    sounds: tuple[Sound, ...]
    nasal: str = ""

    @functools.cached_property
    def signs(self) -> str:
        return "".join(sound.sign for sound in self.sounds)


def plain(text: str) -> str:
    """Small letters without marks. ç keeps its sound, which is that of an s."""
    text = text.casefold().replace("ç", "s")
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name. Hyphens part them; an apostrophe belongs to its word."""
    return tuple(word for word in _BETWEEN_TOKENS.split(_APOSTROPHES.sub("", plain(name))) if word)


@functools.lru_cache(maxsize=65536)
def heard(token: str, *, half_typed: bool = False) -> Heard:
    """The sounds of one word of a name, as `tokens` gives it. Of a word half typed, no end can look French."""
    french = token in FRENCH
    if not half_typed and not french:
        french = bool(_COULD_BE_FRENCH.search(token) and _FRENCH_LOOK.search(token))
    sounds: list[Sound] = []
    place = 0
    while place < len(token):
        signs, length = _next(token, place, french=french)
        if sounds and len(signs) == 1 and sounds[-1].sign == signs and signs not in "wy":
            sounds[-1] = Sound(signs, sounds[-1].written + token[place : place + length])  # doubled: heard once
        else:
            sounds.extend(
                Sound(sign, token[place : place + length] if number == 0 else "") for number, sign in enumerate(signs)
            )
        place += length
    if len(token) > _LONG_ENOUGH and "".join(sound.sign for sound in sounds[:2]) in _NASAL_PAIRS:
        return Heard(token, tuple(sounds[1:]), sounds[0].sign)
    return Heard(token, tuple(sounds))


def _next(token: str, place: int, *, french: bool) -> tuple[str, int]:
    """The sounds that begin at a place, and how many letters they take."""
    rest = token[place:]
    for letters, signs in _GROUPS:
        if rest.startswith(letters):
            return signs, len(letters)
    after = rest[1:2]
    if rest.startswith("ny") and rest[2:3] in VOWELS and len(rest) > 2:  # noqa: PLR2004
        return "N", 2
    if rest.startswith("ou"):
        return ("w" if rest[2:3] and rest[2] in VOWELS else "u"), 2
    if french:
        if rest.startswith("eau"):
            return "o", 3
        if rest.startswith("au"):
            return "o", 2
        if rest.startswith("oi"):
            return "wa", 2
    return _letter(rest[0], after, french=french), 1


def _letter(letter: str, after: str, *, french: bool) -> str:
    before_vowel = after != "" and after in VOWELS
    front = after != "" and after in "iey"
    match letter:
        case "c" if french:
            return "s" if front else "k"
        case "c":
            return "C" if before_vowel or after == "y" else "k"
        case "g" if front:
            return "j" if french else "G"
        case "k" if front:
            return "K"
        case "y" if not before_vowel:
            return "i"
        case "i" if before_vowel and after != "i":
            return "y"
        case "u" if before_vowel and after != "u":
            return "w"
        case _:
            return letter


_CLASS: Final = str.maketrans({
    "S": "s", "z": "s", "j": "s", "Z": "s", "C": "c", "K": "k", "G": "g", "r": "l", "R": "l", "v": "b", "e": "i",
    "o": "u", "N": "n", "h": None, "w": None, "y": None,
})  # fmt: skip
_KEEPING: Final = str.maketrans({
    "S": "s", "z": "s", "j": "s", "Z": "s", "C": "c", "K": "k", "G": "g", "r": "l", "R": "l", "v": "b", "e": "i",
    "o": "u", "N": "n",
})  # fmt: skip
_SHORTEST: Final = 3


def key_of(signs: str) -> str:
    """The coarse key of a token: classes of sounds, no glides, no last vowel. Equal keys are worth a look, no more."""
    coarse = _undoubled(signs.translate(_CLASS))
    if len(coarse) > _SHORTEST and coarse[-1] in VOWELS:
        coarse = coarse[:-1]
    return coarse if len(coarse) >= _SHORTEST else _kept(signs)  # too little is left: Hawa would be "a"


def beginnings_of(signs: str) -> tuple[str, ...]:
    """How the key of a word may begin of which these are the first sounds."""
    ways = (key_of(signs), _kept(signs), _undoubled(signs.translate(_CLASS)))
    return tuple(dict.fromkeys(way for way in ways if way))


def _kept(signs: str) -> str:
    return _undoubled(signs.translate(_KEEPING))


def _undoubled(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)
