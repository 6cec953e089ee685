"""`python -m ui.walkthrough`: builds the demonstration, opens it where there is a screen, else walks the main job."""

from __future__ import annotations

import argparse
import os
import pathlib
import shutil
import sys
import time

from transit_desk import demo
from transit_desk.clock import Clock
from transit_desk.domain.text import N_, Words, tr


def say(words: str) -> None:
    """One line for whoever called."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def has_screen() -> bool:
    """Whether a window would be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return False
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def build(out: pathlib.Path) -> pathlib.Path:
    """The demonstration's vault, made anew."""
    folder = out / "demo" / "vault"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    began, last = time.monotonic(), [-1]

    def told(done: int, total: int, _words: Words) -> None:
        tenth = 10 * done // total
        if tenth != last[0]:
            last[0] = tenth
            sys.stdout.write(f"\r  building the demonstration centre … {10 * tenth} %")
            sys.stdout.flush()

    demo.build(folder, Clock(), told).desk.lock()
    say(f"\r  built the demonstration centre in {time.monotonic() - began:.0f} s: {folder}")
    return folder


def walk(out: pathlib.Path, vault: pathlib.Path) -> None:
    """The main job, offscreen, through the real widgets."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from ui.walkthrough import gallery, journey
    from ui.walkthrough.hands import StuckError

    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError
    complaints: list[str] = []
    qInstallMessageHandler(lambda kind, _where, words: _hear(complaints, kind, words))
    pictures = out / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    say("  walking the main job through the window: arrival, files, papers, handover")
    walked = journey.walk(app, out / "walk", lambda words: say(f"    {words}"), pictures)
    say("  looking at every screen of the demonstration")
    gallery.show(app, vault, out / "demo" / "own", pictures)
    if complaints:
        raise StuckError(f"Qt complained: {complaints}")
    _tell_what_was_made(out, vault, walked)


def _hear(complaints: list[str], kind: object, words: str | None) -> None:
    """Whatever Qt warns of; that a window without a display has no hints about its size is no news."""
    if getattr(kind, "name", "") not in {"QtDebugMsg", "QtInfoMsg"} and "propagateSizeHints" not in (words or ""):
        complaints.append(words or "")


def _tell_what_was_made(out: pathlib.Path, vault: pathlib.Path, walked: object) -> None:
    from ui.walkthrough.journey import Walked

    if not isinstance(walked, Walked):
        raise TypeError
    say("\nMade:")
    say(f"  the demonstration   {vault}  (user {demo.LOGIN}, passphrase “{demo.PASSPHRASE}”)")
    say(f"  the walk's vault    {out / 'walk' / 'vault'}  (the same user and passphrase)")
    for paper in sorted(walked.papers):
        say(f"  a paper             {paper}")
    say(f"  the package         {walked.package}  ({walked.taken_in} children, taken in on the other side)")
    say(f"  its receipt         {walked.receipt}")
    count = len(list((out / "pictures").rglob("*.png")))
    say(f"  {count} pictures         {out / 'pictures'}")


def main() -> int:
    """Build, then open or walk."""
    parser = argparse.ArgumentParser(prog="python -m ui.walkthrough", description=__doc__)
    parser.add_argument(
        "--out", type=pathlib.Path, default=pathlib.Path("out"), help=tr(N_("where everything is left"))
    )
    parser.add_argument("--walk", action="store_true", help=tr(N_("walk offscreen although there is a screen")))
    asked = parser.parse_args()
    out = asked.out.absolute()
    vault = build(out)
    if asked.walk or not has_screen():
        walk(out, vault)
        return 0
    from ui.start import main as open_program

    say(f"  opening it: user {demo.LOGIN}, passphrase “{demo.PASSPHRASE}”")
    return open_program(["--demo", "--vault", str(vault)])


if __name__ == "__main__":
    sys.exit(main())
