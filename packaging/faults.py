"""Which faults of like programs no test of ours holds off yet."""

from __future__ import annotations

import ast
import pathlib
import sys
import tomllib
from collections.abc import Iterator
from typing import Final

TESTS: Final = pathlib.Path(__file__).parents[1] / "tests"
LIST: Final = TESTS / "house" / "faults.toml"


def known() -> dict[str, str]:
    """Every fault by its id: where it was found, and what it is."""
    told = tomllib.loads(LIST.read_text("utf-8"))["fault"]
    return {each["id"]: f"{each['where']}: {each['what']}" for each in told}


def held_off() -> dict[str, list[str]]:
    """By fault, the tests that carry its id."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        text = path.read_text("utf-8")
        if "mark.fault" in text:
            for test, fault in _marks(ast.parse(text)):
                found.setdefault(fault, []).append(f"{path.relative_to(TESTS.parent)}::{test}")
    return found


def _marks(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.fault":
                    yield from ((node.name, str(ast.literal_eval(each))) for each in mark.args)


def main() -> int:
    """Print what is not held off; 1 where there is any."""
    held = held_off()
    open_faults = {fault: what for fault, what in known().items() if fault not in held}
    for fault, what in open_faults.items():
        print(f"{fault:32} {what}")
    print(f"{len(known()) - len(open_faults)} of {len(known())} held off.")
    return 1 if open_faults else 0


if __name__ == "__main__":
    sys.exit(main())
