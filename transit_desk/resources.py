"""Where the resources lie: the one function that knows a checkout, a frozen build and an installed package."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterator

INSTALLED = (pathlib.Path("/usr/share/transit-desk"), pathlib.Path("/opt/transit-desk"))


def place(*parts: str) -> pathlib.Path:
    """The path of a resource: `place("fonts", "NotoSans-Regular.ttf")`.

    The first home that exists is taken whole, so that an old installation never fills gaps in a checkout.
    """
    for home in homes():
        if (home / "fonts").is_dir():  # an empty folder of that name is not a home
            return home.joinpath(*parts)
    raise FileNotFoundError("resources")  # a broken installation, so a bug and not a refusal


def homes() -> Iterator[pathlib.Path]:
    """Where resources may lie, best first."""
    if getattr(sys, "frozen", False):
        unpacked = getattr(sys, "_MEIPASS", None)  # PyInstaller's own folder
        if unpacked is not None:
            yield pathlib.Path(unpacked) / "resources"
        yield pathlib.Path(sys.executable).resolve().parent / "resources"
    else:
        yield pathlib.Path(__file__).resolve().parent.parent / "resources"
    for root in INSTALLED:
        yield root / "resources"
        yield root  # Debian's own habit: /usr/share/<package>, without a folder of ours below it
