"""How the words of a slice for icons, tones and answers become our own icons and colours."""

from __future__ import annotations

from typing import Final

from ui import icons

_ICONS: Final = {
    "print": "printer",
    "quote": "talk",
    "hide": "eye_off",
    "incomplete": "ring_dashed",
    "health": "care",
    "handover": "exchange",
    "consent": "check_ring",
}
_TONES: Final = {"accent": "on_soft", "plain": "idle", "": "idle"}

# The answers that are no value, each with its own mark: shape before colour.
ANSWER_ICONS: Final = {
    "unknown": "question_ring",
    "not_asked": "ring_dashed",
    "refused": "minus_ring",
    "hidden": "lock",
}


def icon(name: str, otherwise: str = "") -> str:
    """The icon of a name that a slice gave; what is not drawn is left out rather than guessed."""
    found = _ICONS.get(name, name)
    return found if found in icons.names() else otherwise


def tone(name: str) -> str:
    """The tone of a badge for a tone that a slice gave: ok, warn, stop, idle or on_soft."""
    return _TONES.get(name, name)
