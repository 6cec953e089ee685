"""What is printed of presence, read back from the real PDF: codes and first names, a photo only under a yes."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pypdfium2
import pytest

from tests.services.documents.test_documents import picture
from tests.services.presence.conftest import Home
from transit_desk import languages
from transit_desk.action import Query
from transit_desk.domain import errors, text
from transit_desk.module import Module, Paper
from transit_desk.reports import pdf
from transit_desk.reports.document import Document, Table, as_text
from transit_desk.storage.work import Work


def read(document: Document) -> str:
    """The words of a paper, as another program reads them."""
    drawn = pypdfium2.PdfDocument(pdf.draw(document))
    return "\n".join(page.get_textpage().get_text_range() for page in drawn)


def photographs(document: Document) -> list[tuple[int, int]]:
    """The sizes of the pictures in a paper, as another program finds them."""
    found = []
    for page in pypdfium2.PdfDocument(pdf.draw(document)):
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            made = io.BytesIO()
            thing.extract(made, fb_format="jpg")
            found.append(thing.get_px_size())
    return found


def search_of(home: Home, name: str = "Amani") -> str:
    call = home.begin()
    home.mark(call, name, "not_accounted_for")
    return str(home.call(call).searches[0])


def agree(home: Home, name: str, decision: str) -> None:
    values = {"purpose": "photo", "decision": decision, "on_day": home.desk.day(home.desk.now()), "given_by": "child"}
    home.desk.do("case_file.answer_consent", file_id=home.files[name], values=values)


def portrait(home: Home, name: str) -> None:
    photo = home.desk.do("documents.add", file_id=home.files[name], kind="photo_child", words="", data=picture())
    home.desk.do("documents.use_portrait", document_id=photo)


def test_the_blank_sheet_stands_in_the_order_in_which_the_screen_takes_it(home: Home) -> None:
    sheet = home.desk.ask("presence.blank_sheet", part="evening")
    rows = [row for block in sheet.blocks if isinstance(block, Table) for row in block.rows]
    call = home.call(home.begin())

    assert [row[2] for row in rows] == [row.name for row in call.rows]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    words = read(sheet)
    assert "Evening roll call" in words
    for letter_and_word in ("P\u00a0Present", "N\u00a0Not\u00a0accounted\u00a0for"):
        assert letter_and_word.replace("\u00a0", " ") in words.replace("\u00a0", " ")


def test_a_closed_call_prints_its_sum_and_what_was_put_right(home: Home) -> None:
    call = home.begin()
    home.everybody(call, Neema="clinic")
    home.desk.do("presence.close", call_id=call)
    line = next(row.line_id for row in home.call(call).rows if row.name == "Amani")
    home.desk.do("presence.rectify", record_id=line, values={"mark": "class", "why": "à l’atelier"})

    words = as_text(home.desk.ask("presence.closed_call", call_id=call))

    assert "5 = 3 present + 2 elsewhere, as planned + 0 not accounted for" in words
    assert "At class, put right" in words


def test_one_child_who_is_not_found_is_one_in_french_too(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Amani", "not_accounted_for")
    home.mark(call, "Neema", "present")

    with text.speak(languages.catalogue("fr")):
        words = as_text(home.desk.ask("presence.closed_call", call_id=call))

    assert "5 = 1 présent + 0 ailleurs, c’est prévu + 1 non retrouvé + 3 " in words


def test_the_sum_of_a_call_that_is_still_open_counts_who_is_to_be_marked(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Amani", "present")

    words = as_text(home.desk.ask("presence.closed_call", call_id=call))

    assert "5 = 1 present + 0 elsewhere, as planned + 0 not accounted for + 4 still to be marked" in words


@pytest.mark.parametrize(("decision", "seen"), [("yes", [(256, 192)]), ("no", []), (None, [])])
def test_the_alert_carries_the_photograph_only_if_the_child_agreed(
    home: Home, decision: str | None, seen: list[Any]
) -> None:
    agree(home, "Amani", "yes")
    portrait(home, "Amani")
    if decision == "no":
        agree(home, "Amani", "no")
    if decision is None:
        home.desk.do("presence.begin", part="morning")
        home.desk.undo()
    search = search_of(home, "Neema" if decision is None else "Amani")

    alert = home.desk.ask("presence.alert", missing_id=search)

    assert photographs(alert) == seen


def test_the_alert_tells_what_helps_and_nothing_that_harms(home: Home) -> None:
    search = search_of(home)
    values = {"seen_where": "au puits", "wearing": "chemise bleue", "with_whom": "deux hommes", "stranger": True}
    home.desk.do("presence.describe", record_id=search, values=values)

    words = read(home.desk.ask("presence.alert", missing_id=search)).casefold()

    assert "chemise bleue" in words
    assert "au puits" in words
    for never in ("deux hommes", "fugit", "fugue", "group", "kalonge"):
        assert never not in words


def test_the_alert_goes_out_by_who_leads_the_house_while_the_child_is_searched(home: Home) -> None:
    """The first name only where the child agreed that other agencies know it."""
    search = search_of(home)
    before = read(home.desk.ask("presence.alert", missing_id=search))
    values = {"purpose": "transfer", "decision": "yes", "on_day": home.desk.day(home.desk.now()), "given_by": "child"}
    home.desk.do("case_file.answer_consent", file_id=home.files["Amani"], values=values)
    after = read(home.desk.ask("presence.alert", missing_id=search))
    home.house.desk("e.sifa")
    with pytest.raises(errors.NotAllowed):
        home.desk.ask("presence.alert", missing_id=search)
    offered = [verb.title for verb in home.desk.ask("presence.search", record_id=search).verbs]
    home.desk.do("presence.found", record_id=search, values={"ended_how": "came_back"})
    home.house.desk("s.pascal")

    assert "Amani" not in before
    assert "the child has not agreed to it" in before
    assert "Amani" in after
    assert "CONFIDENTIAL" in after
    assert "Alert for partners" not in offered
    with pytest.raises(errors.RuleBroken, match="ended"):
        home.desk.ask("presence.alert", missing_id=search)


def test_the_evening_pack_is_one_bundle_of_what_every_slice_gives(home: Home) -> None:
    """A slice says of a paper that it belongs to the evening; nobody names it here."""

    def lamp(work: Work) -> Document:
        sheet: Document = home.desk.ask("presence.blank_sheet")
        return dataclasses.replace(sheet, title=f"Lamps of {work.actor.name}")

    def hidden(work: Work) -> Document:
        raise AssertionError(work)

    evening = "presence.evening_pack"
    papers = (
        Paper("lamps.sheet", "Lamps", "lamps.sheet", goes_with=evening),
        Paper("lamps.no", "No", "lamps.no"),
        Paper("lamps.closed", "Closed", "lamps.closed", goes_with=evening),
    )
    home.desk.modules = (*home.desk.modules, Module("lamps", "Lamps", 900, (), papers=papers))
    home.desk._acts["lamps.sheet"] = Query("lamps.sheet", "Lamps", "presence.mark", lamp)
    home.desk._acts["lamps.closed"] = Query("lamps.closed", "Closed", "lamps.nobody", hidden)

    pack = home.desk.bundle(evening)
    titles = [str(each.title) for each in pack]

    assert titles[0] == "Evening roll call"
    assert {"Visits and promises until tomorrow", "Registration form", "Medicines of the night"} <= set(titles)
    assert titles[-1] == "Lamps of Furaha Nabintu"
    assert len(pypdfium2.PdfDocument(pdf.draw_many(pack))) >= len(pack)


def test_an_educator_gets_the_pack_without_the_papers_of_others(home: Home) -> None:
    home.house.desk("e.sifa")

    titles = [str(each.title) for each in home.desk.bundle("presence.evening_pack")]

    assert titles[:1] == ["Evening roll call"]
    assert {"Visits and promises until tomorrow", "Registration form"} <= set(titles)
