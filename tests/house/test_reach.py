"""Every action and query can be reached: from a page, a screen, a command, or from inside another act."""

from __future__ import annotations

import ast
import collections
import functools
import pathlib
from typing import Final

from transit_desk import services
from transit_desk.action import Action, Query
from transit_desk.domain import fields
from transit_desk.module import FormPage

ROOT: Final = pathlib.Path(services.__file__).parents[2]

# Built and proved before the page that offers it; each with what it waits for. Whoever builds that page takes it out.
WAITING: Final = {
    "arrivals.add_member": "the page on which colleagues are chosen",
    "case_file.ask_supervisor": "nothing: opening a file that may be an earlier child's asks by itself; for commands",
    "case_file.everything_said": "nothing: the tabs tell it by what it is about; for proofs that all of it is kept",
    "case_file.merge": "nothing: the answer *same child* of the screen that compares does it; for commands",
    "handover.accept_section": "taking over a child part by part; a whole child can be taken over",
    "handover.check_consents": "nothing: each step of a handover checks by itself; for commands",
    "handover.package": "the page of one package; the list tells its state",
    "handover.refuse_section": "taking over a child part by part; a whole child can be given back",
    "interim_care.blocks": "nothing: the hook tells it to Today; for commands",
    "office.change_setting": "the page of settings",
}


@functools.cache
def _words_of(path: pathlib.Path) -> tuple[tuple[str, str], ...]:
    """What a file gives to which call, or lists in a table; a name that stands for one word is that word."""
    names: dict[str, str] = {}
    given: list[tuple[str, ast.expr | None]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=to) | ast.Attribute(attr=to)):
                given += [(to, each) for each in (*node.args, *(each.value for each in node.keywords))]
            case ast.Dict():
                given += [(_TABLE, each) for each in node.values]
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                    names[name] = node.value.value
    words = (
        (to, names.get(each.id) if isinstance(each, ast.Name) else getattr(each, "value", "")) for to, each in given
    )
    return tuple((to, word) for to, word in words if isinstance(word, str) and "." in word)


def _given_to(*places: str) -> dict[str, set[str]]:
    """Every word that is given to a call in these places, or stands in a table there, and what it is given to."""
    found: dict[str, set[str]] = collections.defaultdict(set)
    for place in places:
        for path in (ROOT / place).rglob("*.py") if (ROOT / place).is_dir() else [ROOT / place]:
            for to, word in _words_of(path):
                found[word].add(to)
    return found


_TABLE: Final = "a table"
_PAGES: Final = [page for module in services.modules() for page in module.pages]


def test_every_action_is_reached_or_waits_for_a_page_by_name() -> None:
    """What nobody can do is no feature; what waits is written down, with what it waits for."""
    actions = {name for name, act in services.acts().items() if isinstance(act, Action)}
    reached = {page.action for page in _PAGES if isinstance(page, FormPage)}
    reached |= {f"{module.name}.note_paper" for module in services.modules() if module.papers}  # printing does it
    hands = _given_to("ui", "transit_desk/cli", "transit_desk/entrance.py", "transit_desk/opening.py")
    reached |= {name for name, to in hands.items() if to - {"may"}}
    reached |= {name for name, to in _given_to("transit_desk/services").items() if "do" in to}

    assert actions - reached == set(WAITING) & actions
    assert set(WAITING) <= set(services.acts()), "a name here that is no act"


def test_every_query_is_asked_by_a_page_a_screen_a_command_or_another_query() -> None:
    """What only a test asks answers nobody; that a right or a page has the same name asks nothing."""
    queries = {name for name, act in services.acts().items() if isinstance(act, Query)}
    asked = {str(getattr(page, name, "")) for page in _PAGES for name in ("query", "start")}
    asked |= {paper.query for module in services.modules() for paper in module.papers}
    described = [field for page in _PAGES if isinstance(page, FormPage) for field in page.fields.values()]
    asked |= {each.kind.chosen_by for each in described if isinstance(each.kind, (fields.Reference, fields.References))}
    asked |= {name for name, to in _given_to("ui", "transit_desk").items() if to & _ASKING}

    assert queries - asked == set(WAITING) & queries


_ASKING: Final = {"ask", "answer", "Part", "Story", "Album"}
