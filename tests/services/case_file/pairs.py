"""Two files of one child, and how they are joined: what the tests of joining stand on."""

from __future__ import annotations

from transit_desk.desk import Desk


def earlier(desk: Desk, name: str = "Amani Wilondja", sex: str = "m", **more: str) -> str:
    """The file of a child who was here before and left."""
    return str(desk.do("case_file.open_case", sex=sex, care_track="reunified", name=name, age="16", **more))


def now(desk: Desk, name: str = "Amani Wilonja", sex: str = "m") -> str:
    """The file of a child who came to the door tonight."""
    return str(desk.do("case_file.receive", sex=sex, name=name, age="16"))


def join(desk: Desk, ends: str, stays: str, **more: str) -> str:
    """One number ends in the other."""
    return str(desk.do("case_file.merge", file_id=ends, other_id=stays, why="same mother, same scar", **more))


def number(desk: Desk, file_id: str) -> str:
    """The number under which a file is read."""
    return str(desk.ask("case_file.child", record_id=file_id).header.code)
