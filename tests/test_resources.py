"""Resources are found in a checkout, in a frozen build and in an installed package, and nowhere else."""

from __future__ import annotations

import pathlib
import shutil
import sys

import pytest

from transit_desk import resources


def test_a_checkout_brings_its_own_resources() -> None:
    found = resources.place("fonts", "NotoSans-Regular.ttf")

    assert found == pathlib.Path(__file__).resolve().parent.parent / "resources" / "fonts" / "NotoSans-Regular.ttf"
    assert found.is_file()


def test_a_frozen_build_finds_what_was_unpacked_with_it(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = brought(tmp_path / "_internal" / "resources")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)

    assert resources.place("fonts", "OFL.txt") == font


def test_a_frozen_build_finds_what_lies_beside_the_program(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = brought(tmp_path / "resources")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "nothing here"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "transit-desk"))

    assert resources.place("fonts", "OFL.txt") == font


@pytest.mark.parametrize("inside", ["resources", "."])
@pytest.mark.parametrize("root", ["usr/share/transit-desk", "opt/transit-desk"])
def test_an_installed_package_finds_its_share(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, root: str, inside: str
) -> None:
    """The program lies in Python's own folder then, with no resources beside it."""
    font = brought(tmp_path / root / inside)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "dist-packages" / "transit_desk" / "resources.py"))
    monkeypatch.setattr(resources, "INSTALLED", (tmp_path / "usr/share/transit-desk", tmp_path / "opt/transit-desk"))

    assert resources.place("fonts", "OFL.txt").resolve() == font.resolve()


def test_a_program_without_resources_says_so(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "transit_desk" / "resources.py"))
    monkeypatch.setattr(resources, "INSTALLED", ())

    with pytest.raises(FileNotFoundError):
        resources.place("fonts")


def test_every_typeface_comes_with_its_licence() -> None:
    fonts = sorted(path.name for path in resources.place("fonts").glob("*.ttf"))
    licence = resources.place("fonts", "OFL.txt").read_text(encoding="utf-8")

    assert len(fonts) == 8
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2015-2020 Google LLC." in licence
    assert all(name.split("-")[0] in licence for name in fonts)


def brought(folder: pathlib.Path) -> pathlib.Path:
    """A folder of resources with one file that can be recognised."""
    target = folder / "fonts" / "OFL.txt"
    target.parent.mkdir(parents=True)
    shutil.copy(pathlib.Path(__file__).resolve().parent.parent / "resources" / "fonts" / "OFL.txt", target)
    return target
