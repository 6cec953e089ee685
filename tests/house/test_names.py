"""Names and opening sentences: every file says what is found in it."""

from __future__ import annotations

import ast
import pathlib
import re
from collections.abc import Iterator

import pytest

ROOMS = ("transit_desk", "ui", "tests", "packaging")
EMPTY_NAMES = frozenset(
    {"util", "utils", "helper", "helpers", "misc", "common", "manager", "managers", "base", "handler", "handlers"}
)


def files(tree: pathlib.Path) -> Iterator[pathlib.Path]:
    """Every file of ours that Python reads."""
    for room in ROOMS:
        yield from sorted((tree / room).rglob("*.py"))


def empty_names(path: pathlib.Path) -> set[str]:
    """The words of a path that name nothing."""
    return {word for part in path.parts for word in re.split(r"[^a-z]+", part.lower())} & EMPTY_NAMES


def opening(source: str) -> str:
    """The first paragraph of a file's docstring, on one line."""
    return " ".join((ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0].split())


def is_one_sentence(text: str) -> bool:
    """One full stop, at the end."""
    return bool(text) and re.findall(r"[.!?…](?=\s|$)", text) == ["."] and text.endswith(".")


def test_no_file_is_named_after_nothing(tree: pathlib.Path) -> None:
    found = [path.relative_to(tree) for path in files(tree) if empty_names(path.relative_to(tree))]

    assert found == []


def test_every_file_opens_with_one_sentence(tree: pathlib.Path) -> None:
    silent = [
        f"{path.relative_to(tree)}: {opening(path.read_text(encoding='utf-8'))!r}"
        for path in files(tree)
        if not is_one_sentence(opening(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_packaging_is_no_package(tree: pathlib.Path) -> None:
    """With an `__init__.py` it would hide the distribution of the same name that pip and pytest stand on."""
    assert not (tree / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("path", ["ui/form_utils.py", "transit_desk/common/dates.py", "tests/base.py"])
def test_an_empty_name_is_seen(path: str) -> None:
    assert empty_names(pathlib.Path(path))


@pytest.mark.parametrize("path", ["ui/baseline.py", "transit_desk/services/handover/rules.py", "ui/utility_room.py"])
def test_a_name_that_only_resembles_one_is_left_alone(path: str) -> None:
    assert not empty_names(pathlib.Path(path))


@pytest.mark.parametrize("source", ["", "x = 1", '"""No end"""', '"""Two. Sentences."""', '"""A question?"""'])
def test_a_file_that_does_not_open_with_one_sentence_is_seen(source: str) -> None:
    assert not is_one_sentence(opening(source))
