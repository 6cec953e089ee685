"""The list of places at work: found while one types, renamed without losing what was said, taken in from a file."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from tests.makers import House
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.export.sheets import SheetRefused
from transit_desk.module import Entries, Window

DAY = datetime.date(2026, 11, 20)
HEADINGS = ("ADM1_PCODE", "ADM1_FR", "ADM2_PCODE", "ADM2_FR", "ADM3_PCODE", "ADM3_FR", "date")
ROWS = (
    ("CD62", "Sud-Kivu", "CD6205", "Kalehe", "CD620501", "Kashebere", "2024-05-01"),
    ("CD62", "Sud-Kivu", "CD6205", "Kalehe", "", "Sans code", "2024-05-01"),
)


def csv(*rows: tuple[str, ...]) -> bytes:
    """A list as a spreadsheet saves it."""
    return "\n".join(";".join(row) for row in (HEADINGS, *rows)).encode()


def xlsx(*rows: tuple[str, ...]) -> bytes:
    """The same as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *rows):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize(("blob", "name"), [(csv(*ROWS), "cod.csv"), (xlsx(*ROWS), "cod.xlsx")])
def test_a_list_is_looked_at_then_taken_in_once(house: House, blob: bytes, name: str) -> None:
    desk = house.desk("a.tuli")

    shown = desk.ask("places.look_at_list", blob=blob, name=name)
    nothing_yet = desk.ask("places.likely", words="Kashebere")
    desk.do("places.take_in", blob=blob, name=name)
    again = desk.do("places.take_in", blob=blob, name=name)

    assert (shown.new, shown.renamed, shown.completed, shown.unchanged) == (1, 0, 2, 0)
    assert [(each.line, str(each.words)) for each in shown.refused] == [(3, "Sans code has no p-code.")]
    assert nothing_yet == ()
    assert (again.changes, again.unchanged) == (0, 3)
    assert desk.ask("places.likely", words="kashéb")[0].words == "Kashebere, Kalehe, South Kivu"
    assert desk.ask("places.meant", words="Kashebere, Kalehe, Sud-Kivu") == "CD620501"


@pytest.mark.parametrize(
    "blob",
    [b"", b"\xff\xfeX", b'"never closed', b"Nom;Age\nFuraha;14", b"PK\x03\x04 no workbook", b"ADM1_PCODE\n\x00\x01"],
)
def test_a_file_that_is_no_list_of_places_is_refused_and_nothing_is_written(house: House, blob: bytes) -> None:
    desk = house.desk("a.tuli")
    before = desk.vault.state()

    with pytest.raises(errors.Refusal):
        desk.do("places.take_in", blob=blob, name="x.csv")

    assert desk.vault.state() == before


def test_a_list_without_end_is_refused_before_it_is_read_through(house: House) -> None:
    desk = house.desk("a.tuli")
    rows = (("CD62", "Sud-Kivu", f"CD62{at:05}", f"Lieu {at}", "", "", "") for at in range(12_001))

    with pytest.raises(SheetRefused, match="12000"):
        desk.ask("places.look_at_list", blob=csv(*rows), name="x.csv")


def test_a_renamed_place_keeps_what_was_said_of_it(house: House) -> None:
    """A record of before shows the place under its present name; whoever still says the former one finds it."""
    desk = house.desk()
    file_id = desk.do("case_file.receive", sex="f", name="Furaha")
    desk.do("identity.add_place", file_id=file_id, values={
        "what": "last_home", "place": "Buhavu, Kalehe, Sud-Kivu", "words": Said("Buhavu"), "said_by": "child",
        "said_on": DAY,
    })  # fmt: skip

    desk.do("places.rename", place_key="kalehe_buhavu", name="Mbinga", since=DAY)

    cells = _places(house, file_id)
    assert "Mbinga, Kalehe, South Kivu" in cells
    assert "Buhavu" in cells
    likely = desk.ask("places.likely", words="buhav")[0]
    assert (likely.words, str(likely.aside)) == ("Mbinga, Kalehe, South Kivu", "formerly Buhavu")
    assert desk.ask("places.meant", words="Buhavu, Kalehe, Sud-Kivu") == "kalehe_buhavu"


def _places(house: House, file_id: str) -> list[str]:
    assert house.entered is not None
    blocks = house.entered.desk.ask("identity.blocks", record_id=file_id)
    told = next(each for each in blocks if isinstance(each, Entries) and each.title == "Places told of")
    return [str(cell) for entry in told.entries for cell in entry.cells]


def test_what_is_on_no_list_stays_as_it_was_typed(house: House) -> None:
    desk = house.desk()
    file_id = desk.do("case_file.receive", sex="f", name="Furaha")
    for words in (None, Said("près du marché")):
        desk.do("identity.add_place", file_id=file_id, values={
            "what": "birth", "place": "Kwa Mzee Jérôme", "words": words, "said_by": "child", "said_on": DAY,
        })  # fmt: skip

    cells = _places(house, file_id)

    assert "Kwa Mzee Jérôme" in cells
    assert "près du marché, Kwa Mzee Jérôme" in cells


def test_a_place_that_was_joined_says_where_it_went_on(house: House) -> None:
    desk = house.desk("a.tuli")

    desk.do("places.go_on", place_key="kalehe_buhavu", into="Buloho, Kalehe, Sud-Kivu", on_day=DAY)

    assert str(desk.ask("places.likely", words="Buhavu")[0].aside) == "today Buloho"
    view = desk.ask("places.place", record_id="kalehe_buhavu")
    assert view.header.marks
    assert "Buloho, Kalehe, South Kivu" in [str(line.value) for line in view.tabs[0].start[0].lines]
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("places.go_on", place_key="kalehe", into="Nulle part", on_day=DAY)
    assert refused.value.field == "into"


def test_a_village_is_added_and_called_by_another_name_too(house: House) -> None:
    desk = house.desk("a.tuli")

    key = desk.do("places.add", name="Kalole", kind="village", parent="Buhavu, Kalehe, Sud-Kivu")
    desk.do("places.add_name", place_key=key, name="Kalole-Centre")

    rows = desk.ask("places.all_places", window=Window(words="kalole"))
    assert [(row.name, row.within, row.other_names) for row in rows.rows] == [
        ("Kalole", "Buhavu, Kalehe, South Kivu", "Kalole-Centre")
    ]
    with pytest.raises(errors.NotFound):
        desk.do("places.rename", place_key="nowhere", name="X", since=DAY)
    with pytest.raises(errors.NotFound):
        desk.ask("places.place", record_id="nowhere")


def test_the_list_is_shown_from_the_province_down_in_windows(house: House) -> None:
    desk = house.desk("a.tuli")

    first = desk.ask("places.all_places", window=Window(count=10))
    rest = desk.ask("places.all_places", window=Window(after=first.after, count=1_000))

    assert first.rows[0].name == "South Kivu"
    assert len(first.rows) + len(rest.rows) == first.total == rest.total
    assert rest.after is None


def test_the_list_is_kept_by_who_leads_and_found_by_everybody(house: House) -> None:
    keeping, finding = [], []
    for login in ("d.furaha", "a.tuli", "s.pascal", "c.aline", "r.zawadi", "m.musa"):
        desk = house.desk(login)
        keeping += [login] if desk.may("places.take_in") else []
        finding += [login] if desk.may("places.likely") else []

    assert keeping == ["d.furaha", "a.tuli"]
    assert len(finding) == 6
