"""Receipts and the handing-over record are signed; none names a group, and nothing here looks like an attestation."""

from __future__ import annotations

import datetime
import gettext

import pytest

from transit_desk import choices, languages, services
from transit_desk.action import Query
from transit_desk.desk import Desk
from transit_desk.domain.text import speak
from transit_desk.reports import pdf
from transit_desk.reports.document import Document, as_text
from ui.navigation import Pages

NOW = int(datetime.datetime(2026, 11, 21, 10, tzinfo=datetime.UTC).timestamp() * 1_000_000)
TODAY = datetime.date(2026, 11, 21)
WORDS = {"en": "attestation", "fr": "attestation"}


def child(desk: Desk) -> str:
    return str(desk.do("case_file.receive", name="Baraka", sex="m"))


def filled(desk: Desk) -> str:
    """A child with a shirt and the attestation in the safe, handed over by somebody."""
    file_id = child(desk)
    known = {"state": "issued", "on_day": TODAY, "issued_by": "ZQISSUERQZ", "number": "ZQNUMBERQZ"}
    desk.do("history.add_attestation", file_id=file_id, values=known)
    desk.do("safekeeping.tell_attestation", file_id=file_id, original_with="child", remark="ZQREMARKQZ")
    kept = {"file_id": file_id, "how_many": "1", "signed": "child"}
    desk.do("safekeeping.take_in", kind="clothes", words="blue shirt", condition="worn", place="own_box", **kept)
    desk.do("safekeeping.take_in", kind="official_paper", words="ZQWORDSQZ", condition="sealed", place="safe",
            attestation=True, **kept)  # fmt: skip
    handed = {"at": NOW, "giver_kind": "group", "giver": "Jean (fictif)", "receiver": "Aline Nakalonge",
              "witness": "Sifa", "condition": "tired, hungry", "papers_came": "yes", "signed": "thumb"}  # fmt: skip
    desk.do("safekeeping.hand_over", file_id=file_id, values=handed)
    return file_id


def paper(desk: Desk, name: str, file_id: str = "") -> tuple[Document, str]:
    made = desk.ask(f"safekeeping.{name}", **({"file_id": file_id} if file_id else {}))
    return made, as_text(made)


def test_a_receipt_lists_what_was_taken_in_for_two_signatures(desk: Desk) -> None:
    """It may lie in a child's pocket: no name of the house, no word about exit, the paper a personal one."""
    file_id = filled(desk)

    made, text = paper(desk, "deposit_receipt", file_id)

    assert text.count("[signature or thumbprint:") == 2
    assert "Clothes: blue shirt | 1 | Worn" in text
    assert "Personal paper | 1 | In a closed envelope" in text
    assert desk.centre_name not in text
    assert made.letterhead is not None
    assert made.letterhead.shown() == ("", ())


def test_a_receipt_of_the_return_says_how_much_went_back(desk: Desk) -> None:
    file_id = child(desk)
    assert "Nothing of this kind was written yet." in paper(desk, "return_receipt", file_id)[1]
    thing = desk.do("safekeeping.take_in", file_id=file_id, kind="money", how_many="12,50", currency="usd",
                    condition="good", place="safe", signed="child")  # fmt: skip
    desk.do("safekeeping.give_back", thing_id=thing, how_many="2,50", to_whom="child", signed="child")

    text = paper(desk, "return_receipt", file_id)[1]

    assert "Money | 2,50 USD" in text
    assert text.count("[signature or thumbprint:") == 2


def test_a_receipt_says_the_corrected_count(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("safekeeping.take_in", file_id=file_id, kind="clothes", how_many="3", condition="good", place="own_box",
            signed="child")  # fmt: skip
    line = desk.ask("safekeeping.still_here", file_id=file_id)[0].last_move
    desk.do("safekeeping.correct", move_id=line, how_many="4", why="one more in the bag")

    assert "Clothes | 4 | Good" in paper(desk, "deposit_receipt", file_id)[1]


def test_the_handing_over_record_has_four_signatures_filled_and_blank(desk: Desk) -> None:
    """Giver, receiver, witness and child; the kind of the giver, and so any group, is not on it."""
    text = paper(desk, "handing_over_record", filled(desk))[1]
    blank = paper(desk, "handing_over_blank")[1]

    for said in (text, blank):
        assert said.count("[signature or thumbprint:") == 4
        for who in ("Who hands the child over", "Who receives the child", "Witness", "The child"):
            assert f"[signature or thumbprint: {who}" in said
    assert "Who handed the child over: Jean (fictif)" in text
    assert "Clothes: blue shirt" in text
    assert "Group" not in text
    assert "______" in blank
    assert "name of a group" in blank


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_paper_is_drawn_on_one_page(desk: Desk, language: str) -> None:
    import pypdfium2

    file_id = filled(desk)
    spoken: gettext.NullTranslations = languages.catalogue(language)
    for name in ("deposit_receipt", "handing_over_record", "handing_over_blank"):
        with speak(spoken):
            made = paper(desk, name, "" if name.endswith("blank") else file_id)[0]
        assert len(pypdfium2.PdfDocument(pdf.draw_many([made], {made.language: spoken}))) == 1, name


# -- no look-alike


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_that_is_found_under_attestation_can_be_printed(desk: Desk, language: str) -> None:
    """Papers, pages and acts that carry the word, in the languages of the office: none of them answers a paper."""
    with speak(languages.catalogue(language)):
        from transit_desk.domain.text import tr

        papers = [tr(each.title) for module in services.modules() for each in module.papers]
        found = [act for act in services.acts().values() if WORDS[language] in tr(act.title).casefold()]
        offered = [verb for verb in Pages(desk).verbs() if WORDS[language] in tr(verb.title).casefold()]

    assert not [title for title in papers if WORDS[language] in title.casefold()]
    assert found, "or nothing was searched"
    for act in found:
        assert "Document" not in str(act.run.__annotations__.get("return", "")), act.name
    assert not [verb for verb in offered if verb.page == "preview"]


def test_no_paper_of_the_program_tells_anything_of_the_attestation(desk: Desk) -> None:
    """Every paper about this child, drawn: neither the word nor its number, its issuer or what was noted of it."""
    file_id = filled(desk)
    made = 0
    for module in services.modules():
        for each in module.papers:
            act = services.acts()[each.query]
            assert isinstance(act, Query)
            if "file_id" not in act.parameters:
                continue
            told = [{"audience": audience} for audience in each.audiences if "audience" in act.parameters]
            for audience in told or [{}]:
                text = as_text(desk.ask(each.query, file_id=file_id, **audience))
                assert not [
                    word for word in ("ZQ", "attestation") if word in text.replace("Attestation", "attestation")
                ]
                made += 1
    assert made >= 5


def test_the_copy_in_the_file_bears_the_word_copy() -> None:
    """See tests/services/documents: the kind of a copy has the stamp, so a page from the album is no look-alike."""
    assert choices.load("document_kind")["attestation"].about["copy"] is True
