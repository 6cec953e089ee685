"""Talks, places, numbers elsewhere and particulars at work; a girl without a woman, and who hears of it."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest

from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.module import Entries, FactLine, Facts
from transit_desk.reports.document import as_text
from transit_desk.storage.work import VaultSession, Work

DAY = datetime.date(2026, 11, 20)
REASON = "Aucune collègue avant lundi"


def child(desk: Desk, **values: Any) -> str:
    """A child at the door."""
    file_id: str = desk.do("case_file.receive", **{"sex": "f", "name": "Furaha", **values})
    return file_id


def worker(desk: Desk, login: str) -> str:
    """A worker's identifier."""
    return next(str(each.id) for each in desk.ask("office.workers") if each.login == login)


def talk(desk: Desk, file_id: str, **values: Any) -> str:
    """A talk led by a woman."""
    given = {"on_day": DAY, "led_by": worker(desk, "c.aline"), "women": 1, "men": 0, **values}
    found: str = desk.do("identity.add_interview", file_id=file_id, values=given)
    return found


def block(desk: Desk, file_id: str, title: str) -> Any:
    """One block of the tab of the identity, on the child's own page."""
    view = desk.ask("case_file.child", record_id=file_id)
    shown = next(tab for tab in view.tabs if tab.key == "identity")
    return next(each for each in shown.start if isinstance(each, (Entries, Facts)) and each.title == title)


def said(value: Any) -> str:
    """Every cell and line of a block, in one string."""
    if isinstance(value, Facts):
        return "\n".join(f"{line.label}: {line.value}" for line in value.lines)
    return "\n".join(str(cell) for entry in value.entries for cell in entry.cells)


def marks(desk: Desk, file_id: str) -> list[str]:
    """What the head of the file says."""
    return [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]


def tasks(desk: Desk) -> list[str]:
    """What *Today* says."""
    return [str(task.title) for task in desk.ask("case_file.tonight").tasks]


def gathered(desk: Desk, hook: str, **values: Any) -> list[Any]:
    """What the slices tell for one hook."""
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test").gather(hook, **values)


# --


def test_a_girl_among_men_only_is_refused_without_a_reason_then_told_to_the_supervisor(house: House) -> None:
    desk = house.desk("s.pascal")
    file_id = child(desk)
    with pytest.raises(errors.RuleBroken) as refused:
        talk(desk, file_id, women=0, men=2, reason="urgent")

    record_id = talk(desk, file_id, women=0, men=2, reason=REASON)

    assert refused.value.field == "reason"
    assert "A girl talked without a woman there" in tasks(desk)
    desk.do("identity.see_interview", record_id=record_id, seen_on=DAY)
    assert "A girl talked without a woman there" not in tasks(desk)


def test_the_indicator_drops_with_a_talk_without_a_woman(desk: Desk) -> None:
    file_id, boy = child(desk), child(desk, sex="m")
    talk(desk, file_id)
    talk(desk, boy, women=0, men=1)
    month = {"start": datetime.date(2026, 11, 1), "end": datetime.date(2026, 11, 30)}
    before = dict(gathered(desk, "figures", **month))

    talk(desk, file_id, women=0, men=1, reason=REASON)

    after = dict(gathered(desk, "figures", **month))
    assert (before["identity.of_a_hundred_with_a_woman"], after["identity.of_a_hundred_with_a_woman"]) == (100, 50)


def test_only_those_who_oversee_hear_of_it(house: House) -> None:
    desk = house.desk()
    file_id = child(desk)
    talk(desk, file_id, women=0, men=1, reason=REASON)
    desk.do("case_file.assign", file_id=file_id, worker_id=worker(desk, "c.aline"))

    hers = house.desk("c.aline")

    assert "A girl talked without a woman there" not in tasks(hers)
    assert not hers.may("identity.see_interview")


def test_a_girl_tells_a_man_nothing_before_it_is_written_down_who_is_there(house: House) -> None:
    """Leaving the first part of the interview empty is no way around the woman, or the reason."""
    wish = {"wish_now": Said("rentrer")}
    girl, boy = child(house.desk()), child(house.desk(), sex="m")
    desk = house.desk("s.pascal")
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.hear", file_id=girl, values=wish)

    desk.do("case_file.hear", file_id=boy, values=wish)
    talk(desk, girl, on_day=desk.day(desk.now()), led_by=worker(desk, "s.pascal"), women=0, men=1, reason=REASON)
    desk.do("case_file.hear", file_id=girl, values=wish)

    assert "First write down who is there" in str(refused.value)
    assert "A girl talked without a woman there" in tasks(desk)


def test_a_woman_hears_a_girl_without_another_form(desk: Desk) -> None:
    file_id = child(desk)

    desk.do("case_file.hear", file_id=file_id, values={"wish_now": Said("rentrer")})

    assert "rentrer" in str(desk.ask("case_file.told", record_id=file_id).lines["wish_now"].value)


def test_a_man_who_leads_a_talk_is_counted_as_a_man_in_the_room(desk: Desk) -> None:
    file_id = child(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        talk(desk, file_id, led_by=worker(desk, "s.pascal"), women=1, men=0)

    assert refused.value.field == "men"
    talk(desk, file_id, led_by=worker(desk, "s.pascal"), women=1, men=1)


# --


def test_a_girl_goes_from_a_woman_to_a_man_with_a_reason_that_stays_confidential(house: House) -> None:
    desk = house.desk()
    girl, boy = child(desk), child(desk, sex="m")
    pascal = worker(desk, "s.pascal")
    for file_id in (girl, boy):
        desk.do("case_file.assign", file_id=file_id, worker_id=worker(desk, "c.aline"))
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.assign", file_id=girl, worker_id=pascal, why=" . ")

    desk.do("case_file.assign", file_id=boy, worker_id=pascal)
    desk.do("case_file.assign", file_id=girl, worker_id=pascal, why="Aline est malade")

    assert refused.value.field == "why"
    assert "Aline est malade" in str(desk.ask("case_file.story", record_id=girl))
    assert "Aline est malade" not in str(house.desk("e.sifa").ask("case_file.story", record_id=girl))


def test_her_woman_worker_is_shown_and_a_man_after_her_is_a_warning(desk: Desk) -> None:
    file_id = child(desk)
    talk(desk, file_id)
    desk.do("case_file.assign", file_id=file_id, worker_id=worker(desk, "c.aline"))
    with_her = said(block(desk, file_id, "Her woman worker"))
    before = marks(desk, file_id)

    desk.do("case_file.assign", file_id=file_id, worker_id=worker(desk, "s.pascal"), why="she left the house")

    assert "the same woman from the first talk on" in with_her
    assert not [mark for mark in before if "followed by a man" in mark]
    assert "followed by a man; before, by Aline Nakalonge" in marks(desk, file_id)


def test_two_women_one_after_another_are_both_named(desk: Desk) -> None:
    file_id = child(desk)
    talk(desk, file_id, on_day=DAY - datetime.timedelta(days=3))
    talk(desk, file_id, led_by=worker(desk, "p.neema"))

    assert "2 women one after another" in said(block(desk, file_id, "Her woman worker"))


# -- places


def test_a_place_is_shown_as_a_chain_beside_the_words(desk: Desk) -> None:
    file_id = child(desk)
    values = {
        "what": "last_home", "place": "kalehe", "words": Said("Nyalubindi"), "landmark": "près de l’église",
        "said_by": "child", "said_on": DAY,
    }  # fmt: skip
    desk.do("identity.add_place", file_id=file_id, values=values)

    shown = said(block(desk, file_id, "Places told of"))

    assert "Kalehe, South Kivu" in shown
    assert "Nyalubindi" in shown
    with pytest.raises(errors.RuleBroken):
        desk.do("identity.add_place", file_id=file_id, values={"what": "birth", "said_by": "child", "said_on": DAY})


def test_where_a_child_dares_not_go_stays_with_its_own_workers(house: House) -> None:
    desk = house.desk()
    file_id = child(desk)
    desk.do("identity.add_avoided", file_id=file_id, values={"said_by": "child", "words": "QXAVOIDXQ", "said_on": DAY})

    packed = gathered(desk, "handover", file_id=file_id, audience="receiving_agency")

    assert "QXAVOIDXQ" in said(block(desk, file_id, "Where the child does not want to go"))
    assert "QXAVOIDXQ" not in repr(packed)
    assert not house.desk("r.zawadi").may("identity.blocks")


# -- numbers, particulars, birth


def test_numbers_and_particulars_are_kept_and_the_newest_counts(desk: Desk) -> None:
    file_id = child(desk)
    desk.do(
        "identity.add_number",
        file_id=file_id,
        values={"said_by": "child", "agency": "icrc", "number": "BUK-0001 (fictif)"},
    )
    for code in ("K-11", "K-12"):
        desk.do("identity.add_particulars", file_id=file_id,
                values={"nationality": Said("undetermined"), "transport_code": code, "risk_level": "high"})  # fmt: skip

    shown = said(block(desk, file_id, "Particulars"))
    packed = next(
        part for part in gathered(desk, "handover", file_id=file_id, audience="centre") if part.section == "who"
    )

    assert "BUK-0001" in said(block(desk, file_id, "Numbers at other agencies"))
    assert "K-12" in shown
    assert [str(line.value) for line in block(desk, file_id, "Particulars").lines if not line.chosen] == ["K-11"]
    assert "Undetermined" in shown
    assert set(packed.content) == {"version", "numbers", "particulars"}


def test_the_ethnic_group_is_refused_while_the_office_does_not_ask(desk: Desk) -> None:
    file_id = child(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("identity.add_particulars", file_id=file_id, values={"ethnicity": Said("…")})

    assert refused.value.field == "ethnicity"


def birth_lines(desk: Desk, file_id: str, label: str = "Birth") -> list[FactLine]:
    """The lines about the birth on the tab of the identity; only the first of a kind is labelled."""
    lines = block(desk, file_id, "Everything that was said").lines
    first = next(place for place, line in enumerate(lines) if str(line.label) == label)
    rest = itertools.takewhile(lambda line: not str(line.label), lines[first + 1 :])
    return [lines[first], *rest]


def test_a_birth_is_shown_as_it_was_told_with_who_said_it_and_when(desk: Desk) -> None:
    file_id = child(desk)

    desk.do("identity.date_birth", file_id=file_id, words="vers 2009, saison des pluies", said_by="mother", said_on=DAY)

    (line,) = birth_lines(desk, file_id)
    view = desk.ask("case_file.child", record_id=file_id)
    summary = as_text(desk.ask("case_file.case_summary", file_id=file_id))
    assert (str(line.value), str(line.said_by)) == ("vers 2009, saison des pluies", "The mother")
    assert "about 16 years" in [str(fact) for fact in view.header.facts]
    assert "vers 2009, saison des pluies" in summary
    assert "about 16 years" in summary
    assert "vers 2009" not in as_text(desk.ask("case_file.case_summary", file_id=file_id, audience="receiving_agency"))


def test_a_birth_told_by_an_event_keeps_the_event_and_says_that_it_was_worked_out(desk: Desk) -> None:
    file_id = child(desk)
    event = {"event": "nyiragongo_2021", "side": "age_then", "age_then": 9}
    asked: dict[str, Any] = {"file_id": file_id, "said_on": DAY, **event}

    desk.do("identity.date_birth", said_by="family", **asked)
    desk.do("identity.date_birth", said_by="mother", words="quand le volcan a pris feu, il avait 9 ans", **asked)

    mother, family = birth_lines(desk, file_id)
    assert (str(mother.value), str(mother.said_by)) == ("quand le volcan a pris feu, il avait 9 ans", "The mother")
    assert str(family.value) == "9 years: Nyiragongo erupts (second time)"
    assert str(family.known_by) == "Worked out from events"
    assert "14 to 15 years" in [str(fact) for fact in desk.ask("case_file.child", record_id=file_id).header.facts]


def test_who_is_believed_first_is_shown_then_whoever_told_it_more_exactly_and_a_difference_is_said(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("case_file.say", file_id=file_id, what="age", words="12", said_by="child")
    for words, said_by in (("2010", "family"), ("mars 2010", "family"), ("2011", "authority")):
        desk.do("case_file.say", file_id=file_id, what="birth", words=words, said_by=said_by)

    births, ages = birth_lines(desk, file_id), birth_lines(desk, file_id, "Age")

    assert [str(line.value) for line in births] == ["mars 2010", "2010", "2011"]
    assert [line.chosen for line in (*births, *ages)] == [True, False, False, False]
    assert ["does not fit" in str(line.known_by) for line in (*births, *ages)] == [False, False, True, True]
    assert "16 years" in [str(fact) for fact in desk.ask("case_file.child", record_id=file_id).header.facts]


def test_who_told_a_birth_is_not_asked_for_the_age_among_what_is_to_complete(desk: Desk) -> None:
    file_id = child(desk)
    assert "4 points to complete" in marks(desk, file_id)

    desk.do("identity.date_birth", file_id=file_id, words="2011", said_by="document", said_on=DAY)

    assert "3 points to complete" in marks(desk, file_id)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "words"), ({"words": "hier matin"}, "words"), ({"event": "nyiragongo_2021"}, "side"),
        ({"event": "nyiragongo_2021", "side": "age_then"}, "age_then"),
    ],
)  # fmt: skip
def test_a_birth_that_nobody_can_read_is_refused_beside_its_box(desk: Desk, asked: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("identity.date_birth", file_id=child(desk), said_by="mother", said_on=DAY, **asked)

    assert refused.value.field == field


@pytest.mark.parametrize("kind", ["first_name", "post_name", "nickname", "baptism", "listed", "other_spelling"])
def test_a_child_is_found_by_every_name_it_was_ever_given(desk: Desk, kind: str) -> None:
    file_id = child(desk)
    desk.do("case_file.say", file_id=file_id, what=kind, words="Mwilarhe", said_by="child")

    assert [found.id for found in desk.ask("case_file.find", words="Mwilarhe")] == [file_id]


def test_what_was_taken_back_is_no_longer_shown_and_not_taken_back_twice(desk: Desk) -> None:
    file_id = child(desk)
    record_id = talk(desk, file_id)
    desk.do("identity.take_back", record_id=record_id, why="another girl's talk")

    with pytest.raises(errors.RuleBroken):
        desk.do("identity.take_back", record_id=record_id, why="another girl's talk")

    assert not block(desk, file_id, "Talks with the child").entries


# -- corrections


@pytest.mark.parametrize(
    ("add", "title", "first", "then", "cell"),
    [
        ("add_place", "Places told of",
         {"what": "birth", "words": Said("Lwashi"), "said_by": "child", "said_on": DAY},
         {"words": Said("Lwashi-Haut"), "said_by": "family"}, "Lwashi-Haut"),
        ("add_number", "Numbers at other agencies", {"agency": "other", "agency_words": "ONG Tumaini", "number": "12",
          "said_by": "child"},
         {"number": "21", "said_by": "document"}, "21"),
        ("add_avoided", "Where the child does not want to go", {"words": "Kiseke", "said_on": DAY, "said_by": "family"},
         {"words": "Kiseke-Bas", "said_by": "child"}, "Kiseke-Bas"),
    ],
)  # fmt: skip
def test_what_was_told_is_put_right_by_a_new_statement_and_the_old_one_stays_to_be_read(  # one line of the table
    desk: Desk, add: str, title: str, first: dict[str, Any], then: dict[str, Any], cell: str
) -> None:
    file_id = child(desk)
    record_id = desk.do(f"identity.{add}", file_id=file_id, values=first)

    newer = desk.do("identity.correct", record_id=record_id, values={**then, "because": "heard again, slowly"})

    now, before = block(desk, file_id, title).entries
    assert cell in [str(each) for each in now.cells]
    assert (now.past, before.past, before.verbs) == (False, True, ())
    assert "heard again, slowly" in str(before.mark.words)
    assert desk.ask("identity.values", record_id=newer)["said_by"] == then["said_by"]
    desk.do("identity.take_back", record_id=newer, why="the first was right")
    (back,) = block(desk, file_id, title).entries
    assert cell not in [str(each) for each in back.cells]
    assert not back.past


def test_a_talk_put_right_still_needs_the_reason_why_no_woman_was_there(desk: Desk) -> None:
    file_id = child(desk)
    record_id = talk(desk, file_id)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("identity.correct", record_id=record_id, values={"women": 0, "men": 1, "because": "she was not there"})
    desk.do("identity.correct", record_id=record_id, values={
        "women": 0, "men": 1, "reason": REASON, "because": "she was not there",
    })  # fmt: skip

    assert refused.value.field == "reason"
    assert "A girl talked without a woman there" in tasks(desk)


def test_particulars_put_right_show_what_stood_there_before(desk: Desk) -> None:
    file_id = child(desk)
    record_id = desk.do("identity.add_particulars", file_id=file_id, values={"signs": Said("cicatrice au bras")})

    desk.do("identity.correct", record_id=record_id, values={"signs": Said("tache au bras"), "because": "no scar"})

    lines = [(str(line.value), line.chosen) for line in block(desk, file_id, "Particulars").lines]
    assert ("tache au bras", True) in lines
    assert ("cicatrice au bras", False) in lines
