"""Certification and the way out of a group open and close nothing: every service is the same for every child."""

from __future__ import annotations

import ast
import pathlib

import pytest

from tests import makers
from transit_desk import choices, services
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said

_SERVICES = pathlib.Path(services.__file__).parent


def _what_is_open(desk: Desk, file_id: str) -> object:
    view = desk.ask("case_file.child", record_id=file_id)
    verbs = [(verb.title, verb.action, verb.reason) for verb in view.verbs]
    dues = [(due.what, due.to_day) for due in desk.ask("case_file.dues", file_id=file_id)]
    beds = [(bed.code, bed.suits) for bed in desk.ask("interim_care.free_beds", file_id=file_id)]
    marks = [str(mark.words) for mark in view.header.marks]
    return verbs, dues, beds, marks


@pytest.mark.parametrize("field", ["certification", "exit_type"])
def test_children_who_differ_in_nothing_else_have_the_same_open_to_them(house: makers.House, field: str) -> None:
    """Over every state of certification, disputed too, and every way out."""
    desk = house.desk("s.pascal")
    seen = []
    for key in choices.load(field).keys:
        file_id = desk.do("case_file.receive", sex="m", name="Amani", age="15")
        desk.do(
            "case_file.change_file", file_id=file_id, values={field: key if field == "certification" else Said(key)}
        )
        seen.append(_what_is_open(desk, file_id))

    assert len(seen) > 5
    assert all(each == seen[0] for each in seen)


def test_no_rule_reads_certification_or_the_way_out() -> None:
    """Not even by name, in any slice's rules."""
    for source in [*_SERVICES.glob("*/rules.py"), *_SERVICES.glob("*/rules/*.py")]:
        read = {node.attr for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Attribute)}
        assert not read & {"certification", "exit_type"}, source
