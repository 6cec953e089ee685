"""Whether two names of an agency or a person mean the same one."""

from __future__ import annotations

import pytest

from transit_desk.matching import whom

AGENCY = "Toit partagé (fictif)"


@pytest.mark.parametrize("written", ["Toit partagé (fictif)", "TOIT PARTAGE, fictif", " toit  partagé fictif"])
def test_accents_capitals_signs_and_spaces_do_not_part_two_names(written: str) -> None:
    assert whom.same(written, AGENCY)
    assert whom.perhaps(written, AGENCY)


@pytest.mark.parametrize("written", ["Toit partagé", "Toit", "Toi partaje", "TPF"])
def test_a_name_shortened_or_written_by_ear_may_be_it_and_is_not_said_to_be(written: str) -> None:
    assert whom.perhaps(written, AGENCY)
    assert whom.perhaps(AGENCY, written)
    assert not whom.same(written, AGENCY)


@pytest.mark.parametrize("written", ["Une autre agence (fictive)", "Maison Nuru", "", None, "…"])
def test_another_name_is_not_it(written: str | None) -> None:
    assert not whom.perhaps(written, AGENCY)
    assert not whom.same(written, AGENCY)


def test_initials_leave_the_little_words_out() -> None:
    assert whom.perhaps("CICR", "Comité international de la Croix-Rouge")
    assert not whom.perhaps("CICD", "Comité international de la Croix-Rouge")
