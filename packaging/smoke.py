"""Run inside the frozen program: everything a centre needs is on board, shown by using it once."""

# ruff: noqa: S101  (what is asserted here is all this program is for)

from __future__ import annotations

import os
import pathlib
import sys
import tempfile
import traceback
from collections.abc import Callable


def resources() -> str:
    """What is read from files is there."""
    from transit_desk.resources import place

    counts = {name: len(list(place(name).iterdir())) for name in ("fonts", "icons", "choices", "translations")}
    assert all(counts.values()), counts
    assert (place("translations") / "fr" / "LC_MESSAGES" / "transit_desk.mo").is_file()
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def services() -> str:
    """Every module is found."""
    from transit_desk import services

    names = [module.name for module in services.modules()]
    assert names
    assert services.acts()
    return ", ".join(names)


def kept() -> str:
    """A vault is made, brought up to date, closed and opened again."""
    from transit_desk import opening
    from transit_desk.clock import Clock
    from transit_desk.storage import migrate, vault

    def prepare(opened: vault.Vault) -> None:
        migrate.bring_up_to_date(opened)

    words, now = "six words that nobody uses twice", Clock().micros()
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder) / "vault"
        made = opening.make_vault(
            home,
            login="amina",
            passphrase=words,
            worker_id="00000000-0000-7000-8000-000000000001",
            now=now,
            cost=opening.Cost.lowest(),
            demo=True,
            prepare=prepare,
        )
        made.close(now)
        opening.unlock(home, "amina", words, now, prepare=prepare).close(now)
    return f"{len(migrate.steps())} steps"


def paper() -> str:
    """A page is drawn in two scripts, and read back."""
    import pypdfium2

    from transit_desk.domain.text import Words
    from transit_desk.reports import document, pdf

    said = "Amina – مركز العبور"
    drawn = pdf.draw(
        document.Document(
            title=Words(said),
            blocks=(document.Paragraph(said),),
            audience_line="",
            code="TD-0000000",
            made="",
            made_by="",
            language="fr",
            fictional=True,
        )
    )
    text = pypdfium2.PdfDocument(drawn)[0].get_textpage().get_text_range()
    assert "Amina" in text, text
    return f"{len(drawn)} bytes"


def package() -> str:
    """The bounded process that opens packages starts from within the frozen program."""
    import pyrage  # type: ignore[import-untyped]

    from transit_desk.export import opener

    key = pyrage.x25519.Identity.generate()
    opened = opener.decrypt_apart(pyrage.encrypt(b"a child's file", [key.to_public()]), opener.Secret("K", str(key)))
    assert opened == b"a child's file"
    return "opened"


def picture() -> str:
    """The bounded process that draws pictures and papers anew starts from within the frozen program."""
    import io

    from PIL import Image

    from transit_desk.export import redrawn

    made = io.BytesIO()
    Image.new("RGB", (64, 48), "#8899aa").save(made, "PNG")
    kept = redrawn.redrawn_apart(made.getvalue(), "COPY")
    assert kept.media == redrawn.JPEG
    return f"{len(kept.data)} bytes"


def solver() -> str:
    """Beds for two are found by the solver, which brings a library of its own."""
    from transit_desk.planning import beds
    from transit_desk.planning.company import Ties

    room = beds.Room("a", "a", sex="f", beds=(beds.Bed("1", "1"), beds.Bed("2", "2")))
    found = beds.propose([beds.Child(key, key, "f", 15, 15) for key in "xy"], [room], Ties())
    assert found.best
    assert [each.bed is not None for each in found.given] == [True, True]
    return "two beds"


def window() -> str:
    """A window is painted, with an icon."""
    from PySide6 import QtGui, QtPrintSupport, QtWidgets

    from transit_desk.resources import place

    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication([])
    icon = min(place("icons").glob("*.svg"))
    button = QtWidgets.QPushButton(QtGui.QIcon(str(icon)), icon.stem)
    assert not button.icon().pixmap(24, 24).isNull()
    assert not button.grab().isNull()
    assert QtPrintSupport.QPrinter().resolution()
    assert application is not None
    return "painted"


def main() -> int:
    """Say of each part whether it is on board."""
    if sys.argv[1:] == ["--opener"]:
        from transit_desk.export.opener import main as open_package

        return open_package()
    if sys.argv[1:] == ["--redrawn"]:
        from transit_desk.export.redrawn import main as draw_anew

        return draw_anew()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts: tuple[Callable[[], str], ...] = (resources, services, kept, paper, package, picture, solver, window)
    missing = 0
    for part in parts:
        try:
            print(f"{part.__name__}: {part()}")
        except Exception:
            missing += 1
            print(f"{part.__name__}: MISSING\n{traceback.format_exc()}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
