"""A number before a noun has two forms: *within 1 day*, *within 4 days*; no sentence counts one as many."""

from __future__ import annotations

import ast
import pathlib
import re
from collections.abc import Iterator
from typing import Final

import pytest

# A noun in the plural right after a number, as English writes most of them. What follows with `s` and is none: listed.
_NUMBERS: Final = (
    "age|babies|beds|boys|children|count|days|done|expected|files|found|girls|high|hours|least|left|length|low|minutes|"
    "missing|months|most|places|rows|seconds|total|weeks|years"
)
_COUNTED: Final = re.compile(rf"\{{(?:{_NUMBERS})\}} (?:\w+ )?(?:\w+[^s\W]s|children|people|others)\b")
_NO_NOUN: Final = re.compile(r"\{\w+\} (?:is|was|has|already|stays|closes|locks|this|its|does|needs)\b")
# The number in these is fixed by the program and more than one, or the word is no noun that is counted.
_ALWAYS_MANY: Final = (
    "One package holds {most} files",
    "A package is closed with at least {least} words",
    "A package can be closed for {count} keys",
    "more than {count} files",
    "Row {row} has more than {count} columns",
    "The workbook has {count} sheets",  # said of more than one only
    "The list has more than {count} rows",
    "Mother and child",  # twelve, or what an office set
    "{count} years or more between: {numbers}.",  # four
    "more than {count} days without an extension",  # ninety, or what an office set
    "An extension lasts {count} days at the most",
    "The last step can be {months} months away",
    "A passphrase has at least {least} characters",
    "This is {length} characters long",  # longer than what there is room for
    "{name}: {rows} rows, read back",  # a vault has hundreds before its first child
    "{low} to {high} ",  # two different numbers
    "{band} years",
    "up to {count} months",  # below two months it is said in days
    "Saved work is missing: {expected} steps",  # a new vault has saved dozens
    "This vault holds {found} saved steps",
    "This picture is too large: {found} million points",
)


def _marked(tree: pathlib.Path) -> Iterator[tuple[str, str]]:
    """Every marked sentence that has one form only, and where it stands."""
    for path in sorted([*(tree / "transit_desk").rglob("*.py"), *(tree / "ui").rglob("*.py")]):
        parsed = ast.parse(path.read_text(encoding="utf-8"))
        called = [node for node in ast.walk(parsed) if isinstance(node, ast.Call)]
        two_forms: set[str] = set()
        for call in called:
            plural = [word.value for word in call.keywords if word.arg == "plural"]
            if plural or _name(call) == "ntr":
                two_forms |= {text for part in (*call.args, *plural) for text in _texts(part)}
        names = {text for node in ast.walk(parsed) if isinstance(node, ast.Tuple) for text in _pair(node)}
        for call in called:
            for text in _texts(call) if _name(call) == "N_" else ():
                if text not in two_forms | names:
                    yield text, f"{path.relative_to(tree)}:{call.lineno}"


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _texts(node: ast.AST) -> list[str]:
    return [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _pair(node: ast.Tuple) -> list[str]:
    """Two forms kept side by side, to be chosen from later."""
    marks = [each for each in node.elts if isinstance(each, ast.Call) and _name(each) == "N_"]
    return [text for each in marks for text in _texts(each)] if len(marks) == len(node.elts) == 2 else []


def test_a_sentence_that_counts_has_a_form_for_one(tree: pathlib.Path) -> None:
    constants = {"_FAILED_ONE", "_FAILED_MANY", "_WAIT", "_WAIT_ONE"}
    by_name = _named(tree, constants)

    astray = {
        where: text
        for text, where in _marked(tree)
        if _COUNTED.search(text)
        and not _NO_NOUN.search(text)
        and text not in by_name
        and not text.startswith(_ALWAYS_MANY)
    }

    assert astray == {}


def _named(tree: pathlib.Path, names: set[str]) -> set[str]:
    """Sentences that are kept under a name, where the name says that there are two forms."""
    parsed = ast.parse((tree / "transit_desk" / "opening.py").read_text(encoding="utf-8"))
    found = [node for node in parsed.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]
    return {text for node in found if getattr(node.targets[0], "id", "") in names for text in _texts(node.value)}


@pytest.mark.parametrize(
    "text", ["within {count} days", "{total} children = {beds} in beds", "{first} and {count} others"]
)
def test_the_look_sees_what_it_is_for(text: str) -> None:
    assert _COUNTED.search(text)
