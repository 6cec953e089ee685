"""From a PDF in memory to the screen, to a printer, to a place somebody chose; nothing on the way touches the disk."""

from __future__ import annotations

import pathlib
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from transit_desk.domain.errors import DeviceFailed
from transit_desk.domain.text import N_, tr
from transit_desk.export.written import neutral_name, write_file

POINTS: Final = 72  # PDF counts in points of an inch
SCREEN: Final = 144  # dots per inch of a page on the screen: sharp at one and a half times its size
PRINTED: Final = 300
JOB: Final = "Document"  # the queue of a printer is read by others

ChoosePrinter = Callable[[QWidget], QPrinter | None]
ChoosePath = Callable[[QWidget, str], pathlib.Path | None]

_library = threading.Lock()  # pdfium is not made for two threads at once


def pictures(pdf: bytes, dots: int = SCREEN) -> tuple[QImage, ...]:
    """Every page of a PDF on white, at so many dots per inch."""
    return tuple(_each(pdf, dots))


def _each(pdf: bytes, dots: int) -> Iterator[QImage]:
    with _library:
        book = pypdfium2.PdfDocument(pdf)
        try:
            for page in book:
                yield _picture(page, dots)
        finally:
            book.close()


def _picture(page: Any, dots: int) -> QImage:
    drawn = page.render(scale=dots / POINTS, fill_color=(255, 255, 255, 255), rev_byteorder=True, prefer_bgrx=True)
    image = QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888).copy()
    image.setDotsPerMeterX(round(dots / 0.0254))
    image.setDotsPerMeterY(round(dots / 0.0254))
    drawn.close()
    page.close()
    return image


def prepared(printer: QPrinter) -> QPrinter:
    """A printer that names nobody and takes the whole sheet: the margins are the paper's own."""
    printer.setDocName(JOB)
    printer.setCreator("")
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    printer.setFullPage(True)
    return printer


def ask_printer(over: QWidget) -> QPrinter | None:
    """The system's own dialog; None when somebody turned back."""
    printer = prepared(QPrinter(QPrinter.PrinterMode.HighResolution))
    dialog = QPrintDialog(printer, over)
    dialog.setAccessibleName(tr(N_("Print")))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def send(pdf: bytes, printer: QPrinter) -> None:
    """Draw every page on the printer's sheets, one at a time, so that a long paper needs little memory."""
    prepared(printer)
    painter = QPainter()
    if not painter.begin(printer):
        raise DeviceFailed(
            N_("The printer did not answer. Nothing was printed. Look whether it is on, or choose another.")
        )
    try:
        for number, image in enumerate(_each(pdf, PRINTED)):
            if number and not printer.newPage():
                raise DeviceFailed(N_("The printer stopped. Look at the paper in it, then print again."))
            sheet = QRectF(painter.viewport())
            size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()


def save(pdf: bytes, path: pathlib.Path) -> pathlib.Path:
    """Write a paper in the clear where somebody chose; the ending is added if it was left out."""
    named = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
    write_file(named, pdf)
    return named


def proposed_name() -> str:
    """A name that tells nothing of whom the paper is about."""
    return neutral_name(".pdf")
