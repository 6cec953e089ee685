"""The registration as an interview: what a part keeps, and what is shown instead of asked again."""

from __future__ import annotations

import pytest

from tests import makers
from transit_desk import choices, services
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.module import FormPage
from transit_desk.reports.document import as_text
from transit_desk.services.case_file import pages


def _child(desk: Desk) -> str:
    return str(desk.do("case_file.receive", sex="f"))


def _forms() -> dict[str, FormPage]:
    every = [page for module in services.modules() for page in module.pages]
    return {page.key: page for page in every if isinstance(page, FormPage)}


def test_every_part_names_a_form_and_a_query_that_exist_and_there_is_room_for_sixty_answers() -> None:
    forms, acts = _forms(), services.acts()

    asked = [name for part in pages.IN_ORDER for name in forms[part.form].fields]

    assert all(part.told in acts for part in pages.IN_ORDER)
    assert len(asked) >= 60


def test_harm_is_asked_last_and_only_where_the_child_wishes() -> None:
    chapters = list(dict.fromkeys(part.chapter for part in pages.IN_ORDER))
    last = [part for part in pages.IN_ORDER if part.chapter == chapters[-1]]

    assert chapters[:3] == ["Welcome", "Needs now", "Strengths and wishes"]
    assert all(part.optional for part in last)


def test_what_was_told_is_kept_with_its_source_and_shown_to_whoever_goes_on(desk: Desk) -> None:
    file_id = _child(desk)

    desk.do("case_file.hear", file_id=file_id, values={
        "name_in_use": Said("Espé"), "likes": Said("le foot"), "languages": Said(["shr"]),
        "good_at": Said(None, Answer.UNKNOWN), "trade": Said(None, Answer.NOT_ASKED),
    })  # fmt: skip
    told = desk.ask("case_file.told", record_id=file_id)

    assert str(told.lines["likes"].value) == "le foot"
    assert str(told.lines["likes"].said_by) == "The child"
    assert told.lines["good_at"].state == "unknown"
    assert told.values["languages"] == ["shr"]
    assert "trade" not in told.lines
    assert told.who.startswith("Espé · ")


def test_the_same_words_twice_on_one_day_are_one_statement(desk: Desk) -> None:
    file_id = _child(desk)
    for words in ("Bukavu", "Bukavu", "Uvira"):
        desk.do("case_file.hear", file_id=file_id, values={"school_place": Said(words)})

    view = desk.ask("case_file.child", record_id=file_id)
    said = [str(line.value) for tab in view.tabs if tab.key == "identity" for line in tab.start[0].lines]

    assert sorted(value for value in said if value in {"Bukavu", "Uvira"}) == ["Bukavu", "Uvira"]


def test_what_is_refused_stands_beside_its_own_question(desk: Desk) -> None:
    file_id = _child(desk)

    with pytest.raises(errors.RuleBroken) as caught:
        desk.do("case_file.hear", file_id=file_id, values={"likes": Said("le foot"), "age": Said("twelve hundred")})

    assert caught.value.field == "age"
    assert "likes" not in desk.ask("case_file.told", record_id=file_id).lines  # all of a part, or nothing


def test_a_question_that_is_no_part_of_the_interview_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.RuleBroken):
        desk.do("case_file.hear", file_id=_child(desk), values={"war_name": Said("X")})


def test_where_the_family_is_stays_hidden_from_whom_family_is_not_for(house: makers.House) -> None:
    director = house.desk()
    file_id = _child(director)
    director.do("case_file.hear", file_id=file_id, values={"way_home": Said("Kalehe"), "likes": Said("le foot")})

    told = house.desk("e.sifa").ask("case_file.told", record_id=file_id)

    assert told.lines["way_home"].state == "hidden"
    assert not told.lines["way_home"].value
    assert told.values["way_home"] is None


def test_what_was_told_of_a_separation_is_read_before_another_is_asked(desk: Desk) -> None:
    file_id = _child(desk)
    desk.do("history.add_separation", file_id=file_id, values={"said_by": "child", "place": Said("Kalehe")})

    told = desk.ask("history.told", record_id=file_id)

    assert [str(line.value) for line in told.before["history.separation"]] == ["Kalehe", "The child"]
    assert "history.association" not in told.before


def test_each_question_has_one_home_and_a_statement_that_a_slice_owns_is_offered_no_more(desk: Desk) -> None:
    """What a relative or a place tells is asked by its own form; what was kept before stays to be read."""
    file_id = _child(desk)
    owned = {"mother", "father", "siblings", "raised_by", "family_now", "birth_place", "home_before", "wish_live"}
    desk.do("case_file.say", file_id=file_id, what="mother", words="M’Cihogo", said_by="child")

    view = desk.ask("case_file.child", record_id=file_id)
    said = [str(line.value) for tab in view.tabs if tab.key == "identity" for line in tab.start[0].lines]

    assert not owned & {choice.key for choice in choices.load("claim_kind").offered}
    assert not owned & set(pages.HEARD)
    assert "M’Cihogo" in said


def test_the_first_question_is_who_is_there(desk: Desk) -> None:
    first = pages.IN_ORDER[0]

    assert first.form == "identity.interview"
    assert first.needed
    assert {"women", "men", "interpreter", "reason"} <= set(_forms()[first.form].fields)


def test_who_is_there_is_known_for_today_and_asked_again_on_another_day(house: makers.House) -> None:
    desk = house.desk()
    file_id = _child(desk)
    today = desk.day(desk.now())
    values = {"on_day": today, "led_by": desk.ask("identity.talk_values", file_id=file_id)["led_by"],
              "women": 1, "men": 0}  # fmt: skip
    desk.do("identity.add_interview", file_id=file_id, values=values)

    now = desk.ask("identity.told", record_id=file_id)
    house.clock.pass_(hours=24)
    later = desk.ask("identity.told", record_id=file_id)

    assert [str(line.value) for line in now.before["identity.interview"]] == ["1 women, 0 men"]
    assert "identity.interview" not in later.before


def test_a_relative_and_a_place_told_in_the_interview_stand_on_the_tabs_of_their_slices(desk: Desk) -> None:
    file_id = _child(desk)
    told_by = {"said_by": "child", "said_on": desk.day(desk.now())}
    desk.do("family.add_relative", file_id=file_id, values={"relation": "mother", "name": Said("M’Cihogo"), **told_by})
    desk.do("identity.add_place", file_id=file_id, values={"what": "birth", "words": Said("Lwashi"), **told_by})

    family = desk.ask("family.told", record_id=file_id)
    identity = desk.ask("identity.told", record_id=file_id)
    tab = desk.ask("family.tab", record_id=file_id)

    assert [(str(line.label), str(line.value)) for line in family.before["family.relative"]] == [("Mother", "M’Cihogo")]
    assert [str(line.said_by) for line in identity.before["identity.place"]] == ["The child"]
    assert "M’Cihogo" in str(tab)


def test_own_children_are_asked_of_girls_alone(desk: Desk) -> None:
    girl, boy = _child(desk), str(desk.do("case_file.receive", sex="m"))

    assert "family.own_child" not in desk.ask("family.told", record_id=girl).not_for
    assert "family.own_child" in desk.ask("family.told", record_id=boy).not_for


def test_a_mother_told_of_in_the_interview_stands_on_the_summary_and_not_on_the_carers(
    desk: Desk,
) -> None:
    file_id = _child(desk)
    told_by = {"said_by": "child", "said_on": desk.day(desk.now())}
    desk.do("family.add_relative", file_id=file_id, values={"relation": "mother", "name": Said("M’Cihogo"), **told_by})

    centre, family = (
        as_text(desk.ask("case_file.case_summary", file_id=file_id, audience=audience))
        for audience in ("centre", "foster_family")
    )

    assert "Mother: M’Cihogo" in centre
    assert "M’Cihogo" not in family
