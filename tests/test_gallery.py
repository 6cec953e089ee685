"""Every screen of the house's daily life is looked at in the gallery of the demonstration."""

from __future__ import annotations

import ast
import pathlib

import pytest

from transit_desk import services
from transit_desk.module import ListPage, RecordPage, ScreenPage
from ui.walkthrough import gallery

DAILY_LIFE = ("interim_care", "presence", "daily", "leaving", "health", "incidents", "gate")
FOR_OTHER_EYES = {"incidents.sealed"}  # what is sealed has no list for the director, who walks there
PAGES = {
    page.key: type(page)
    for module in services.modules()
    for page in module.pages
    if module.name in DAILY_LIFE and isinstance(page, (ListPage, RecordPage, ScreenPage))
}


def _opened() -> set[str]:
    """The pages that the walk opens: given to `_open` by name, or out of a list that it goes through."""
    found = {*gallery.FORMS, *gallery.FORMS_OF_A_CHILD, *gallery.SEARCHING, *gallery.LISTS}
    for node in ast.walk(ast.parse(pathlib.Path(gallery.__file__).read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="_open"), args=[_hands, ast.Constant(value=str(name)), *_]):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id="about")], value=ast.Dict() as about):
                keys = [each for key in about.keys if key is not None for each in ast.walk(key)]
                spread = [row for key, row in zip(about.keys, about.values, strict=True) if key is None]
                keys += [each for row in spread for each in ast.walk(row)]
                found |= {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return found


OPENED = _opened()


@pytest.mark.parametrize("key", sorted(set(PAGES) - FOR_OTHER_EYES))
def test_a_screen_is_in_the_gallery(key: str) -> None:
    assert key in OPENED


def test_every_name_of_the_gallery_is_that_of_a_page() -> None:
    known = {page.key for module in services.modules() for page in module.pages}

    assert {*gallery.FORMS, *gallery.FORMS_OF_A_CHILD, *gallery.SEARCHING, *gallery.LISTS} <= known


def test_a_form_of_the_day_is_in_the_gallery() -> None:
    """All but those that go on from a line of the day."""
    daily = {name.removeprefix("daily.") for name in gallery.FORMS if name.startswith("daily.")}

    assert {"put_on_shift", "write_sheet", "write_note", "write_care_note", "inspect_room", "give_out"} <= daily
