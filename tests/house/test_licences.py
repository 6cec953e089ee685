"""What the program is made of: pinned, hashed, and under licences that leave it free."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import pathlib
import re
import tomllib

import pytest

# One of these has to be offered; where a choice is offered (`OR`), one lawful side is enough.
LAWFUL = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-or-later", "LGPL-3.0-only"),
        *("LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib"),
    }
)

# What old metadata says in words of its own.
SPOKEN = {
    "Apache License 2.0": "Apache-2.0",
    "PSFL": "PSF-2.0",
}

# Read by a person in the distribution's own licence files, because its metadata does not say, or says it unclearly.
READ = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # 2026-11: bindings; PDFium and what it links are BSD, MIT, Zlib
    "pyrage": "MIT",  # 2026-11
    "python-bidi": "LGPL-3.0-or-later",  # 2026-11: a wheel of its own, replaceable in a checkout and a frozen folder
    "reportlab": "BSD-3-Clause",  # 2026-11
    "sqlcipher3": "Zlib",  # 2026-11: SQLCipher itself is BSD-3-Clause, its OpenSSL Apache-2.0
}

# Qt offers these under the GPL or for money only.
GPL_QT = frozenset(
    {
        *("QtCharts", "QtDataVisualization", "QtGraphs", "QtGraphsWidgets", "QtHttpServer", "QtNetworkAuth"),
        *("QtQuick3D", "QtVirtualKeyboard", "QtLottie", "QtWaylandCompositor", "QtQuickTimeline", "QtCanvasPainter"),
    }
)


def pins(lock: pathlib.Path) -> dict[str, str]:
    """Names and versions of a lock."""
    found = re.findall(r"^([a-z0-9._-]+)==([^\s\\;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def licence_of(name: str) -> str:
    """The licence of an installed distribution, in the short names of SPDX as far as it tells."""
    if name in READ:
        return READ[name]
    metadata = importlib.metadata.metadata(name)
    said = next((line for key in ("License-Expression", "License") for line in metadata.get_all(key) or []), "nothing")
    return SPOKEN.get(said, said)


def is_lawful(licence: str) -> bool:
    """Whether one side of every choice is on the list."""
    sides = re.split(r"\s+OR\s+", licence.replace("(", "").replace(")", ""))
    return any(all(part in LAWFUL for part in re.split(r"\s+AND\s+", side)) for side in sides)


def test_everything_the_program_ships_has_a_lawful_licence(tree: pathlib.Path) -> None:
    unlawful = {name: licence_of(name) for name in pins(tree / "requirements.lock") if not is_lawful(licence_of(name))}

    assert unlawful == {}


def test_what_was_read_by_a_person_is_still_shipped(tree: pathlib.Path) -> None:
    assert set(READ) <= set(pins(tree / "requirements.lock"))


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "MIT AND GPL-2.0-only", "nothing", "proprietary"])
def test_another_licence_is_seen(licence: str) -> None:
    assert not is_lawful(licence)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_hashes_and_nothing_else(tree: pathlib.Path, lock: str) -> None:
    """No index, no host, no path: whoever installs chooses where from, and the hashes say whether it is the same."""
    lines = (tree / lock).read_text(encoding="utf-8").splitlines()
    lawful = re.compile(r"[a-z0-9._-]+==[^\s]+( ; .*)? \\| {4}--hash=sha256:[0-9a-f]{64}( \\)?|#.*|")

    assert [line for line in lines if not lawful.fullmatch(line)] == []
    assert [line for line in lines if "://" in line] == []


def test_what_is_tested_is_what_is_shipped(tree: pathlib.Path) -> None:
    shipped, tested = pins(tree / "requirements.lock"), pins(tree / "requirements-dev.lock")

    assert shipped.items() <= tested.items()


def test_every_dependency_is_in_the_lock(tree: pathlib.Path) -> None:
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}

    assert asked <= set(pins(tree / "requirements.lock"))


def test_qt_is_the_essentials_alone_at_the_version_that_is_sound(tree: pathlib.Path) -> None:
    """6.12.0 loses references to None on Python 3.11; Addons and the meta-package bring modules under the GPL."""
    locked = pins(tree / "requirements-dev.lock")

    assert {name: version for name, version in locked.items() if name.startswith("pyside6")} == {
        "pyside6-essentials": "6.11.3"
    }


@pytest.mark.parametrize("module", sorted(GPL_QT))
def test_no_gpl_module_of_qt_can_be_imported(module: str) -> None:
    assert importlib.util.find_spec(f"PySide6.{module}") is None


def test_no_gpl_module_of_qt_is_named_by_the_program(tree: pathlib.Path) -> None:
    named = set()
    for room in ("transit_desk", "ui", "tests", "packaging"):
        for path in (tree / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
                if isinstance(node, ast.ImportFrom):
                    named |= {(node.module or "").rpartition(".")[2], *(alias.name for alias in node.names)}
                elif isinstance(node, ast.Import):
                    named |= {alias.name.rpartition(".")[2] for alias in node.names}

    assert not named & GPL_QT
