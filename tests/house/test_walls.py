"""The walls between the rooms: they hold, and a wrong import is caught by the right one."""

from __future__ import annotations

import ast
import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

LINTER = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"

# The only files that may keep whatever happens: it is carried home, becomes a calm page, or is printed by a smoke test.
CATCH_ALL = frozenset({"ui/clerk.py", "ui/app.py", "packaging/smoke.py"})

WRONG = {
    "The core knows nothing of Qt": ("transit_desk/domain/planted.py", "import PySide6.QtCore"),
    "Rooms stack one way": ("transit_desk/domain/planted.py", "import transit_desk.reports.document"),
    "Storage knows nothing of paper": ("transit_desk/storage/planted.py", "import transit_desk.reports.document"),
    "Modules do not know each other": (
        "transit_desk/services/planted_one/rules.py",
        "import transit_desk.services.planted_two.rules",
    ),
    "Only the core speaks SQL": ("ui/planted.py", "import sqlalchemy"),
    "The UI enters only by the desk": ("ui/planted.py", "import transit_desk.storage.planted"),
}


def broken_walls(tree: pathlib.Path) -> set[str]:
    """The names of the contracts that this tree breaks."""
    run = subprocess.run([sys.executable, "-c", LINTER], cwd=tree, capture_output=True, text=True, check=False)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", run.stdout)
    broken = {line.rsplit(" BROKEN", 1)[0].strip() for line in plain.splitlines() if line.endswith(" BROKEN")}
    assert "Contracts" in plain, run.stdout + run.stderr
    assert bool(broken) == bool(run.returncode), run.stdout + run.stderr
    return broken


def plant(tree: pathlib.Path, path: str, line: str = "") -> None:
    """Write a file, and make every folder above it a package."""
    file = tree / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'"""Planted by a test."""\n{line}\n', encoding="utf-8")
    for folder in file.relative_to(tree).parents[:-1]:
        (tree / folder / "__init__.py").touch()


@pytest.fixture
def copy(tree: pathlib.Path, tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of the house to spoil, with two new modules and a room of storage."""
    shutil.copy(tree / "pyproject.toml", tmp_path)
    for room in ("transit_desk", "ui"):
        shutil.copytree(tree / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (
        "transit_desk/services/planted_one/rules.py",
        "transit_desk/services/planted_two/rules.py",
        "transit_desk/storage/planted.py",
    ):
        plant(tmp_path, path)
    return tmp_path


def test_the_walls_hold(tree: pathlib.Path) -> None:
    assert broken_walls(tree) == set()


def test_new_modules_stand_between_the_walls_with_no_file_edited(copy: pathlib.Path) -> None:
    assert broken_walls(copy) == set()


@pytest.mark.parametrize("wall", WRONG)
def test_a_wrong_import_is_caught(copy: pathlib.Path, wall: str) -> None:
    path, line = WRONG[wall]
    plant(copy, path, line)

    assert wall in broken_walls(copy)


def catches_all(source: str) -> bool:
    """Whether something here is caught whatever it is, and kept. Tidying up and raising it again is lawful."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler) and not raises_again(node):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds):
                return True
    return False


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Whether the last thing done is to raise the same again."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and (last.exc is None or getattr(last.exc, "id", "") == handler.name)


def our_files(tree: pathlib.Path) -> Iterator[pathlib.Path]:
    """The program and its packaging, without the tests."""
    for room in ("transit_desk", "ui", "packaging"):
        yield from (tree / room).rglob("*.py")


def test_only_three_files_keep_whatever_happens(tree: pathlib.Path) -> None:
    """A `noqa` cannot open a fourth."""
    found = {
        path.relative_to(tree).as_posix() for path in our_files(tree) if catches_all(path.read_text(encoding="utf-8"))
    }

    assert found <= CATCH_ALL


@pytest.mark.parametrize("caught", ["", " Exception", " (KeyError, Exception)", " BaseException as bug"])
def test_keeping_whatever_happens_is_seen(caught: str) -> None:
    assert catches_all(f"try:\n    pass\nexcept{caught}:\n    pass\n")


@pytest.mark.parametrize("rest", [" (KeyError, ValueError):\n    pass", ":\n    x = 1\n    raise"])
def test_catching_what_is_named_or_raised_again_is_lawful(rest: str) -> None:
    assert not catches_all(f"try:\n    pass\nexcept{rest}\n")


def test_no_slice_reads_the_list_of_all_slices() -> None:
    """Not even where it is needed: another slice's form is asked of the work by its name."""
    slices = [
        path
        for path in (pathlib.Path(__file__).parents[2] / "transit_desk" / "services").rglob("*.py")
        if path.parent.name != "services"
    ]

    assert slices
    assert not [path for path in slices if "from transit_desk import services" in path.read_text("utf-8")]
