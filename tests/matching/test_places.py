"""What finding a place promises: any of its names, a chain to its province, and every place of one name."""

from __future__ import annotations

import pytest

from transit_desk import choices
from transit_desk.matching import places
from transit_desk.matching.places import Gazetteer, Place

KNOWN = places.gazetteer(choices.load("places"))


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
    assert places.place_key(typed) == "cilung"


def test_a_village_called_village_keeps_its_name() -> None:
    assert places.place_key("Quartier") != ""


def test_villages_typed_by_hand_are_compared() -> None:
    assert places.similar_places("village de Lugendo", "Rugendo").score >= 0.85
    assert places.similar_places("Miti", "Mudusa").score <= 0.8


def test_a_list_without_aliases_still_makes_places() -> None:
    row = choices.Choice("somewhere", {"fr": "Quelque part"}, about={"aliases": "not a list"})

    made = places.gazetteer([row])["somewhere"]

    assert (made.every_name, made.kind, made.parent) == (("Quelque part", "somewhere"), "", None)
