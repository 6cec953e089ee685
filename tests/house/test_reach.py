"""Every action and query can be reached: from a page, a screen, a command, or from inside another act."""

from __future__ import annotations

import pathlib
import re
from typing import Final

from transit_desk import services
from transit_desk.action import Action, Query
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


def _named_in(*folders: str) -> str:
    return "\n".join(path.read_text("utf-8") for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def test_every_action_is_reached_or_waits_for_a_page_by_name() -> None:
    """What nobody can do is no feature; what waits is written down, with what it waits for."""
    actions = {name for name, act in services.acts().items() if isinstance(act, Action)}
    forms = {page.action for module in services.modules() for page in module.pages if isinstance(page, FormPage)}
    forms |= {f"{module.name}.note_paper" for module in services.modules() if module.papers}  # printing does it
    hands = _named_in("ui", "transit_desk/cli")
    inside = _named_in("transit_desk/services")
    entering = "\n".join((ROOT / "transit_desk" / name).read_text("utf-8") for name in ("entrance.py", "opening.py"))
    reached = {
        name
        for name in actions
        if name in forms or f'"{name}"' in hands or f'"{name}"' in entering or re.search(rf'\.do\(\s*"{name}"', inside)
    }

    assert actions - reached == set(WAITING) & actions
    assert set(WAITING) <= set(services.acts()), "a name here that is no act"


def test_every_query_is_asked_by_a_page_a_screen_a_command_or_another_query() -> None:
    """What only a test asks answers nobody."""
    queries = {name for name, act in services.acts().items() if isinstance(act, Query)}
    starts = {page.start for module in services.modules() for page in module.pages if isinstance(page, FormPage)}
    asked = _named_in("ui", "transit_desk")

    unasked = {name for name in queries - starts if f'"{name}"' not in asked}

    assert unasked == set(WAITING) & queries
