"""Who may come in: a second worker, a new way in, the end of one, one's own passphrase, and the two halves."""

from __future__ import annotations

import pathlib

import pytest

from tests.makers import NOON, PASSPHRASE, House
from transit_desk import entrance, opening
from transit_desk.clock import FrozenClock
from transit_desk.domain import errors
from transit_desk.module import Window
from transit_desk.storage import header

GIVEN = "sept lampes bleues au marche"
OWN = "onze bananes vertes sur le lac"


def come(house: House, login: str, passphrase: str = PASSPHRASE) -> entrance.Entered:
    """Through the door; the desk before is locked."""
    house.lock()
    house.entered = entrance.come_in(house.folder, login, passphrase, house.clock)
    return house.entered


def director(house: House) -> entrance.Entered:
    return come(house, "d.furaha")


def id_of(entered: entrance.Entered, login: str) -> str:
    return str(next(each.id for each in entered.desk.ask("office.workers") if each.login == login))


def let_in(entered: entrance.Entered, login: str = "n.esther", *roles: str) -> str:
    return entrance.let_in(
        entered, login=login, name="Esther Ntakwinja", sex="f", roles=roles or ("nurse",), passphrase=GIVEN
    )


def state_of(entered: entrance.Entered, login: str) -> str:
    rows = entered.desk.ask("office.staff", window=Window(filters={"left": True})).rows
    return str(next(row.state.words for row in rows if row.login == login))


def test_a_passphrase_for_one_time_opens_no_drawer_before_it_is_changed(house: House) -> None:
    """Whatever asks, a window or a command: the desk refuses until its owner chose another."""
    let_in(director(house))
    hers = come(house, "n.esther", GIVEN)
    before = hers.desk.vault.state()

    with pytest.raises(errors.NotAllowed, match="one time"):
        hers.desk.ask("case_file.find", words="a")
    with pytest.raises(errors.NotAllowed, match="one time"):
        hers.desk.do("case_file.open_case", sex="f", care_track="resident")
    assert hers.desk.vault.state() == before
    with pytest.raises(errors.RuleBroken, match="present"):
        entrance.change_passphrase(hers, GIVEN, GIVEN)
    entrance.change_passphrase(hers, GIVEN, OWN)

    assert hers.desk.ask("case_file.find", words="a") == ()
    again = come(house, "n.esther", OWN)
    assert not again.desk.must_change
    with pytest.raises(errors.WrongPassphrase):
        come(house, "n.esther", GIVEN)


def test_the_login_is_not_lost_when_the_slot_could_not_be_written(house: House) -> None:
    """The disk fails between the record and the slot: the person is written down, and renewing mends it."""
    hers = director(house)
    for copy in header.COPIES:
        (house.folder / copy).rename(house.folder / f"{copy}.away")
        (house.folder / copy).mkdir()  # a header cannot take its place

    with pytest.raises(errors.Fault, match="renew"):
        let_in(hers)
    for copy in header.COPIES:
        (house.folder / copy).rmdir()
        (house.folder / f"{copy}.away").rename(house.folder / copy)
    assert state_of(hers, "n.esther") == "none yet"
    entrance.renew(hers, id_of(hers, "n.esther"), GIVEN)

    assert state_of(hers, "n.esther") == "for one time"
    assert come(house, "n.esther", GIVEN).desk.must_change


def test_a_renewed_way_in_keeps_the_trail_whole_and_closes_the_old_passphrase(house: House) -> None:
    """Signatures made with the former key still hold; drafts sealed to the former pair are passed over."""
    theirs = come(house, "s.pascal")
    theirs.desk.do("case_file.open_case", sex="f", care_track="resident", name="Amani")
    theirs.desk.keep_draft("case_file.note", "x", {"care_words": "begun"})
    hers = director(house)
    entrance.renew(hers, id_of(hers, "s.pascal"), GIVEN)
    assert entrance.look_through(hers) == []

    with pytest.raises(errors.WrongPassphrase):
        come(house, "s.pascal")
    house.clock.pass_(seconds=60)
    theirs = come(house, "s.pascal", GIVEN)
    entrance.change_passphrase(theirs, GIVEN, OWN)
    theirs.desk.do("case_file.open_case", sex="m", care_track="resident", name="Baraka")

    assert theirs.desk.drafts() == []
    assert entrance.look_through(director(house)) == []


def test_a_key_nobody_was_given_is_seen_in_the_trail(house: House) -> None:
    """That older keys are believed does not make every key believed."""
    from transit_desk.storage import keys

    hers = director(house)
    ring = keys.new_keyring(id_of(hers, "s.pascal"), "s.pascal", hers.opened.keyring.db_key, {})
    opening.add_slot(hers.opened, "s.pascal", GIVEN, ring, replace=True)  # past the desk
    theirs = come(house, "s.pascal", GIVEN)
    theirs.desk.do("case_file.open_case", sex="f", care_track="resident", name="Amani")

    assert entrance.look_through(director(house)) != []


def test_whoever_left_comes_in_no_more_and_stays_in_the_record(house: House) -> None:
    hers = director(house)
    aline = id_of(hers, "c.aline")
    file_id = hers.desk.do("case_file.open_case", sex="f", care_track="resident", name="Amani", worker_id=aline)
    hers.desk.do(
        "case_file.plan_due", file_id=file_id, rule="visit", what="registration", from_day=NOON.date(),
        to_day=NOON.date(),
    )  # fmt: skip
    hands = hers.desk.ask("office.in_hands", worker_id=aline)
    assert (hands.known, hands.files, hands.dues) == (True, 1, 1)
    with pytest.raises(errors.RuleBroken, match="Nothing here can be seen"):
        entrance.take_away(hers, aline, "  ")
    assert state_of(hers, "c.aline") == "own passphrase"

    words = entrance.take_away(hers, aline, "end of contract")

    assert "backups" in str(words)
    assert state_of(hers, "c.aline") == "left"
    assert "c.aline" not in [each.login for each in hers.desk.ask("office.colleagues")]
    line = next(each for each in hers.desk.ask("office.trail").rows if each.action == "office.end_work")
    assert line.reason == "end of contract"
    with pytest.raises(errors.WrongPassphrase):
        come(house, "c.aline")
    hers = director(house)
    assert entrance.look_through(hers) == []
    entrance.renew(hers, aline, GIVEN)
    assert state_of(hers, "c.aline") == "for one time"


def test_nobody_ends_their_own_work_nor_renews_their_own_way_in(house: House) -> None:
    hers = director(house)
    own = id_of(hers, "d.furaha")
    before = hers.desk.vault.state(), hers.opened.header

    for act in (
        lambda: entrance.take_away(hers, own, "enough"),
        lambda: entrance.renew(hers, own, GIVEN),
        lambda: hers.desk.do("office.end_work", "enough", worker_id=own),
    ):
        with pytest.raises(errors.RuleBroken):
            act()

    assert (hers.desk.vault.state(), hers.opened.header) == before


@pytest.mark.parametrize("login", ["s.pascal", "r.zawadi", "m.musa"])
def test_whoever_lacks_the_right_gives_and_takes_nothing(house: House, login: str) -> None:
    """Neither a record nor a slot is written."""
    other = id_of(director(house), "c.aline")
    theirs = come(house, login)
    before = theirs.desk.vault.state(), theirs.opened.header

    for act in (
        lambda: let_in(theirs),
        lambda: entrance.renew(theirs, other, GIVEN),
        lambda: entrance.take_away(theirs, other, "because"),
        lambda: entrance.new_sheet(theirs),
    ):
        with pytest.raises(errors.NotAllowed):
            act()

    assert (theirs.desk.vault.state(), theirs.opened.header) == before


def test_whoever_may_not_give_sight_of_children_renews_nobody_who_has_it(house: House) -> None:
    """Whoever renews a way in knows its passphrase, and could come in by it."""
    nurse = let_in(director(house))
    theirs = come(house, "a.tuli")
    before = theirs.desk.vault.state(), theirs.opened.header

    with pytest.raises(errors.NotAllowed, match="director"):
        entrance.renew(theirs, nurse, OWN)

    assert (theirs.desk.vault.state(), theirs.opened.header) == before


def test_a_key_that_one_person_may_alone_hold_is_not_thrown_away(house: House) -> None:
    """A second director does not hold what is sealed for the specialists; the founder may be the last who does."""
    let_in(director(house), "d.second", "director")
    second = come(house, "d.second", GIVEN)
    entrance.change_passphrase(second, GIVEN, OWN)
    first = id_of(second, "d.furaha")
    before = second.desk.vault.state(), second.opened.header

    for act in (
        lambda: entrance.renew(second, first, GIVEN),
        lambda: entrance.take_away(second, first, "gone away"),
        lambda: let_in(second, "p.other", "psychologist"),
        lambda: entrance.new_sheet(second),
    ):
        with pytest.raises(errors.NotAllowed):
            act()

    assert (second.desk.vault.state(), second.opened.header) == before


@pytest.mark.parametrize("login", ["d.furaha", "A.Tuli"])
def test_with_both_halves_somebody_who_administers_comes_back(house: House, login: str) -> None:
    """With a new passphrase, every key, and a trail that stays whole."""
    halves = entrance.new_sheet(director(house))
    house.lock()

    house.entered = entrance.recover(house.folder, halves, login, OWN, house.clock, cost=opening.Cost.lowest())

    assert house.entered.opened.recovered
    assert opening.holds_every_key(house.entered.opened)
    assert house.entered.desk.actor.login == login.casefold()
    assert any("sheet was used" in str(words) for words in house.entered.opened.notices)
    back = come(house, login, OWN)
    back.desk.do("office.note_sheet")
    assert entrance.look_through(director(house) if login == "A.Tuli" else back) == []


@pytest.mark.parametrize("login", ["c.aline", "nobody"])
def test_the_halves_are_not_for_just_anybody(house: House, login: str) -> None:
    """A login that may not come back, or that nobody has, changes nothing; and the vault can be opened again."""
    halves = entrance.new_sheet(director(house))
    house.lock()
    slots = header.read(house.folder).header.slots

    with pytest.raises(errors.RuleBroken) as said:
        entrance.recover(house.folder, halves, login, OWN, house.clock, cost=opening.Cost.lowest())

    assert said.value.field == "login"
    assert header.read(house.folder).header.slots == slots
    assert director(house).desk.actor.login == "d.furaha"


def test_halves_of_another_sheet_are_told_in_words(house: House) -> None:
    hers = director(house)
    old = entrance.new_sheet(hers)
    entrance.new_sheet(hers)
    house.lock()

    with pytest.raises(errors.WrongPassphrase, match="newer sheet"):
        entrance.recover(house.folder, old, "d.furaha", OWN, house.clock, cost=opening.Cost.lowest())


def test_at_a_desk_one_finds_the_open_vault_again(house: House) -> None:
    """The window gives its screens the desk alone."""
    hers = director(house)

    found = entrance.at(hers.desk)

    assert found.desk is hers.desk
    assert found.opened.slot == hers.opened.slot
    entrance.let_in(found, login="n.esther", name="Esther", sex="f", roles=("nurse",), passphrase=GIVEN)
    assert hers.desk.way_in("N.Esther").there


def test_the_last_who_can_let_others_in_stays(tmp_path: pathlib.Path) -> None:
    """Somebody written down who never got a way in does not count."""
    founding = entrance.Founding("Maison Amahoro (fictive)", "d.one", PASSPHRASE, "Furaha", "f")
    entered = entrance.found(
        tmp_path / "vault", founding, FrozenClock(NOON), cost=opening.Cost.lowest(), fictional=True
    )
    let_in(entered, "d.two", "director")
    two = id_of(entered, "d.two")
    opening.remove_slot(entered.opened, "d.two")

    entrance.take_away(entered, two, "never came")

    assert [each.login for each in entered.desk.ask("office.colleagues")] == ["d.one"]
    entered.desk.lock()
