"""What finding a place promises: any of its names, a chain to its province, and every place of one name."""

from __future__ import annotations

import datetime

import pytest

from transit_desk import choices
from transit_desk.matching import places
from transit_desk.matching.places import Former, Gazetteer, Place

KNOWN = places.gazetteer(choices.load("places"), choices.load("place_kind"))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Cirunga", "kabare_kabare_cirunga"),
        ("Chirunga", "kabare_kabare_cirunga"),
        ("groupement de Chirunga", "kabare_kabare_cirunga"),
        ("Katana", "kabare_kabare_irhambi_katana"),
        ("Irambi Katana", "kabare_kabare_irhambi_katana"),
        ("Bafuliru", "uvira_bafuliiru"),
        ("Luhwinja", "mwenga_luhwindja"),
        ("Ijwi", "idjwi"),
        ("Bunyakiri", "kalehe_bulambika"),
        ("Ngueshe", "walungu_ngweshe"),
        ("Sud Kivu", "south_kivu"),
        ("South Kivu", "south_kivu"),
        ("Lwindi", "mwenga_luindi"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(typed: str, key: str) -> None:
    found = KNOWN.find(typed)

    assert found[0].place.key == key
    assert found[0].score >= 0.85
    assert str(found[0].reason)


def test_a_name_that_several_places_share_gives_them_all_the_larger_first() -> None:
    assert [one.place.key for one in KNOWN.find("Kabare")[:2]] == ["kabare", "kabare_kabare"]


def test_a_place_that_is_not_known_is_not_forced_on_anybody() -> None:
    assert KNOWN.find("Xylophonville") == ()
    assert KNOWN.find("") == ()


def test_no_more_are_given_than_asked_for() -> None:
    assert len(KNOWN.find("Kabare", limit=1)) == 1


def test_a_place_knows_in_what_it_lies() -> None:
    assert KNOWN.within("kabare_kabare_cirunga", "kabare")
    assert KNOWN.within("kabare", "kabare")
    assert not KNOWN.within("fizi", "kabare")
    assert KNOWN.chain("nowhere") == ()
    assert "kabare" in KNOWN


def test_a_chain_that_bites_its_tail_ends() -> None:
    ring = Gazetteer([Place("a", "A", "village", "b"), Place("b", "B", "village", "a")])

    assert ring.chain("a") == ("b", "a")


@pytest.mark.parametrize("typed", ["Cirunga", "chirunga", "Groupement de Cirunga", "village Cirunga", "CIRUNGA"])
def test_one_place_has_one_key(typed: str) -> None:
    assert "cilung" in places.keys_of(typed)


def test_a_chain_is_kept_for_search_under_its_first_place_alone() -> None:
    """Two children of Kalehe would else have an origin in common, and so would half the province."""
    assert places.keys_of("Kashebere, Kalehe, Sud-Kivu") == places.keys_of("Kashebere")
    assert places.keys_of("") == ()


def test_a_village_called_village_keeps_its_name() -> None:
    assert places.keys_of("Quartier") != ()


def test_villages_typed_by_hand_are_compared() -> None:
    assert places.similar_places("village de Lugendo", "Rugendo").score >= 0.85
    assert places.similar_places("Miti", "Mudusa").score <= 0.8


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_place_is_meant_by_its_own_chain(language: str) -> None:
    """Kabare is a territory, and a chiefdom in it: who chose one of them wrote which."""
    meant = {place.key: KNOWN.meant(KNOWN.said(place.key, language)) for place in KNOWN}

    assert meant == {place.key: place.key for place in KNOWN}
    assert KNOWN.said("shabunda_town", "fr") == "Shabunda (Ville), Sud-Kivu"


def test_a_chain_may_leave_steps_out_as_long_as_it_means_one_place() -> None:
    assert KNOWN.meant("cirunga,  SUD KIVU") == "kabare_kabare_cirunga"
    assert KNOWN.meant("Cirunga, Kalehe") is None
    assert KNOWN.meant("Cirunga") is None
    assert KNOWN.meant(" , ") is None


def test_a_former_name_finds_the_place_and_is_said_beside_it() -> None:
    until = datetime.date(2026, 11, 20)
    place = Place("m", "Mbinga", "chiefdom", "kalehe", former=(Former("Buhavu", None, until),), since=until)
    known = Gazetteer([each for each in KNOWN if each.key != "kalehe_buhavu"] + [place])

    assert known.meant("Buhavu, Kalehe, Sud-Kivu") == "m"
    assert known.begun("buha") == (place,)
    assert (place.former_begun("buha"), place.former_begun("mbi"), place.former_begun("")) == ("Buhavu", "", "")
    assert (place.name_on(datetime.date(2026, 11, 19)), place.name_on(until)) == ("Buhavu", "Mbinga")


@pytest.mark.parametrize(
    ("typed", "first"),
    [("kab", "kabare"), ("KÁBARE", "kabare"), ("cirung", "kabare_kabare_cirunga"), ("katana", None),
     ("chirung", "kabare_kabare_cirunga"), ("kabare, kabare", "kabare_kabare"), ("ngwesh, walu", "walungu_ngweshe")],
)  # fmt: skip
def test_a_name_half_typed_finds_those_that_begin_so_and_then_those_that_sound_so(
    typed: str, first: str | None
) -> None:
    found = KNOWN.begun(typed)

    assert found[0].key == (first or "kabare_kabare_irhambi_katana")


def test_nothing_begins_with_nothing() -> None:
    assert KNOWN.begun("") == KNOWN.begun(" , ") == ()
    assert len(KNOWN.begun("k", limit=3)) == 3


def test_when_more_begin_so_than_are_looked_through_the_first_of_them_are_enough() -> None:
    many = [Place(f"v{at}", f"Lusenda {at:04}", "village", "fizi") for at in range(2_000)]
    known = Gazetteer([*KNOWN, *many])

    assert len(known.begun("lusenda")) == 8


def test_among_thousands_a_near_spelling_is_still_found() -> None:
    many = [Place(f"v{at}", f"Lusenda {at}", "village", "fizi") for at in range(2_000)]
    known = Gazetteer([*KNOWN, *many])

    assert known.find("Chirunga")[0].place.key == "kabare_kabare_cirunga"
    assert known.begun("Luhwinja")[0].key == "mwenga_luhwindja"


def test_of_a_chain_the_first_place_is_compared() -> None:
    """Thousands of villages lie in Kalehe: that two of them do makes them no likelier the same."""
    one = "Kashebere, Kalehe, Sud-Kivu"

    assert places.similar_places(one, "Mapendo, Kalehe, Sud-Kivu").score <= 0.8
    assert places.similar_places(one, "Kashebere").score >= 0.85
    assert places.similar_places(one, "").score == 0


def test_a_list_without_aliases_still_makes_places() -> None:
    row = choices.Choice("somewhere", {"fr": "Quelque part"}, about={"aliases": "not a list"})

    made = places.gazetteer([row])["somewhere"]

    assert (made.every_name, made.kind, made.parent) == (("Quelque part", "somewhere"), "", None)
