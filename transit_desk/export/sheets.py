"""Reading a list that somebody made elsewhere (CSV or XLSX): bounded, cell by cell, nothing worked out."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from transit_desk.domain.errors import Refusal
from transit_desk.domain.text import N_, Words
from transit_desk.export import limits

_DELIMITERS = ";,\t"
_ZIP = b"PK\x03\x04"
_OLD_XLS = b"\xd0\xcf\x11\xe0"
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LETTERS = 26
_WHOLE_FLOATS = 2**53

# All that the library raises on a workbook that is not built as it should be; none of them is a bug of ours.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclasses.dataclass(frozen=True)
class SheetRead:
    """The headings, the rows under them (each as long as the headings) with their numbers, and what one should know."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = dataclasses.field(repr=False)
    notes: tuple[Words, ...] = ()
    numbers: tuple[int, ...] = dataclasses.field(default=(), repr=False)  # of each row, as a spreadsheet counts


class SheetRefused(Refusal):
    """The list was not taken; where it helps, the words name the row and the column as the spreadsheet shows them."""

    def __init__(self, words: Words | str) -> None:
        super().__init__(words, "list")


@dataclasses.dataclass(frozen=True)
class _Line:
    number: int
    cells: tuple[str, ...]


def read_list(blob: bytes, name: str, *, rows: int = limits.SHEET_ROWS) -> SheetRead:
    """Every cell as text, to the letter; dates as 2026-09-14. What the file is shows in its bytes, not in `name`."""
    if len(blob) > limits.SHEET_BYTES:
        raise SheetRefused(
            Words(N_("The list is larger than {count} MB."), {"count": limits.SHEET_BYTES // limits.MIB})
        )
    if not blob.strip():
        raise SheetRefused(N_("The list is empty."))
    notes: list[Words] = []
    if blob.startswith(_ZIP):
        return _table(_workbook_lines(blob, notes, rows), notes, rows)
    if blob.startswith(_OLD_XLS) or name.lower().endswith((".xls", ".xlsx", ".ods")):
        raise SheetRefused(
            N_("This kind of file cannot be read here. Save the list as XLSX or CSV and choose it again.")
        )
    return _table(_csv_lines(blob, notes), notes, rows)


def _table(lines: Iterator[_Line], notes: list[Words], most: int) -> SheetRead:
    """The first line that holds anything has the headings; empty lines are passed over."""
    headings: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for line in lines:
        cells = _bounded(line.cells, line.number)
        if not cells:
            continue
        for at, cell in enumerate(cells):
            _check_cell(cell, line.number, at)
        if not headings:
            headings = cells
            continue
        if len(cells) > len(headings):
            raise _at(N_("Row {row}, column {column}: there is no heading above this."), line.number, len(headings))
        rows.append(cells + ("",) * (len(headings) - len(cells)))
        numbers.append(line.number)
        if len(rows) > most:
            raise _too_many(most)
    if not headings:
        raise SheetRefused(N_("The list is empty."))
    return SheetRead(headings, tuple(rows), tuple(notes), tuple(numbers))


def _too_many(most: int) -> SheetRefused:
    return SheetRefused(Words(N_("The list has more than {count} rows. Divide it."), {"count": most}))


def _bounded(cells: Sequence[str], row: int) -> tuple[str, ...]:
    """The cells without the empty ones at the end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    if end > limits.SHEET_COLUMNS:
        raise SheetRefused(
            Words(N_("Row {row} has more than {count} columns."), {"row": row, "count": limits.SHEET_COLUMNS})
        )
    return tuple(cells[:end])


def _check_cell(cell: str, row: int, at: int) -> None:
    if len(cell) > limits.SHEET_CELL:
        raise _at(N_("Row {row}, column {column}: this text is too long."), row, at)
    if _HIDDEN.search(cell) or any("\ud800" <= sign <= "\udfff" for sign in cell):
        raise _at(N_("Row {row}, column {column}: there is a character here that cannot be seen."), row, at)


def _at(sentence: str, row: int, at: int) -> SheetRefused:
    return SheetRefused(Words(sentence, {"row": row, "column": _column(at)}))


def _column(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


# --- CSV -------------------------------------------------------------------------------------------------------------


def _csv_lines(blob: bytes, notes: list[Words]) -> Iterator[_Line]:
    text = _decoded(blob, notes)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        number += 1  # a row as a spreadsheet counts it, even where a cell holds several lines
        try:
            yield _Line(number, tuple(next(reader)))
        except StopIteration:
            return
        except csv.Error:
            raise SheetRefused(
                Words(N_("Row {row}: a quotation mark is opened and not closed."), {"row": number})
            ) from None


def _decoded(blob: bytes, notes: list[Words]) -> str:
    if blob.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetRefused(
            N_("This kind of file cannot be read here. Save the list as XLSX or CSV and choose it again.")
        )
    try:
        return blob.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = blob.decode("cp1252")
    except UnicodeDecodeError:
        raise SheetRefused(N_("The letters of this list cannot be read. Save it as CSV in UTF-8.")) from None
    notes.append(Words(N_("The list was written the old way (Windows). Look at the names with accents.")))
    return text


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"(?:[^"]|"")*+(?:"|\Z)', "", first)
    return max(_DELIMITERS, key=bare.count)


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _workbook_lines(blob: bytes, notes: list[Words], most: int) -> Iterator[_Line]:
    _check_archive(blob)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns with what stands in a cell
            lines = list(_rows(blob, notes, most))
    except _BROKEN:
        raise SheetRefused(N_("This workbook is not built as it should be. Save it again as XLSX or CSV.")) from None
    yield from lines


def _check_archive(blob: bytes) -> None:
    """Count what is inside while unpacking it, and refuse what could make the reader of XML swell."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.SHEET_ENTRIES:
                raise SheetRefused(N_("This workbook has too many parts."))
            for entry in entries:
                with archive.open(entry) as stream:
                    tail = b""
                    while piece := stream.read(256 * limits.KIB):
                        total += len(piece)
                        if total > limits.SHEET_UNPACKED_BYTES:
                            raise SheetRefused(N_("This workbook would swell beyond all measure when opened."))
                        if _DECLARES.search((tail + piece).replace(b"\0", b"")):
                            raise SheetRefused(N_("This workbook holds a part that is not allowed."))
                        tail = piece[-64:]
    except (RuntimeError, *_BROKEN):
        raise SheetRefused(N_("This workbook is not built as it should be. Save it again as XLSX or CSV.")) from None


def _rows(blob: bytes, notes: list[Words], most: int) -> Iterator[_Line]:
    import openpyxl

    # read twice, side by side: once for what was typed, once for what a formula last showed
    typed = openpyxl.load_workbook(io.BytesIO(blob), read_only=True, data_only=False, keep_links=False)
    showed = openpyxl.load_workbook(io.BytesIO(blob), read_only=True, data_only=True, keep_links=False)
    sheets = typed.worksheets
    if len(sheets) > 1:
        notes.append(Words(N_("The workbook has {count} sheets; the first one was read."), {"count": len(sheets)}))
    for sheet in (sheets[0], showed.worksheets[0]):
        sheet.reset_dimensions()  # what a sheet says of its own size is not believed
    pairs = zip(sheets[0].iter_rows(), showed.worksheets[0].iter_rows(values_only=True), strict=True)
    formulas = 0
    for number, (cells, values) in enumerate(pairs, 1):
        if number > most + limits.SHEET_EMPTY_ROWS:
            raise _too_many(most)
        told = []
        for at, (cell, value) in enumerate(zip(cells, values, strict=True)):
            if getattr(cell, "data_type", "n") == "f":
                formulas += 1
                if value is None:
                    raise _at(N_("Row {row}, column {column}: there is a formula here and no value."), number, at)
            told.append(_text(value))
        yield _Line(number, _bounded(told, number))
    if formulas:
        notes.append(
            Words(
                N_("{count} cell holds a formula. The value it last showed was taken; nothing was worked out."),
                {"count": formulas},
                plural=N_(
                    "{count} cells hold a formula. The values they last showed were taken; nothing was worked out."
                ),
                count=formulas,
            )
        )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE_FLOATS:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)
