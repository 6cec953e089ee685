"""The catalogues of the program: in which words a paper, a package or the command line speaks."""

from __future__ import annotations

import functools
import gettext
import os
from typing import Final

from transit_desk import resources

DOMAIN: Final = "transit_desk"
OWN: Final = "en"  # the language the sentences are written in; it needs no catalogue


@functools.cache
def catalogue(code: str) -> gettext.NullTranslations:
    """The words of a language by its two letters; English where there is none. Read once."""
    if code == OWN:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, resources.place("translations"), [code], fallback=True)


def offered() -> tuple[str, ...]:
    """English, and every language whose catalogue is here."""
    compiled = resources.place("translations").glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return tuple(sorted({OWN, *(path.parent.parent.name for path in compiled)}))


def of_surroundings() -> str:
    """The language this machine speaks, if the program speaks it too."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "").split("_")[0].split(".")[0].lower()
        if code:
            return code if code in offered() else OWN
    return OWN
