"""Registration form, consent form, bed card and brief: the questions of the screen, and no word that marks a child."""

from __future__ import annotations

import datetime
import re

import pypdfium2
import pytest

from tests.makers import PASSPHRASE, House
from transit_desk import entrance, languages
from transit_desk.desk import Desk
from transit_desk.domain import text
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Level
from transit_desk.module import FormPage
from transit_desk.reports import pdf
from transit_desk.reports.document import Document, as_text
from transit_desk.services.case_file import pages

DAY = datetime.date(2026, 11, 21)
TO_SIGN = ("registration_form", "registration_blank", "consent_form", "consent_blank", "bed_card")
MARKING = re.compile(
    r"EAFGA|CAAFAG|ex-enfant|child soldier|soldat|kadogo|rebel|victim|violé|violence|armed|armé|\bgroup|\bCTO\b|"
    r"transit|DDR|associat|combat|milici|militia",
    re.IGNORECASE,
)
"""Words that reach nobody's eyes on a paper that may lie on a table or a bed."""


def child(desk: Desk) -> str:
    file_id: str = desk.do("case_file.receive", sex="m", name="Amani Bisimwa", age="15", village="Lwashi-Haut")
    for purpose, decision in (("services", "yes"), ("transfer", "no")):
        values = {"purpose": purpose, "decision": decision, "on_day": DAY, "given_by": "child"}
        desk.do("case_file.answer_consent", file_id=file_id, values=values)
    return file_id


def paper(desk: Desk, name: str, file_id: str, language: str = "en") -> tuple[Document, str]:
    """A paper and all its words, as the drawn PDF gives them back."""
    values = {} if name.endswith("blank") else {"file_id": file_id}
    with text.speak(languages.catalogue(language)):
        document: Document = desk.ask(f"case_file.{name}", **values)
        assert as_text(document)
        drawn = pdf.draw(document)
    read = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(drawn)]
    return document, " ".join(" ".join(read).split())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", TO_SIGN)
def test_no_paper_to_sign_or_to_hang_up_carries_a_word_that_marks_a_child(desk: Desk, name: str, language: str) -> None:
    _document, said = paper(desk, name, child(desk), language)

    assert MARKING.findall(said.replace("Maison Amahoro-Nuru", "")) == []


def test_the_registration_form_asks_what_the_screen_asks_in_its_order_blank_or_filled(desk: Desk) -> None:
    file_id = child(desk)

    asked = [each for form in pages.PARTS if form.key != "case_file.part_before" for each in form.fields]
    for name in ("registration_blank", "registration_form"):
        _document, said = paper(desk, name, file_id)
        places = [said.index(f"{pages.HEARD[each].label}") for each in asked if each != "needs_now"]
        assert places == sorted(places), name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_blank_form_is_the_whole_interview_on_two_to_four_pages(desk: Desk, language: str) -> None:
    """Every part but the time before, consent and what stays from whom, which have a paper or an hour of their own."""
    forms = {page.key: page for module in desk.modules for page in module.pages if isinstance(page, FormPage)}
    parts = [part for part in pages.IN_ORDER if part.chapter != pages.EXPERIENCE]
    with text.speak(languages.catalogue(language)):
        drawn = pypdfium2.PdfDocument(pdf.draw(desk.ask("case_file.registration_blank")))
        asked = [
            " ".join(text.tr(field.label).split())
            for part in parts
            if part.form not in {"case_file.consent", "case_file.withhold"}
            for name, field in forms[part.form].fields.items()
            if name not in part.given and field.level is not Level.C4
        ]

    said = " ".join(" ".join(page.get_textpage().get_text_range() for page in drawn).split())

    assert 2 <= len(drawn) <= 4
    assert not [label for label in asked if label not in said]


def test_the_filled_form_holds_what_each_part_was_told(desk: Desk) -> None:
    file_id = child(desk)
    told_by = {"said_by": "child", "said_on": DAY}
    desk.do("family.add_relative", file_id=file_id, values={"relation": "mother", "name": Said("M’Cihogo"), **told_by})
    desk.do("identity.add_avoided", file_id=file_id, values={"said_by": "child", "words": "Kiseke", "said_on": DAY})

    _document, filled = paper(desk, "registration_form", file_id)

    assert "M’Cihogo" in filled
    assert "Kiseke" in filled
    assert "Her own children" not in filled  # a boy


def test_what_is_not_for_these_eyes_is_left_out_of_the_filled_form_and_not_called_unasked(house: House) -> None:
    """Who looks for families knows nothing of the needs of health: the question itself is not on their paper."""
    desk = house.desk()
    file_id = child(desk)
    assert house.entered is not None
    entrance.let_in(house.entered, login="t.amina", name="Amina Lwaboshi", sex="f", roles=("tracing_officer",),
                    passphrase=PASSPHRASE, one_time=False)  # fmt: skip
    _document, whole = paper(desk, "registration_form", file_id)

    _document, fewer = paper(house.desk("t.amina"), "registration_form", file_id)

    assert "Needs at once" in whole
    assert "Needs at once" not in fewer
    assert "Amani Bisimwa" in fewer


def test_the_filled_form_holds_the_answers_and_the_blank_one_none(desk: Desk) -> None:
    file_id = child(desk)

    _document, filled = paper(desk, "registration_form", file_id)
    _document, blank = paper(desk, "registration_blank", file_id)

    assert "Amani Bisimwa" in filled
    assert "[ X ] Boy" in filled
    assert "Lwashi-Haut" in filled
    assert "Amani" not in blank
    assert "[ X ]" not in blank
    assert "does not know" in blank


def test_the_consent_form_puts_each_purpose_in_plain_words_and_crosses_what_counts(desk: Desk) -> None:
    file_id = child(desk)

    _document, filled = paper(desk, "consent_form", file_id)
    _document, blank = paper(desk, "consent_blank", file_id)

    assert filled.count("[ X ]") == 2
    assert blank.count("[ X ]") == 0
    assert blank.count("That ") >= 15
    assert "you keep your place" in blank
    assert "thumbprint" in blank


def test_the_filled_consent_form_says_what_holds_today_for_whom_within_which_limits_and_until_when(desk: Desk) -> None:
    """What ran out is no yes; a yes to one service is not a yes to all of them."""
    file_id: str = desk.do("case_file.receive", sex="m", name="Amani Bisimwa", age="15")
    past, soon = DAY - datetime.timedelta(days=30), DAY + datetime.timedelta(days=30)
    for values in (
        {"purpose": "transfer", "decision": "yes", "on_day": past - datetime.timedelta(days=9), "expires_on": past},
        {"purpose": "referral", "decision": "yes", "for_whom": "Hôpital de Panzi", "limits": "pas la radio",
         "expires_on": soon},
        {"purpose": "photo", "decision": "withdrawn"},
    ):  # fmt: skip
        given: dict[str, object] = {"on_day": DAY, "given_by": "child", **values}
        desk.do("case_file.answer_consent", file_id=file_id, values=given)

    document, filled = paper(desk, "consent_form", file_id)

    assert filled.count("[ X ]") == 2, "the yes to one hospital and the withdrawal"
    assert "Ran out on" in filled
    assert "Hôpital de Panzi. Only: pas la radio. Until" in as_text(document)


def test_a_bed_card_tells_the_name_the_child_chose_and_nothing_else(desk: Desk) -> None:
    """Who walks past learns a name: no number, no centre, no hint of what this house is."""
    document, said = paper(desk, "bed_card", child(desk))

    assert re.sub(r"FICTIONAL DATA|page 1 / 1", "", said).replace("Amani Bisimwa", "").strip() == ""
    assert document.code == ""
    assert document.letterhead is None


def test_the_brief_is_printed_for_the_centre_alone(desk: Desk) -> None:
    _document, said = paper(desk, "brief_paper", child(desk))
    audiences = {each.key: each.audiences for module in desk.modules for each in module.papers}

    assert "Refused or withdrawn: Transfer" in said
    assert audiences["case_file.brief_paper"] == ("centre",)
