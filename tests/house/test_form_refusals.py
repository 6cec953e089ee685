"""What an action refuses, its form can show: beside a box it has, or in the general place; and nothing falls through.

Every form of every module is fuzzed: each box with values that do not fit, one after the other and all at once, past
the form's own check, as a colleague's program or an older window would hand them over.
"""

from __future__ import annotations

import ast
import datetime
import pathlib
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

import ui
from tests import makers
from transit_desk import choices, services
from transit_desk.desk import Desk
from transit_desk.domain import errors, fields
from transit_desk.domain.fields import Field, Said
from transit_desk.domain.levels import Answer
from transit_desk.module import FormPage

ACTS = services.acts()
FORMS = [page for module in services.modules() for page in module.pages if isinstance(page, FormPage)]
DAY: Final = makers.NOON.date()
BAD: Final[tuple[object, ...]] = (
    None, "", " ", "nothing of the kind", "\x07", "\ud800", "x" * 20_001, "14-", -1, 10**12, True,
    DAY + datetime.timedelta(days=400), datetime.date(1850, 1, 1), datetime.date(2101, 1, 1),
    DAY - datetime.timedelta(days=30_000), [], ["nothing of the kind"], {},
    Said(None, Answer.REFUSED), Said("\x07"), Said("x" * 20_001),
)  # fmt: skip


def child(desk: Desk) -> str:
    return str(desk.do("case_file.receive", name="Amani", sex="m", age="14", village="Kalonge-Haut (fictif)"))


def event(desk: Desk) -> str:
    return str(
        desk.do(
            "arrivals.start_event", day=DAY, place="Lwashi-Haut", group="Nyati", announced=3, not_shown=0,
            woman_on_team="yes",
        )
    )  # fmt: skip


def row(desk: Desk) -> str:
    cells = {"name_typed": "Amani", "sex": "m", "disposition": "returned_on_site"}
    kept = desk.do("arrivals.write_row", event_id=event(desk), values=cells)
    return str(kept.row_id)


SUBJECTS: Final[dict[str, Callable[[Desk], str]]] = {
    "file_id": child,
    "event_id": event,
    "row_id": row,
    "worker_id": lambda desk: desk.actor.worker_id,
}


def fitting(field: Field, desk: Desk) -> object:
    """A value that this field takes."""
    kind = field.kind
    value: object
    match kind:
        case fields.Number():
            value = kind.low
        case fields.Flag():
            value = True
        case fields.Day():
            value = DAY
        case fields.Moment():
            value = desk.now()
        case fields.Choice():
            value = next(iter(sorted(kind.keys) or [each.key for each in choices.load(kind.list_name)]))
        case fields.Many():
            value = sorted(kind.keys)[:1]
        case fields.Text():
            value = "14" if field.name in {"age", "birth"} else "Baraka"
        case _:
            value = None
    return Said(value) if field.asked else value


def hand_over(desk: Desk, page: FormPage, subject: str, values: dict[str, object]) -> tuple[errors.Refusal, ...]:
    """As the form would, but without its own look at the values; what is refused, one by one."""
    given: dict[str, Any] = {page.subject: subject} if page.subject else {}
    given |= {"values": values} if "values" in ACTS[page.action].parameters else values
    try:
        desk.do(page.action, **given)
    except errors.Several as several:
        return several.refusals
    except errors.Refusal as refusal:
        return (refusal,)
    return ()


def handed_over(page: FormPage, desk: Desk) -> Iterator[tuple[str, object, tuple[errors.Refusal, ...]]]:
    """Each box with each bad value, and every box with the same one."""
    make = SUBJECTS.get(page.subject)
    subject = make(desk) if make is not None else ""
    good = {name: fitting(field, desk) for name, field in page.fields.items()}
    for bad in BAD:
        for name in page.fields:
            yield name, bad, hand_over(desk, page, subject, {**good, name: bad})
        yield "every box", bad, hand_over(desk, page, subject, dict.fromkeys(page.fields, bad))


@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.key)
def test_every_refusal_of_an_action_has_its_place_in_the_form(house: makers.House, page: FormPage) -> None:
    desk = house.desk()
    boxes = {name for section in page.sections for name in section.names}
    astray: dict[str, str] = {}
    seen = 0

    for name, bad, refusals in handed_over(page, desk):
        for refusal in refusals:
            seen += 1
            if refusal.field is not None and refusal.field not in boxes:
                astray[f"{refusal.field} (from {name} = {bad!r:.40})"] = str(refusal)

    assert astray == {}
    assert seen, "nothing was refused: the fuzz does not reach this action"


def test_whoever_shows_a_form_opens_what_its_refusal_names() -> None:
    """The button stands in every form; where nobody listened to it, it would do nothing."""
    trees = [ast.parse(path.read_text()) for path in sorted(pathlib.Path(ui.__file__).parent.rglob("*.py"))]
    defined = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    kinds = {"Form"}
    while more := {each.name for each in defined if kinds & {ast.unparse(base) for base in each.bases}} - kinds:
        kinds |= more
    makers_of_forms = [
        node
        for each in defined
        for node in each.body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(call, ast.Call) and ast.unparse(call.func) in kinds for call in ast.walk(node))
    ]

    assert len(makers_of_forms) > len(kinds), "every kind of form is shown somewhere"
    assert [node.name for node in makers_of_forms if ".opened.connect(" not in ast.unparse(node)] == []
