"""Where the tree lies, and the tools of the workshop, loaded by path because `packaging` is not a package."""

from __future__ import annotations

import importlib.util
import pathlib
import sys
import types

import pytest

TREE = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tree() -> pathlib.Path:
    """The root of this checkout."""
    return TREE


@pytest.fixture(scope="session")
def words(tree: pathlib.Path) -> types.ModuleType:
    """packaging/words.py, as the Makefile runs it."""
    spec = importlib.util.spec_from_file_location("workshop_words", tree / "packaging" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
