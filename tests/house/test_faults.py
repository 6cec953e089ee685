"""What went wrong in like programs is held off here, and what is not yet is listed."""

from __future__ import annotations

import importlib.util
import pathlib
from typing import Any

_SCRIPT = pathlib.Path(__file__).parents[2] / "packaging" / "faults.py"


def _faults() -> Any:
    spec = importlib.util.spec_from_file_location("faults", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def test_every_mark_names_a_fault_of_the_list() -> None:
    """A mark with a slip in its id would hold off nothing that anybody counts."""
    faults = _faults()

    assert set(faults.held_off()) <= set(faults.known())


def test_a_fault_that_no_test_holds_off_is_told(monkeypatch: Any, capsys: Any) -> None:
    """The list fails as soon as one of its lines is nobody's."""
    faults = _faults()
    monkeypatch.setattr(faults, "known", lambda: {"new#1": "elsewhere: something"})
    monkeypatch.setattr(faults, "held_off", dict)

    ended = faults.main()

    assert ended == 1
    assert "new#1" in capsys.readouterr().out
