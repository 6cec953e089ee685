"""How a half of the recovery key is printed and typed again: Crockford's 32 symbols in groups, with a check."""

from __future__ import annotations

import hashlib

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\u2013": None, "\n": None})
_BYTES, _DATA, _CHECK, _GROUP = 16, 26, 2, 4

_NOT_AS_PRINTED = N_("Half {half} is not as it was printed. Compare it with the sheet, group by group.")
_OTHER_HALF = N_("This is the other half. Type half {half} here.")


def spell(half: bytes, name: str) -> str:
    """The text printed for half A or half B."""
    number = int.from_bytes(half, "big")
    data = _base32(number, _DATA)
    text = data + _check(half, name)
    return name + "-" + "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read(text: str, name: str) -> bytes:
    """The half somebody typed; letters that look like figures are read as figures, spaces and dashes do not matter."""
    typed = text.strip().upper().translate(_MISREAD)
    if len(typed) == 1 + _DATA + _CHECK and typed[0] in "AB" and _value(typed[1:]) is not None:
        if typed[0] != name:
            raise errors.RuleBroken(Words(_OTHER_HALF, {"half": name}), f"half_{name.lower()}")
        typed = typed[1:]
    number = _value(typed[:_DATA])
    if len(typed) == _DATA + _CHECK and number is not None and number < 1 << (8 * _BYTES):
        half = number.to_bytes(_BYTES, "big")
        if _check(half, name) == typed[_DATA:]:
            return half
    raise errors.RuleBroken(Words(_NOT_AS_PRINTED, {"half": name}), f"half_{name.lower()}")


def _base32(number: int, length: int) -> str:
    return "".join(_SYMBOLS[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def _value(typed: str) -> int | None:
    number = 0
    for symbol in typed:
        place = _SYMBOLS.find(symbol)
        if place < 0:
            return None
        number = number * 32 + place
    return number


def _check(half: bytes, name: str) -> str:
    digest = hashlib.sha256(b"transit-desk/half/" + name.encode() + half).digest()
    return _base32(int.from_bytes(digest[:2], "big"), _CHECK)
