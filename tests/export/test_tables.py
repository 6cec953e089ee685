"""Figures leave as plain tables in which nothing is ever worked out."""

from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest

from transit_desk.export.tables import Cell, starts_formula, to_csv, to_xlsx

FORMULAS = [
    '=HYPERLINK("http://x.example","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "  =1+1",
    "\u200b=1",
    "＝1+1",
    "|cmd",
    "%0a",
    "=",
]
HARMLESS = ["Furaha", "–", "-", "a=b", "1 + 1", "«=»", "<5", "", "Kavu – ካቩ – كافو", 'say "x"; y', "deux\nlignes"]


@pytest.mark.parametrize("text", FORMULAS[:-1])
def test_in_csv_a_text_that_looks_like_a_formula_is_made_a_text(text: str) -> None:
    rows = read_csv(to_csv(["x"], [[text]]))

    assert starts_formula(text)
    assert rows[1][0] == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_in_csv_every_other_text_is_kept_to_the_letter(text: str) -> None:
    assert read_csv(to_csv(["x", "y"], [[text, "end"]]))[1] == [text, "end"]


def test_numbers_stay_numbers_also_below_nought() -> None:
    rows: list[list[Cell]] = [[-5, 2.5, None, datetime.date(2012, 7, 14)]]

    assert read_csv(to_csv(["a", "b", "c", "d"], rows))[1] == ["-5", "2.5", "", "2012-07-14"]
    sheet = load(to_xlsx(["a", "b", "c", "d"], rows, "x"))
    assert [cell.value for cell in sheet[2]] == [-5, 2.5, None, "2012-07-14"]


def test_csv_says_its_encoding_for_the_spreadsheets_that_guess() -> None:
    blob = to_csv(["Âge"], [["é"]])

    assert blob.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in blob


@pytest.mark.parametrize("text", [*FORMULAS, *HARMLESS[:-1]])
def test_in_a_workbook_every_text_is_a_text_to_the_letter(text: str) -> None:
    sheet = load(to_xlsx(["Titre"], [[text]], "Juillet: 2012 / Bukavu"))
    cell = sheet["A2"]

    assert cell.data_type in {"s", "inlineStr", "n"}
    assert (cell.value or "").replace("\r", "\n") == text.replace("\r", "\n")
    if starts_formula(text):
        assert cell.quotePrefix or cell.style_array.xfId is not None
        assert cell.number_format == "@"


def test_a_workbook_is_sound_bounded_and_dated_nowhere() -> None:
    blob = to_xlsx(
        [f"c{number}" for number in range(30)], [[number] * 30 for number in range(200)], "[]:*?/\\" + "x" * 50
    )
    sheet = load(blob)

    assert (sheet.max_row, sheet.max_column) == (201, 30)
    assert sheet["AD201"].value == 199
    assert len(sheet.title) <= 31
    assert to_xlsx(["a"], [[1]], "t") == to_xlsx(["a"], [[1]], "t")


def test_what_xml_cannot_hold_is_shown_as_a_sign_that_something_was_there() -> None:
    sheet = load(to_xlsx(["x"], [["a\x00b\x1b\ud800<&>"], [float("inf")]], "\x00"))

    assert sheet["A2"].value == "a\ufffdb\ufffd\ufffd<&>"
    assert sheet["A3"].value == "inf"


def read_csv(blob: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(blob.decode("utf-8-sig"), newline=""), delimiter=";"))


def load(blob: bytes):  # type: ignore[no-untyped-def]
    return openpyxl.load_workbook(io.BytesIO(blob)).worksheets[0]
