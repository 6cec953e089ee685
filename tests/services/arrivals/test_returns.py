"""A return on site: no reunification before the questions were put, and a first visit within fourteen days."""

from __future__ import annotations

import datetime

import pytest

from tests.services.arrivals.children import ANSWERS, line, seen, typed, written
from tests.services.arrivals.house import DAY, House
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.module import Brief, Mark, Window
from transit_desk.services.arrivals import rules


def where(house: House, file_id: str) -> list[str]:
    """The facts in the head of a file."""
    return [str(fact) for fact in house.desk.ask("case_file.child", record_id=file_id).header.facts]


def test_until_the_last_answer_nobody_is_reunified(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Plamedi", sex="m", disposition="returned_on_site")

    for name in rules.RETURN_ANSWERS:
        assert not line(house.desk, event, row).complete
        assert "Not known" in where(house, row.file_id)
        view = seen(house.desk, event)
        assert view.sums is not None
        assert (view.sums.returned, view.sums.unaccounted) == (0, 1)
        done = house.desk.do("arrivals.answer_return", row_id=row.row_id, values={name: ANSWERS[name]})

    assert done
    view = seen(house.desk, event)
    assert view.sums is not None
    assert (view.sums.returned, view.sums.unaccounted) == (1, 0)
    assert "Back with the family" in where(house, row.file_id)


def test_the_first_visit_is_due_and_no_bed_and_no_stay_belong_to_it(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Plamedi", sex="m", disposition="returned_on_site")

    house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)

    (child,) = house.desk.ask("case_file.children", window=Window(filters={"due": "first_visit"})).rows
    assert (child.id, child.next_step, child.next_day) == (row.file_id, "First follow-up visit", "28 Sep")
    assert child.stay == "", "there is no episode"
    assert house.desk.ask("interim_care.beds_of", file_ids=[row.file_id]).get(row.file_id) is None
    assert house.desk.ask("interim_care.board").to_bed == ()


def test_an_answer_taken_back_takes_the_return_and_the_visit_back(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Plamedi", sex="m", disposition="returned_on_site")
    house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)

    done = house.desk.do("arrivals.answer_return", row_id=row.row_id, values={"adult": ""})

    assert not done
    assert "Not known" in where(house, row.file_id)
    assert house.desk.ask("case_file.children", window=Window(filters={"due": "first_visit"})).total == 0


def test_who_goes_to_the_centre_after_all_has_no_first_visit(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Plamedi", sex="m", disposition="returned_on_site")
    house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)

    typed(house.desk, event, row, disposition="to_centre", reason="unsafe")

    assert "On the way" in where(house, row.file_id)
    assert house.desk.ask("case_file.children", window=Window(filters={"due": "first_visit"})).total == 0

    typed(house.desk, event, row, disposition="returned_on_site")

    assert "Back with the family" in where(house, row.file_id), "the answers are still there"
    assert house.desk.ask("case_file.children", window=Window(filters={"due": "first_visit"})).total == 1


def test_not_asked_is_no_answer_but_not_known_and_not_wished_are(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="returned_on_site")
    silent = {**ANSWERS, "wish": Said(None, Answer.NOT_ASKED)}

    assert not house.desk.do("arrivals.answer_return", row_id=row.row_id, values=silent)
    (asked,) = house.desk.ask("arrivals.returns_to_answer", event_id=event)
    assert [name for name, _label in asked.open] == ["wish"]

    assert house.desk.do(
        "arrivals.answer_return",
        row_id=row.row_id,
        values={"wish": Said(None, Answer.REFUSED), "recruiter_near": Said(None, Answer.UNKNOWN)},
    )


def test_a_link_nobody_checked_is_no_return(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="returned_on_site")

    done = house.desk.do(
        "arrivals.answer_return", row_id=row.row_id, values={**ANSWERS, "link_checks": ["not_checked"]}
    )

    assert not done


@pytest.mark.parametrize("days", [-1, 15])
def test_a_visit_after_fourteen_days_is_refused_beside_its_field(house: House, event: str, days: int) -> None:
    row = written(house.desk, event, disposition="returned_on_site")
    before = house.commits()

    with pytest.raises(errors.RuleBroken) as refused:
        house.desk.do(
            "arrivals.answer_return",
            row_id=row.row_id,
            values={"visit_by": DAY + datetime.timedelta(days=days)},
        )

    assert refused.value.field == "visit_by"
    assert house.commits() == before


def test_questions_about_a_return_belong_to_a_return(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="to_centre")

    with pytest.raises(errors.RuleBroken) as refused:
        house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)
    assert refused.value.field == "disposition"

    typed(house.desk, event, row, disposition="returned_on_site")
    with pytest.raises(errors.RuleBroken):
        house.desk.do("arrivals.answer_return", row_id=row.row_id, values={"complete": True})


def test_armed_men_are_known_on_a_day_and_never_on_one_to_come(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="returned_on_site")
    house.desk.do("arrivals.answer_return", row_id=row.row_id, values={"armed_near": "no"})

    assert house.desk.ask("arrivals.return_values", row_id=row.row_id)["armed_on"] == DAY

    with pytest.raises(errors.RuleBroken) as refused:
        house.desk.do(
            "arrivals.answer_return",
            row_id=row.row_id,
            values={"armed_near": "yes", "armed_on": DAY + datetime.timedelta(days=1)},
        )
    assert refused.value.field == "armed_on"


def test_danger_near_home_is_seen_as_an_early_visit_and_as_nothing_else(staffed: House) -> None:
    desk = staffed.at("receptionist")
    event = desk.do("arrivals.start_event", day=DAY)
    row = written(desk, event, disposition="returned_on_site")

    desk.do("arrivals.answer_return", row_id=row.row_id, values={**ANSWERS, "recruiter_near": "yes"})
    desk.do("arrivals.answer_return", row_id=row.row_id, values={"adult": "Nabintu"})

    values = desk.ask("arrivals.return_values", row_id=row.row_id)
    assert not {"wish", "recruiter_near", "armed_near", "armed_on", "adult"} & set(values), "no key, no ceiling"
    assert line(desk, event, row).complete, "whoever has no key still sees the count"
    marks = desk.ask("case_file.child", record_id=row.file_id).header.marks
    assert "visit early" in [str(mark.words) for mark in marks if isinstance(mark, Mark)]

    director = staffed.at("director")
    opened = director.ask("arrivals.return_values", row_id=row.row_id)
    assert (opened["recruiter_near"], opened["wish"]) == (Said("yes"), Said("wants to go home"))
    director.do("arrivals.answer_return", row_id=row.row_id, values={"recruiter_near": "no"})
    marks = director.ask("case_file.child", record_id=row.file_id).header.marks
    assert "visit early" not in [str(mark.words) for mark in marks]


def test_what_the_child_wanted_of_the_return_is_read_in_the_brief_and_not_in_the_head(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Plamedi", sex="m", disposition="returned_on_site")
    house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)

    view = house.desk.ask("case_file.child", record_id=row.file_id)
    (brief,) = (block for tab in view.tabs for block in (*tab.start, *tab.end) if isinstance(block, Brief))

    assert "wants to go home" in " ".join(str(words) for _title, said in brief.parts for words in said)
    assert "wants to go home" not in " ".join(str(mark.words) for mark in view.header.marks)


def test_answers_are_kept_as_they_were_given(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="returned_on_site")

    house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)

    values = house.desk.ask("arrivals.return_values", row_id=row.row_id)
    asked = {"wish", "recruiter_near", "armed_near"}
    assert {name: values[name] for name in ANSWERS} == {
        name: Said(value) if name in asked else value for name, value in ANSWERS.items()
    }
