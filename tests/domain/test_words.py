"""What can be said to a person: sentences with values, two forms, and the tree of refusals and faults."""

from __future__ import annotations

import gettext
import io

import pytest

from transit_desk.domain import errors, text
from transit_desk.domain.levels import C3, C4_CARE, C4_SAFEGUARDING, Level, compartment_of
from transit_desk.domain.progress import Cancelled, quietly
from transit_desk.domain.text import Joined, Words, ntr, speak, speak_always, tr


class Backwards(gettext.NullTranslations):
    """A language in which every sentence is said backwards, but for what goes into it."""

    def gettext(self, message: str) -> str:
        return message[::-1]


def in_(code: str) -> gettext.GNUTranslations:
    """A catalogue without sentences, which only says its own name."""
    said = f"Language: {code}\n".encode()
    places = b"".join(number.to_bytes(4, "little") for number in (0x950412DE, 0, 1, 28, 36, 0, 0, 0, 44, len(said), 45))
    return gettext.GNUTranslations(io.BytesIO(places + b"\0" + said + b"\0"))


def test_a_value_that_is_itself_a_sentence_is_spoken_in_the_same_language() -> None:
    words = Words("{what}!", {"what": Words("bed")})

    assert str(words) == "bed!"
    with speak(Backwards()):
        assert str(Words("dab", {})) == "bad"
    assert str(words) == "bed!"


def test_words_one_after_another_are_spoken_when_shown_without_the_empty_ones() -> None:
    words = Joined((Words("bed"), "", "3"), " · ")

    assert str(words) == "bed · 3"
    with speak(Backwards()):
        assert str(words) == "deb · 3"
    assert str(Joined(["a", "b"])) == "a, b"


def test_a_sentence_already_marked_is_spoken_as_it_is() -> None:
    assert tr(Words("{count} bed", {"count": 1})) == "1 bed"
    assert tr("") == ""


@pytest.mark.parametrize(("count", "said"), [(0, "0 beds"), (1, "1 bed"), (2, "2 beds")])
def test_a_number_chooses_its_form(count: int, said: str) -> None:
    assert ntr("{count} bed", "{count} beds", count) == said


def test_another_language_for_a_while_or_for_good() -> None:
    assert text.language() == "en"
    with speak(in_("fr_CD")):
        assert text.language() == "fr"
    speak_always(in_("sw"))
    assert text.language() == "sw"


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        (errors.NotFound(), "not here"), (errors.Stale(), "Somebody changed this"), (errors.Locked(), "locked"),
        (errors.WrongPassphrase(), "not right"), (errors.AlreadyOpen(), "another window"), (errors.DiskFull(), "full"),
        (errors.TooNew(), "newer version"), (Cancelled(), "as you asked"), (errors.NotFound("No bed."), "No bed."),
    ],
)  # fmt: skip
def test_whatever_is_said_without_words_of_its_own_has_some(spoken: errors.Spoken, words: str) -> None:
    assert words in str(spoken)
    assert isinstance(spoken, errors.Fault) == (not isinstance(spoken, errors.Refusal))


def test_who_knows_the_login_is_told_no_more_than_who_does_not() -> None:
    assert errors.WrongPassphrase().field == "passphrase"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "There is 1 point to correct."), (3, "There are 3 points to correct.")]
)
def test_several_refusals_are_counted(count: int, said: str) -> None:
    several = errors.Several(tuple(errors.RuleBroken("No.", f"box{each}") for each in range(count)))

    assert str(several) == said
    assert [each.field for each in several.refusals] == [f"box{each}" for each in range(count)]


def test_all_that_is_refused_is_said_at_once() -> None:
    errors.refuse_all([])
    one, other = errors.RuleBroken("a", "b"), errors.RuleBroken("c", "d")
    with pytest.raises(errors.RuleBroken):
        errors.refuse_all([one])
    with pytest.raises(errors.Several) as several:
        errors.refuse_all(each for each in (one, other))
    assert several.value.refusals == (one, other)


def test_a_fault_names_no_box() -> None:
    for fault in (
        errors.VaultUnreadable("It is damaged."),
        errors.RolledBack("It is old."),
        errors.DeviceFailed("No."),
    ):
        assert fault.field is None


@pytest.mark.parametrize(
    ("level", "safeguarding", "key"),
    [
        (Level.C0, False, None), (Level.C2, True, None), (Level.C3, False, C3), (Level.C3, True, C3),
        (Level.C4, False, C4_CARE), (Level.C4, True, C4_SAFEGUARDING),
    ],
)  # fmt: skip
def test_each_level_has_the_key_of_those_who_hold_it(level: Level, safeguarding: bool, key: str | None) -> None:
    """The psychologist does not open the register of safeguarding, nor its holder the care of a child."""
    assert compartment_of(level, safeguarding=safeguarding) == key


def test_work_may_report_to_nobody() -> None:
    quietly(1, 2, Words("Copying"))
