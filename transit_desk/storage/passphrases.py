"""Passphrases: six made-up words to remember, and what is said of one that is easy to guess.

The words are made here, syllable by syllable, and belong to nobody: no list was copied. Each is three syllables of one
consonant and one vowel, which French and Swahili speakers read, say and write alike without an accent. The third
syllable follows from the first two, so that no two words differ by a single letter and a slip of the pen makes no other
word. More than 4,096 words are left, so that six of them are worth 72 bits.
"""

from __future__ import annotations

import functools
import secrets

from transit_desk.domain.text import N_, Words

LEAST_LENGTH = 15
_CONSONANTS = "bdfgklmnprtvz"
_VOWELS = "aeiou"
_STEP = 18  # shares no divisor with 65, so that a change of the second syllable always changes the third
_STRONG = 12.0  # powers of ten of guesses
_LONGEST_MEASURED = 72

# Left out: what is rude or a name of power somewhere between Dakar and Mombasa, and what a child would giggle at.
_UNWANTED = (
    "kabila", "dada", "idia", "pipi", "kaka", "zizi", "bite", "pute", "puta", "nike", "nika", "kuma", "tako", "mavi",
    "negro", "bato", "fuku", "pede", "bobo", "tue", "tutsi", "vole", "viol", "mort", "gun", "bebe", "bomu",
)  # fmt: skip

# What people here choose by themselves, in French, English and Swahili; the meter knows English best.
_OWN = (
    "motdepasse", "bonjour", "bienvenue", "jetaime", "karibu", "jambo", "habari", "asante", "mungu", "yesu", "jesus",
    "kinshasa", "bukavu", "goma", "congo", "amani", "upendo", "transit", "centre", "enfant", "password", "azerty",
)  # fmt: skip

_SHORT = N_("A passphrase has at least {least} characters; six words are best. This one has {length}.")
_KNOWN = N_("This passphrase is made of words that are tried first. Let the program propose six words.")
_EASY = N_("This passphrase is easy to guess. Add words that do not belong together, or let the program propose six.")


@functools.cache
def words() -> tuple[str, ...]:
    """Every word that may be proposed, in order."""
    syllables = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
    count = len(syllables)
    made = (
        syllables[first] + syllables[second] + syllables[(first + _STEP * second + 7) % count]
        for first in range(count)
        for second in range(count)
    )
    return tuple(sorted(word for word in made if not any(part in word for part in _UNWANTED)))


def propose(count: int = 6) -> str:
    """Words drawn by the system's own chance: six for a person, seven for a package."""
    return " ".join(secrets.choice(words()) for _ in range(count))


def weak(passphrase: str, about: tuple[str, ...] = ()) -> Words | None:
    """What speaks against this passphrase, or None. `about`: what a neighbour would guess, as the login."""
    if len(passphrase) < LEAST_LENGTH:
        return Words(_SHORT, {"least": LEAST_LENGTH, "length": len(passphrase)})
    bare = "".join(letter for letter in passphrase.casefold() if letter.isalpha())
    left = functools.reduce(lambda text, part: text.replace(part, ""), (*_OWN, *_bare(about)), bare)
    if bare and len(left) * 2 < len(bare):
        return Words(_KNOWN)
    import zxcvbn  # large dictionaries: only when somebody chooses a passphrase

    measured = zxcvbn.zxcvbn(passphrase[:_LONGEST_MEASURED], user_inputs=[*about, *_OWN])
    return Words(_EASY) if float(measured["guesses_log10"]) < _STRONG else None


def _bare(about: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for text in about for part in text.casefold().split() if len(part) > 2)  # noqa: PLR2004
