"""A list of children typed elsewhere is read cell by cell, to the letter, or refused with its row and column."""

from __future__ import annotations

import datetime
import io
import random
import re
import time
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest

from tests.export.makers import mutated
from transit_desk.export import limits
from transit_desk.export.sheets import SheetRead, SheetRefused, read_list

HEADINGS = ("Nom", "Âge", "Village", "Né le")
ROWS = (("Furaha Bahati", "15", "Kavu — ካቩ — كافو", "2012-07-14"), ("Amani « Papa »", "", "Nyabibwe; haut", ""))


def workbook(rows: Sequence[Sequence[object]], change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(blob: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == path else content)
    return out.getvalue()


def words(blob: bytes, name: str = "x.csv") -> str:
    with pytest.raises(SheetRefused) as refused:
        read_list(blob, name)
    assert refused.value.field == "list"
    return str(refused.value)


def lines(delimiter: str) -> str:
    quoted = [
        delimiter.join('"' + cell.replace('"', '""') + '"' if delimiter in cell else cell for cell in row)
        for row in (HEADINGS, *ROWS)
    ]
    return "\r\n".join(quoted) + "\r\n"


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_of_every_kind_is_read_to_the_letter(delimiter: str, encoding: str) -> None:
    got = read_list(lines(delimiter).encode(encoding), "liste.csv")

    assert got == SheetRead(HEADINGS, ROWS, (), (2, 3))


def test_csv_of_an_old_program_is_read_and_said_to_be() -> None:
    got = read_list("Nom;Âge\r\nZoé Bénédicte;14\r\n".encode("cp1252"), "liste.csv")

    assert (got.headings, got.rows) == (("Nom", "Âge"), (("Zoé Bénédicte", "14"),))
    assert "accents" in str(got.notes[0])


def test_what_looks_like_a_number_a_formula_or_blanks_is_kept_as_it_is() -> None:
    got = read_list(b"a;b;c;d\n=1+1;007;  Amani  ;1e5\n", "x.csv")

    assert got.rows == (("=1+1", "007", "  Amani  ", "1e5"),)


def test_a_name_over_two_lines_and_empty_rows_keep_the_count_of_rows() -> None:
    text = 'Nom;Âge\n\n"deux\nlignes";3\n;;\nAmani;4;trop\n'

    assert words(text.encode()) == "Row 5, column C: there is no heading above this."


@pytest.mark.parametrize(
    ("blob", "said"),
    [
        (b"", "The list is empty."),
        (b"\n\n  \n", "The list is empty."),
        (b'a;b\n"open;1\n', "Row 2: a quotation mark is opened and not closed."),
        (b"a;b\n1;x\x00y\n", "Row 2, column B: there is a character here that cannot be seen."),
        (b"a;b\n1;x\x1by\n", "Row 2, column B: there is a character here that cannot be seen."),
        (b"a\n" + b"x" * 10_001, "Row 2, column A: this text is too long."),
        (b"a\n" + b"x\n" * 2_001, "The list has more than 2000 rows. Divide it."),
        (b";".join([b"a"] * 61), "Row 1 has more than 60 columns."),
        (b"x" * (5 * limits.MIB + 1), "The list is larger than 5 MB."),
        (
            "a;b".encode("utf-16"),
            "This kind of file cannot be read here. Save the list as XLSX or CSV and choose it again.",
        ),
        (
            b"\xd0\xcf\x11\xe0old",
            "This kind of file cannot be read here. Save the list as XLSX or CSV and choose it again.",
        ),
        (b"a;b\n\x81;\x8d\n", "The letters of this list cannot be read. Save it as CSV in UTF-8."),
    ],
)
def test_csv_that_cannot_be_taken_says_where_and_why(blob: bytes, said: str) -> None:
    assert words(blob) == said


def test_two_thousand_rows_of_sixty_columns_are_taken() -> None:
    row = b";".join([b"x"] * 60) + b"\n"

    got = read_list(row * 2_001, "x.csv")

    assert (len(got.rows), len(got.headings)) == (2_000, 60)


# --- XLSX ------------------------------------------------------------------------------------------------------------


def test_a_workbook_is_read_to_the_letter_with_days_as_days() -> None:
    day = datetime.date(2012, 7, 14)

    got = read_list(
        workbook([HEADINGS, ("Furaha", 15, "Kavu — ካቩ — كافو", day), ("007", 15.0, True, 1.5)]), "liste.xlsx"
    )

    assert got.headings == HEADINGS
    assert got.rows == (("Furaha", "15", "Kavu — ካቩ — كافو", "2012-07-14"), ("007", "15", "1", "1.5"))


def test_a_formula_is_never_worked_out_and_its_last_value_is_noted() -> None:
    plain = workbook([("Nom", "Âge"), ("Amani", "=7+8")])
    valued = rewritten(plain, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb"<v\s*/>|<v></v>", b"<v>15</v>", xml))

    got = read_list(valued, "x.xlsx")

    assert got.rows == (("Amani", "15"),)
    assert "formula" in str(got.notes[0])
    assert words(plain, "x.xlsx") == "Row 2, column B: there is a formula here and no value."


def test_a_text_that_begins_like_a_formula_is_kept() -> None:
    def as_text(book: openpyxl.Workbook) -> None:
        cell = book.worksheets[0]["A2"]
        cell.value = "=1+1"
        cell.data_type = "s"

    got = read_list(workbook([("Nom",), ("x",)], as_text), "x.xlsx")

    assert got.rows == (("=1+1",),)
    assert got.notes == ()


def test_the_first_of_several_sheets_is_read_and_said_to_be() -> None:
    got = read_list(workbook([("Nom",), ("Amani",)], lambda book: book.create_sheet("autre")), "x.xlsx")

    assert got.rows == (("Amani",),)
    assert "2 sheets" in str(got.notes[0])


def test_what_a_workbook_says_of_its_own_size_is_not_believed() -> None:
    blob = workbook([("Nom",), *((f"n{number}",) for number in range(50))])
    small = rewritten(blob, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb'ref="A1:A51"', b'ref="A1:A2"', xml))
    large = rewritten(
        blob, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb'ref="A1:A51"', b'ref="A1:XFD9999999"', xml)
    )

    assert len(read_list(small, "x.xlsx").rows) == 50
    assert len(read_list(large, "x.xlsx").rows) == 50


def test_rows_and_columns_beyond_the_bounds_are_refused_with_their_place() -> None:
    far = workbook([("Nom",)], lambda book: book.worksheets[0].cell(row=1, column=16_000, value="x"))
    wide = workbook([("x",) * 61])
    deep = workbook([("Nom",)], lambda book: book.worksheets[0].cell(row=1_000_000, column=1, value="x"))
    many = workbook([("x",)] * 2_002)

    assert words(wide, "x.xlsx") == "Row 1 has more than 60 columns."
    assert "60 columns" in words(far, "x.xlsx")
    assert words(deep, "x.xlsx") == "The list has more than 2000 rows. Divide it."
    assert words(many, "x.xlsx") == "The list has more than 2000 rows. Divide it."


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_part_that_declares_entities_is_refused(part: str) -> None:
    blob = workbook([("Nom",), ("Amani",)])

    assert "not allowed" in words(rewritten(blob, part, lambda _: BOMB), "x.xlsx")
    assert "not allowed" in words(rewritten(blob, part, lambda _: BOMB.decode().encode("utf-16")), "x.xlsx")


def test_a_workbook_that_swells_is_refused_quickly() -> None:
    blob = workbook([("Nom",), ("Amani",)])
    swollen = rewritten(blob, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (100 * limits.MIB))
    crowded = io.BytesIO()
    with zipfile.ZipFile(crowded, "w") as archive:
        for number in range(limits.SHEET_ENTRIES + 1):
            archive.writestr(f"p{number}", b"")

    start = time.monotonic()
    assert "swell" in words(swollen, "x.xlsx")
    assert "too many parts" in words(crowded.getvalue(), "x.xlsx")
    assert time.monotonic() - start < 5


def shared(blob: bytes, number: bytes) -> bytes:
    """The way most programs write texts: in one list beside the sheet, named by their number."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    cell = b't="s"><v>' + number + b"</v>"
    told = rewritten(blob, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", part))
    told = rewritten(
        told, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b't="inlineStr"><is><t>Nom</t></is>', cell)
    )
    out = io.BytesIO(told)
    with zipfile.ZipFile(out, "a") as archive:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}"><si><t>Prénom</t></si></sst>')
    return out.getvalue()


def test_texts_kept_in_one_list_are_found_there() -> None:
    got = read_list(shared(workbook([HEADINGS, *ROWS]), b"0"), "x.xlsx")

    assert got.headings == ("Prénom", *HEADINGS[1:])


def test_a_workbook_that_is_none_is_refused_in_words() -> None:
    blob = workbook([HEADINGS, *ROWS])

    for broken in (
        b"PK\x03\x04 nothing",
        blob[: len(blob) // 2],
        rewritten(blob, "xl/worksheets/sheet1.xml", lambda _: b"<worksheet"),
        rewritten(blob, "xl/workbook.xml", lambda _: b"<x/>"),
        shared(blob, b"99999"),
    ):
        assert "not built as it should be" in words(broken, "x.xlsx")


def test_a_damaged_workbook_is_read_or_refused_but_nothing_else() -> None:
    blob = workbook([HEADINGS, *ROWS])
    chance = random.Random(17)

    for _ in range(150):
        try:
            assert isinstance(read_list(mutated(blob, chance), "x.xlsx"), SheetRead)
        except SheetRefused:
            continue
