"""Tables of figures to CSV and XLSX, in memory; no cell is ever taken for a formula.

For aggregates alone.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | datetime.date | None

# What a spreadsheet may take for the beginning of a formula, wide forms of Asian keyboards included.
_STARTS_FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]|^[\t\r\n]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_QUOTED = 2  # the style that tells a spreadsheet: this is text, whatever it begins with
_BOLD = 1
_LETTERS = 26


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might work this text out instead of showing it."""
    return len(text) > 1 and _STARTS_FORMULA.search(text) is not None


def to_csv(headings: Sequence[str], rows: Sequence[Sequence[Cell]], delimiter: str = ";") -> bytes:
    """CSV with a mark of its encoding, as spreadsheets in French expect it; text that looks like a formula gets a '."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in (headings, *rows):
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if starts_formula(cell) else cell
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def to_xlsx(headings: Sequence[str], rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """A workbook of one sheet. Written here, because the usual library puts every sheet on the disk for a moment."""
    lines = [_row(1, headings, heading=True), *(_row(at, row) for at, row in enumerate(rows, 2))]
    sheet = (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    name = _NAME.sub(" ", _NOT_XML.sub(" ", title))[:_LONGEST_NAME].strip() or "1"
    book = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name={quoteattr(name)} sheetId="1" '
        'r:id="rId1"/></sheets></workbook>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (*_FRAME, ("xl/workbook.xml", book), ("xl/worksheets/sheet1.xml", sheet)):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8"))
    return out.getvalue()


def _row(number: int, cells: Sequence[Cell], *, heading: bool = False) -> str:
    told = "".join(_cell(f"{_column(at)}{number}", cell, heading=heading) for at, cell in enumerate(cells))
    return f'<row r="{number}">{told}</row>'


def _cell(place: str, cell: Cell, *, heading: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) < float("inf"):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    text = cell if isinstance(cell, str) else cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
    style = _QUOTED if starts_formula(text) else _BOLD if heading else 0
    shown = escape(_NOT_XML.sub("\ufffd", text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _column(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FRAME = (
    (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_PART}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_PART}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_PART}.styles+xml"/></Types>'
        ),
    ),
    (
        "_rels/.rels",
        (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
    ),
    (
        "xl/_rels/workbook.xml.rels",
        (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
        ),
    ),
    (
        "xl/styles.xml",
        (
            f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
            '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
            '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
            '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
            '</cellXfs><cellStyles count="1">'
            '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ),
    ),
)
