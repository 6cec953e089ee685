"""What lists of choices promise: keys that never change, labels in French and English at least, one order."""

from __future__ import annotations

import collections
import datetime
import gettext
import pathlib
import re

import pytest

from transit_desk import choices, resources
from transit_desk.domain import claims, dates, levels
from transit_desk.domain.text import Words, speak
from transit_desk.matching import places

KEY = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")
ALL = choices.names()


@pytest.mark.parametrize("name", ALL)
def test_every_list_can_be_read_and_shown(name: str) -> None:
    listed = choices.load(name)

    assert listed.keys, "an empty list offers nothing"
    assert [key for key in listed.keys if not KEY.match(key)] == []
    assert [key for key, count in collections.Counter(listed.keys).items() if count > 1] == []
    for choice in listed:
        for language in ("en", "fr"):
            assert choice.labels.get(language), f"{name}.{choice.key} has no {language}"
        for said in choice.labels.values():
            assert said == said.strip() != ""


@pytest.mark.parametrize("name", [name for name in ALL if name != "places"])  # several places share a name
def test_no_two_choices_on_offer_read_the_same(name: str) -> None:
    for language in ("en", "fr"):
        said = collections.Counter(choice.label(language) for choice in choices.load(name).offered)
        assert [words for words, count in said.items() if count > 1] == []


@pytest.mark.parametrize("name", ALL)
def test_words_that_hurt_stand_in_no_list(name: str) -> None:
    text = resources.place("choices", f"{name}.toml").read_text(encoding="utf-8").casefold()

    for word in ("ex-enfant", "kadogo", "rebelle", "rebel", "victim", "bâtard", "fugiti", "soldat", "soldier"):
        assert word not in text


def test_a_list_keeps_its_order_and_is_read_once() -> None:
    assert choices.load("sex").keys == ("f", "m", "unknown")
    assert choices.load("sex") is choices.load("sex")
    assert choices.load("sex").place("m") == 1
    assert choices.load("sex").place("of_later") == 3


def test_a_key_is_said_in_four_languages() -> None:
    said = [choices.label("sex", "f", language) for language in choices.LANGUAGES]

    assert said == ["Girl", "Fille", "Msichana", "فتاة"]


def test_a_label_that_is_missing_is_said_in_french() -> None:
    assert choices.label("certification", "disputed", "sw") == "Contestée"
    assert choices.label("certification", "disputed", "tr") == "Contestée"


def test_a_key_is_words_that_are_spoken_in_the_language_of_the_moment() -> None:
    words = choices.say("sex", "f")
    swahili = gettext.NullTranslations()
    swahili._info = {"language": "sw"}  # type: ignore[attr-defined]

    said = str(Words("{sex}!", {"sex": words}))
    with speak(swahili):
        said_there = str(Words("{sex}!", {"sex": words}))

    assert (said, said_there) == ("Girl!", "Msichana!")


def test_a_key_of_a_later_version_is_said_as_it_is() -> None:
    assert choices.label("sex", "of_later", "fr") == "of_later"
    assert choices.Choice("bare", {}).label("fr") == "bare"


def test_a_retired_choice_is_still_said_but_not_offered() -> None:
    old = choices.Choice("old", {"en": "Old", "fr": "Ancien"}, retired=True)
    listed = choices.Choices("some", (choices.Choice("new", {"en": "New", "fr": "Nouveau"}), old))

    assert listed.label("old", "fr") == "Ancien"
    assert [choice.key for choice in listed.offered] == ["new"]
    assert "old" in listed
    assert listed["old"] is old


@pytest.mark.parametrize("name", ["../secrets", "", "Sex", "sex.toml"])
def test_a_name_that_is_no_list_s_name_opens_no_file(name: str) -> None:
    with pytest.raises(KeyError):
        choices.load(name)


def test_retired_is_read_from_the_file(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop.toml").write_text(
        '[[choice]]\nkey = "a"\nen = "A"\nfr = "A"\nretired = true\nparent = "b"\naliases = ["x"]\n', encoding="utf-8"
    )
    monkeypatch.setattr(resources, "place", lambda *parts: tmp_path.joinpath(*parts[1:]))

    (choice,) = choices.load("shop")

    assert choice.retired
    assert dict(choice.about) == {"parent": "b", "aliases": ("x",)}


def test_the_answers_are_those_of_the_fields() -> None:
    assert set(choices.load("answer_state").keys) == {answer.value for answer in levels.Answer}


def test_every_source_of_a_claim_has_its_reason() -> None:
    for key in choices.load("claim_source").keys:
        claim = claims.Claim("1", "name", "x", key, datetime.date(2026, 11, 21), "told", 1)
        best = claims.chosen([claim])
        assert best is not None
        assert str(best.reason) != "told by somebody else"


def test_every_way_out_is_reported_in_a_group() -> None:
    groups = choices.load("exit_type_group")

    assert all(choice.about["group"] in groups for choice in choices.load("exit_type"))


def test_two_reasons_bring_a_child_to_the_centre_in_the_first_case() -> None:
    assert {"family_not_local", "family_not_traced"} <= set(choices.load("transfer_reason").keys)


def test_the_calendar_of_events_is_in_order_and_gives_days() -> None:
    spans = []
    for choice in choices.load("event_calendar"):
        first, last = choice.about["from"], choice.about["to"]
        assert isinstance(first, datetime.date)
        assert isinstance(last, datetime.date)
        spans.append(dates.between(dates.exactly(first), dates.exactly(last)))

    assert spans == sorted(spans, key=lambda span: span.earliest)


def test_every_place_hangs_in_a_chain_up_to_its_province() -> None:
    known = places.gazetteer(choices.load("places"))

    assert known.chain("kabare_kabare_cirunga") == (
        "south_kivu", "kabare", "kabare_kabare", "kabare_kabare_cirunga",
    )  # fmt: skip
    for choice in choices.load("places"):
        assert known.chain(choice.key)[0] == "south_kivu"
        assert choice.about["kind"] in choices.load("place_kind")
        assert all(isinstance(alias, str) for alias in known[choice.key].aliases)
