"""Mothers and children whose ages, sexes or numbers change after the bond: refused where it is written, else shown."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest

from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.module import Entries, Task, Ties
from transit_desk.storage.work import VaultSession, Work

YOUNGER = "The mother would be younger than her child. Look at both ages again."


def child(desk: Desk, name: str, age: str | None = None, sex: str = "f") -> str:
    """A child at the door."""
    file_id: str = desk.do("case_file.receive", sex=sex, name=name, age=age)
    return file_id


def bind(desk: Desk, one: str, other: str, what: str = "mother_of") -> str:
    """A bond between two of them."""
    values = {"other_id": other, "what": what, "said_by": "child"}
    bond: str = desk.do("family.add_bond", file_id=one, values=values)
    return bond


def refused(act: Callable[[], object]) -> tuple[str | None, str]:
    """Beside which field it is refused, and in which words."""
    with pytest.raises(errors.RuleBroken) as broken:
        act()
    return broken.value.field, str(broken.value.words)


def marks(desk: Desk, file_id: str) -> list[str]:
    """What the head of the file says at once."""
    return [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]


def gathered(desk: Desk, hook: str, **values: Any) -> list[Any]:
    """What the slices tell for one hook."""
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test").gather(hook, **values)


def tasks(desk: Desk) -> list[str]:
    """What waits on *Today*, with its reason."""
    found = gathered(desk, "alerts", file_id=None)
    return [f"{task.title}: {task.detail}" for task in found if isinstance(task, Task)]


def ties(desk: Desk, file_id: str) -> list[tuple[str, str]]:
    """The picture: who, and what they are."""
    blocks = desk.ask("family.tab", record_id=file_id).start
    return [(str(tie.who), str(tie.what)) for block in blocks if isinstance(block, Ties) for tie in block.ties]


def own_children(desk: Desk, file_id: str) -> Entries:
    """The table of a girl's own children."""
    blocks = desk.ask("family.tab", record_id=file_id).start
    return next(block for block in blocks if isinstance(block, Entries) and block.title == "Own children")


# -- what changes after the bond


def of_a_document(desk: Desk, mother: str, baby: str) -> None:
    """A paper makes the baby older."""
    del mother
    desk.do("case_file.say", file_id=baby, what="age", words="19", said_by="document", preferred=True)


def of_the_mother(desk: Desk, mother: str, baby: str) -> None:
    """A paper makes the mother younger."""
    del baby
    desk.do("case_file.say", file_id=mother, what="age", words="1", said_by="document", preferred=True)


def of_an_interview(desk: Desk, mother: str, baby: str) -> None:
    """The child tells an age."""
    del mother
    desk.do("case_file.hear", file_id=baby, values={"age": Said("25")})


def of_another_file(desk: Desk, mother: str, baby: str) -> None:
    """The baby's file is joined with that of somebody older."""
    del mother
    older = child(desk, "Amani W.", "20", "m")
    desk.do("case_file.merge", file_id=baby, other_id=older, why="same scar", why_both="opened twice")


@pytest.mark.parametrize("change", [of_a_document, of_the_mother, of_an_interview, of_another_file])
def test_an_age_told_after_the_bond_is_kept_and_both_files_and_today_say_that_it_does_not_fit(
    house: House, change: Callable[[Desk, str, str], None]
) -> None:
    desk = house.desk()
    mother, baby = child(desk, "Neema", "17"), child(desk, "Amani", "2", "m")
    bind(desk, mother, baby)
    before = [*marks(desk, mother), *marks(desk, baby), *tasks(desk)]
    house.clock.pass_(minutes=5)

    change(desk, mother, baby)

    staying = desk.ask("case_file.find", words="Amani")[0].id
    assert not [words for words in before if YOUNGER in words]
    assert YOUNGER in marks(desk, mother)
    assert YOUNGER in marks(desk, staying)
    assert f"A mother and her child do not fit: {YOUNGER}" in tasks(desk)


def test_a_statement_taken_back_may_bring_the_contradiction_and_putting_it_right_takes_it_away(desk: Desk) -> None:
    mother, baby = child(desk, "Neema", "9"), child(desk, "Amani", "8", "m")
    kept = desk.do("case_file.say", file_id=mother, what="age", words="21", said_by="document", preferred=True)
    bind(desk, mother, baby)

    desk.do("case_file.unsay", file_id=mother, claim_id=kept, why="another girl's paper")
    unsaid = [words for words in marks(desk, baby) if "years apart" in words]
    desk.do("case_file.say", file_id=mother, what="age", words="22", said_by="document", preferred=True)

    assert len(unsaid) == 1
    assert not [words for words in marks(desk, baby) if "years apart" in words]


def test_few_years_between_are_a_mark_and_no_task(desk: Desk) -> None:
    mother, baby = child(desk, "Neema", "14"), child(desk, "Amani", "1", "m")

    bind(desk, mother, baby)

    assert "Mother and child are fewer than 14 years apart. Look at both ages again." in marks(desk, mother)
    assert not [task for task in tasks(desk) if "do not fit" in task]


def test_the_years_between_are_a_setting(desk: Desk) -> None:
    mother, baby = child(desk, "Neema", "17"), child(desk, "Amani", "3", "m")
    desk.do("office.change_setting", key="family.mother_years", value=16, holds_from=desk.day(desk.now()))

    assert refused(lambda: bind(desk, mother, baby))[0] == "what"


# -- bonds that cannot be


def test_a_boy_is_nobodys_mother_from_either_side(desk: Desk) -> None:
    boy, baby = child(desk, "Kito", "17", "m"), child(desk, "Amani", "1", "m")

    assert refused(lambda: bind(desk, boy, baby))[0] == "what"
    assert refused(lambda: bind(desk, baby, boy, "child_of"))[0] == "what"


def test_a_child_has_one_mother_and_nobody_descends_from_her_own_child(desk: Desk) -> None:
    one, two, three = (child(desk, name) for name in ("Neema", "Zawadi", "Furaha"))
    bind(desk, one, two)
    bind(desk, two, three)

    assert refused(lambda: bind(desk, one, three))[0] == "other_id"
    assert refused(lambda: bind(desk, three, one))[0] == "other_id"


def test_mother_and_sister_at_once_are_refused(desk: Desk) -> None:
    one, two = child(desk, "Neema", "17"), child(desk, "Zawadi", "1")
    bind(desk, one, two, "sibling")

    assert refused(lambda: bind(desk, one, two))[0] == "what"


@pytest.mark.parametrize("came", ["beside", "bound"])
def test_a_mother_is_not_turned_into_a_boy(desk: Desk, came: str) -> None:
    mother = child(desk, "Neema", "17")
    if came == "beside":
        desk.do("case_file.open_case", sex="m", care_track="resident", name="Amani", accompanies_id=mother)
    else:
        bind(desk, mother, child(desk, "Amani", "1", "m"))

    assert refused(lambda: desk.do("case_file.change_file", file_id=mother, values={}, sex="m"))[0] == "sex"


# -- the two numbers of one child


def test_the_two_numbers_of_one_child_are_one_child_for_every_bond(desk: Desk) -> None:
    ends, stays, other = child(desk, "Furaha", "14"), child(desk, "Furaha M.", "14"), child(desk, "Zawadi", "12")
    bind(desk, ends, other, "sibling")
    desk.do("case_file.merge", file_id=ends, other_id=stays, why="same scar", why_both="opened twice")

    for what in ("sibling", "mother_of", "friend"):
        assert refused(functools.partial(bind, desk, ends, stays, what))[0] == "other_id"
    fear = {"other_id": ends, "what": "fear_of", "said_by": "child"}
    assert refused(lambda: desk.do("family.keep_apart", file_id=stays, values=fear))[0] == "other_id"
    assert refused(lambda: bind(desk, stays, other, "sibling"))[0] == "other_id"
    assert refused(lambda: bind(desk, other, stays, "mother_of"))[0] == "what"


def test_a_bond_that_stood_under_both_numbers_is_shown_once_and_goes_from_both(desk: Desk) -> None:
    ends, stays, other = child(desk, "Furaha", "14"), child(desk, "Furaha M.", "14"), child(desk, "Zawadi", "12")
    bond = bind(desk, ends, other, "sibling")
    bind(desk, stays, other, "sibling")
    desk.do("case_file.merge", file_id=ends, other_id=stays, why="same scar", why_both="opened twice")
    shown = [ties(desk, each) for each in (stays, other)]

    desk.do("family.take_back", record_id=bond, why="they are cousins")

    assert [len(each) for each in shown] == [1, 1]
    assert ties(desk, stays) == ties(desk, other) == []


def test_kept_apart_is_told_under_the_number_that_stays(desk: Desk) -> None:
    ends, stays, other = child(desk, "Furaha"), child(desk, "Furaha M."), child(desk, "Kito", sex="m")
    desk.do("family.keep_apart", file_id=ends, values={"said_by": "child", "other_id": other, "what": "conflict"})

    desk.do("case_file.merge", file_id=ends, other_id=stays, why="same scar", why_both="opened twice")

    assert set(desk.ask("family.apart")) == {(stays, other), (other, stays)}


# -- mother of, and own child


def test_who_is_bound_to_her_as_her_child_is_one_of_her_own_children(desk: Desk) -> None:
    mother, baby = child(desk, "Neema", "17"), child(desk, "Amani", "1", "m")
    bond = bind(desk, baby, mother, "child_of")
    day = desk.day(desk.now())
    (bound,) = own_children(desk, mother).entries
    figures = dict(gathered(desk, "figures", start=day, end=day))

    desk.do("family.complete_own_child", record_id=baby, present=Said("yes"), registration=Said("needed_free"))

    assert str(bound.cells[0]) == "Amani"
    assert (figures["family.girls_with_children"], figures["family.own_children"]) == (1, 1)
    after = dict(gathered(desk, "figures", start=day, end=day))
    assert (after["family.own_children"], after["family.births_to_register"]) == (1, 1)
    assert len(own_children(desk, mother).entries) == 1
    assert ties(desk, mother) == [("Amani", "her child")]
    desk.do("family.take_back", record_id=bond, why="it is her sister's")
    assert not own_children(desk, mother).entries
