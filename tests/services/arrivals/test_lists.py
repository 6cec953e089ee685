"""Lists from elsewhere: read in French and English, taken whole or not at all, each refusal by row and column."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.services.arrivals.children import line, said, seen, written
from tests.services.arrivals.house import DAY, House
from transit_desk import choices
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.arrivals.rules import lists

FRENCH = (
    "N°;Nom dit par l’enfant;Sexe;Âge;Langue;Village;Où va l’enfant ?;Raison\n"
    "1;Mushagalusha Bisimwa;G;15 ans;swahili;Nyamubi;"
    f"{choices.label('disposition', 'to_centre', 'fr')};{choices.label('transfer_reason', 'family_not_local', 'fr')}\n"
    "2;Neema;Fille;entre 14 et 16;mashi;ne sait pas;Remis à sa famille sur place;\n"
    "3;=SUM(A1:A9);m;;;;;\n"
).encode()


def test_a_french_list_is_read_column_by_column(house: House, event: str) -> None:
    preview = house.desk.ask("arrivals.read_sheet", blob=FRENCH, name="liste.csv")

    assert dict(preview.columns)["Nom dit par l’enfant"] == "name_typed"
    assert [cell for _heading, cell in preview.columns] == [
        "name_typed", "sex", "age_typed", "language", "village_typed", "disposition", "reason",
    ]  # fmt: skip
    assert preview.passed_over == ("N°",)
    assert preview.refused == ()
    assert seen(house.desk, event).rows == (), "reading keeps nothing"

    kept = house.desk.do("arrivals.import_rows", event_id=event, rows=[dict(row) for row in preview.rows])

    first, second, third = seen(house.desk, event).rows
    assert len(kept) == 3
    assert (first.name_typed.words, first.sex.value, first.language.value) == ("Mushagalusha Bisimwa", "m", "swc")
    assert (first.disposition.value, first.reason.value) == ("to_centre", "family_not_local")
    assert (second.sex.value, second.village_typed.state, second.language.value) == ("f", "unknown", "shr")
    assert third.name_typed.words == "=SUM(A1:A9)", "a formula is words"


def test_a_workbook_in_english_is_read_too(house: House, event: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Sex", "Age", "Village"])
    sheet.append(["Lado Kenyi Wani", "Boy", 15, "قرية النهر"])
    blob = io.BytesIO()
    book.save(blob)

    preview = house.desk.ask("arrivals.read_sheet", blob=blob.getvalue(), name="list.xlsx")
    house.desk.do("arrivals.import_rows", event_id=event, rows=[dict(row) for row in preview.rows])

    (row,) = seen(house.desk, event).rows
    assert (row.name_typed.words, row.age_typed.words, row.village_typed.words) == (
        "Lado Kenyi Wani", "15", "قرية النهر",
    )  # fmt: skip


def test_what_stands_in_a_list_is_said_by_the_list(house: House, event: str) -> None:
    (kept,) = house.desk.do("arrivals.import_rows", event_id=event, rows=[{"name_typed": "Kashindi"}])

    tabs = {tab.key: tab for tab in house.desk.ask("case_file.child", record_id=kept.file_id).tabs}

    (told,) = tabs["identity"].start[0].lines
    assert (str(told.said_by), str(told.known_by)) == ("List at the release", "Copied from a list")


def test_a_list_is_taken_whole_or_not_at_all(house: House, event: str) -> None:
    before = house.commits()

    with pytest.raises(errors.Several) as refused:
        house.desk.do(
            "arrivals.import_rows",
            event_id=event,
            rows=[
                {"name_typed": "Amani", "sex": "G", "age_typed": "15"},
                {"name_typed": "Bahati", "sex": "perhaps", "age_typed": "41"},
                {"name_typed": "Safari", "disposition": "the moon", "age_typed": "15"},
            ],
        )

    assert [str(each) for each in refused.value.refusals] == [
        "Row 2, Sex: “perhaps” is not one of the answers here.",
        "Row 2, Age the child says: This house receives children: an age above 25 cannot be right.",
        "Row 3, Where does the child go?: “the moon” is not one of the answers here.",
    ]
    with pytest.raises(errors.RuleBroken) as old:
        house.desk.do("arrivals.import_rows", event_id=event, rows=[{"name_typed": "Amani"}, {"age_typed": "41"}])
    assert str(old.value).startswith("Row 2, Age the child says: ")
    assert old.value.field == "2.age_typed"
    assert house.commits() == before
    assert seen(house.desk, event).rows == ()


def test_the_preview_shows_every_cell_nobody_can_take(house: House) -> None:
    blob = b"Nom,Sexe\nAmani,G\nBahati,xyz\n"

    preview = house.desk.ask("arrivals.read_sheet", blob=blob, name="list.csv")

    assert [str(each) for each in preview.refused] == ["Row 2, Sex: “xyz” is not one of the answers here."]


def test_a_list_without_any_known_column_is_refused(house: House) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        house.desk.ask("arrivals.read_sheet", blob=b"colour;shape\nred;round\n", name="list.csv")

    assert refused.value.field == "list"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Nom dit", "name_typed"), ("NOM", "name_typed"), ("Name", "name_typed"), ("Sexe", "sex"), ("gender", "sex"),
        ("Âge", "age_typed"), ("Age ≈", "age_typed"), ("Besoin urgent", "needs"), ("Langue", "language"),
        ("Village d’origine", "village_typed"), ("Destination", "disposition"), ("Où va l’enfant ?", "disposition"),
        ("Raison ou suite", "reason"), ("Taille", None), ("", None),
    ],
)  # fmt: skip
def test_headings_mean_cells(heading: str, cell: str | None) -> None:
    assert lists.cell_of(heading) == cell


@pytest.mark.parametrize(
    ("cell", "typed", "read"),
    [
        ("sex", "F", "f"), ("sex", "Garçon", "m"), ("sex", "?", "unknown"), ("sex", "fille", "f"),
        ("name_typed", " Jean–Bosco ", " Jean–Bosco "), ("name_typed", "-", None),
        ("name_typed", "(ne souhaite pas)", Said(None, Answer.REFUSED)),
        ("village_typed", "ne sait pas", Said(None, Answer.UNKNOWN)),
        ("needs", "Injury ; Hungry", ["injury", "hunger"]), ("needs", "—", None),
        ("disposition", "to_centre", "to_centre"),
        ("disposition", "Famille, sur place", "returned_on_site"), ("disposition", "Vers la maison", "to_centre"),
        ("reason", "Health", "health"),
        ("needs", ["injury"], ["injury"]), ("language", "Kinyarwanda", "kin"),
    ],
)  # fmt: skip
def test_typed_words_mean_choices_and_other_words_stay_as_they_are(cell: str, typed: object, read: object) -> None:
    assert lists.read_cell(cell, typed) == read


def test_several_wrong_cells_of_a_row_are_said_together() -> None:
    read, refused = lists.read_row({"sex": "xyz", "reason": "xyz", "name_typed": "Amani", "colour": "red"})

    assert read == {"name_typed": "Amani"}
    assert [each.field for each in refused] == ["sex", "reason", "colour"]


# -- the same child


def test_a_row_that_looks_like_an_earlier_child_is_shown_beside_it_and_a_person_decides(
    house: House, event: str
) -> None:
    earlier = house.desk.do(
        "case_file.open_case", sex="m", care_track="kin", name="Mushagalusha", age="15", village="Nyamubi"
    )
    row = written(house.desk, event, name_typed="Mushagalusa", sex="m", age_typed="15", village_typed="Nyamubi")

    (twin,) = house.desk.ask("arrivals.duplicates", event_id=event)
    assert (twin.row_id, twin.other_file_id, twin.decision) == (row.row_id, earlier, "")

    house.desk.do("arrivals.same_as", row_id=row.row_id, decision="do_not_know", other_file_id=earlier)
    house.desk.do("arrivals.same_as", row_id=row.row_id, decision="same", other_file_id=earlier)
    assert [each.decision for each in house.desk.ask("arrivals.duplicates", event_id=event)] == ["same"]
    assert house.desk.ask("case_file.comparison", record_id=row.file_id).decision == "same"
    house.desk.undo()
    assert [each.decision for each in house.desk.ask("arrivals.duplicates", event_id=event)] == [""]
    with pytest.raises(errors.RuleBroken):
        house.desk.do("arrivals.same_as", row_id=row.row_id, decision="perhaps", other_file_id=earlier)


def _asked(desk: Desk) -> list[str]:
    tasks = desk.ask("case_file.tonight").tasks
    return [task.target.record_id for task in tasks if task.target and task.target.page == "case_file.compare"]


def test_a_row_said_to_be_the_same_child_waits_on_the_supervisors_today(house: House, event: str) -> None:
    """Nothing is joined in the list; a supervisor compares the two files and joins them."""
    earlier = house.desk.do("case_file.open_case", sex="m", care_track="kin", name="Mushagalusha", age="15")
    row = written(house.desk, event, name_typed="Mushagalusa", sex="m", age_typed="15")

    house.desk.do("arrivals.same_as", row_id=row.row_id, decision="same", other_file_id=earlier)

    assert _asked(house.desk) == [row.file_id]
    stays = house.desk.do(
        "case_file.answer_same", file_id=row.file_id, other_id=earlier, decision="same", why="his scar"
    )
    assert _asked(house.desk) == []
    shown = house.desk.ask("case_file.child", record_id=row.file_id)
    assert (stays, shown.record_id) == (earlier, earlier)
    assert [each.file_id for each in house.desk.ask("arrivals.event", record_id=event).rows] == [row.file_id]


@pytest.mark.parametrize("way", ["typed", "listed"])
def test_a_row_that_may_be_a_child_of_a_file_out_of_sight_is_asked_of_the_supervisor(staffed: House, way: str) -> None:
    """Typed in the grid or taken from a list: the question is put by itself, and names nobody."""
    staffed.desk.do("case_file.open_case", sex="m", care_track="kin", name="Mushagalusha", age="15")
    desk = staffed.at("caseworker")
    event = str(desk.do("arrivals.start_event", day=DAY))
    if way == "typed":
        file_id = written(desk, event, name_typed="Mushagalusa", sex="m").file_id
    else:
        (kept,) = desk.do("arrivals.import_rows", event_id=event, rows=[{"name_typed": "Mushagalusa", "sex": "m"}])
        file_id = kept.file_id

    (twin,) = desk.ask("arrivals.duplicates", event_id=event)

    assert (twin.other_file_id, twin.other) == ("", "")
    assert _asked(desk) == []
    assert _asked(staffed.at("director")) == [file_id]


def test_two_rows_of_one_list_that_look_alike_are_told_once_with_both_names(staffed: House) -> None:
    desk = staffed.desk
    event = str(desk.do("arrivals.start_event", day=DAY))
    first = written(desk, event, name_typed="Jean-Bosco Mwilarhe", sex="m", age_typed="15")
    second = written(desk, event, name_typed="Jean-Bosco Murhula", sex="m", age_typed="15")

    (twin,) = desk.ask("arrivals.duplicates", event_id=event)

    assert (twin.row_id, twin.other_file_id) == (first.row_id, second.file_id)
    assert (twin.name, twin.other_name, twin.other_place) == ("Jean-Bosco Mwilarhe", "Jean-Bosco Murhula", 2)


# -- what is typed by hand or pasted


@pytest.mark.parametrize(
    "typed",
    [
        "é" * 10_000, "محمد بن عبد الله", "ኣበበ ቢቂላ", "👩🏾‍👦 Neema", "=cmd|' /C calc'!A0", "@SUM(1)",
        "Ng’ombe “Ya” <b>",
        "O'); DROP TABLE event_row;--", "\u202ename", " spaces  inside ",
    ],
)  # fmt: skip
def test_words_are_kept_to_the_letter(house: House, event: str, typed: str) -> None:
    row = written(house.desk, event, name_typed=typed, village_typed=typed)

    shown = line(house.desk, event, row)

    assert (shown.name_typed.words, shown.village_typed.words) == (typed, typed)
    assert said(house.desk, row.file_id)["Village"] == [typed]


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("village_typed", "x" * 10_001), ("name_typed", "a\x00b"), ("name_typed", "a\x1bb"),
        ("name_typed", "two\nlines"),
        ("name_typed", "\ud800"), ("age_typed", "26"), ("age_typed", "1" * 61), ("sex", "x"), ("needs", ["sgbv_told"]),
        ("disposition", "home"), ("reason", "because"), ("language", "klingon"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_beside_its_cell_and_nothing_is_written(
    house: House, event: str, cell: str, typed: object
) -> None:
    row = written(house.desk, event, name_typed="Amani")
    before = house.commits()

    for row_id in (None, row.row_id):
        with pytest.raises(errors.RuleBroken) as refused:
            house.desk.do("arrivals.write_row", event_id=event, row_id=row_id, values={cell: typed})
        assert refused.value.field == cell

    assert house.commits() == before
    assert len(seen(house.desk, event).rows) == 1


def test_a_cell_that_is_none_is_refused(house: House, event: str) -> None:
    with pytest.raises(errors.RuleBroken):
        house.desk.do("arrivals.write_row", event_id=event, values={"position": 4})
