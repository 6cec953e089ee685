"""Where this worker may go: the places of the sidebar, and every page by its name."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.module import FormPage, ListPage, Page, RecordPage, ScreenPage, TabPage, Verb
from ui import signs
from ui.bars import Destination

if TYPE_CHECKING:
    from transit_desk.desk import Desk

TODAY: Final = "today"
OFFICE: Final = "office"


class OpenPage(Protocol):
    """How any page leads to another, by its name."""

    def __call__(self, name: str, record_id: str = "", **extra: object) -> None: ...


class Pages:
    """Every page of every slice by its name, as far as this worker may see them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._pages: dict[str, Page] = {page.key: page for module in desk.modules for page in module.pages}
        self._places: dict[str, str] = {
            page.key: module.home or module.under
            for module in desk.modules
            for page in module.pages
            if module.home or module.under
        }

    def named(self, name: str) -> Page | None:
        """The page of a name; a screen of the house itself is known by its file alone."""
        found = self._pages.get(name)
        if found is None and name and "." not in name and screen_exists(name):
            return ScreenPage(name, N_("Page"), name, "")
        if isinstance(found, ScreenPage) and not screen_exists(found.screen):
            return None
        return found

    def place_of(self, name: str) -> str:
        """Which entry of the sidebar a page belongs to; none of its own where it serves several, as a paper does."""
        return TODAY if name == TODAY else self._places.get(name, "")

    def may(self, name: str) -> bool:
        """Whether there is such a page and this worker's role includes it."""
        if name == TODAY:
            return True
        page = self.named(name)
        if page is None:
            return False
        if isinstance(page, FormPage):
            return self.desk.may(page.action)
        if isinstance(page, (ListPage, RecordPage, TabPage)):
            return self.desk.may(page.query)
        return not page.needs or page.needs in self.desk.actor.rights or self.desk.may(page.needs)

    def every_tab(self, name: str) -> tuple[TabPage, ...]:
        """The tabs that slices add to a record's page, in their order, whoever may open them."""
        found = [page for page in self._pages.values() if isinstance(page, TabPage) and page.of == name]
        return tuple(sorted(found, key=lambda page: (page.order, page.key)))

    def tabs_of(self, name: str) -> tuple[TabPage, ...]:
        """Those of them that this worker may open."""
        return tuple(page for page in self.every_tab(name) if self.desk.may(page.query))

    def offered(self, verb: Verb) -> bool:
        """Whether a verb leads anywhere: a page of a slice that is not there yet is not offered."""
        return not verb.page or self.named(verb.page) is not None

    def allowed(self, verb: Verb) -> bool:
        """Whether the role includes it; a verb without the right is shown, with its reason."""
        return (not verb.action or self.desk.may(verb.action)) and (not verb.page or self.may(verb.page))

    def destinations(self) -> tuple[Destination, ...]:
        """The sidebar: today first, then the slices whose home this worker may open."""
        places = [Destination(TODAY, tr(N_("Today")), "today")]
        places += [
            Destination(module.home, tr(module.title), signs.icon(module.icon, "folder"), 0, module.name == OFFICE)
            for module in self.desk.modules
            if module.home and self.may(module.home)
        ]
        return tuple(places)

    def verbs(self) -> tuple[Verb, ...]:
        """Everything that can be begun from anywhere: pages that need no record, and the verbs of lists."""
        found: dict[str, Verb] = {}
        for page in self._pages.values():
            if isinstance(page, ListPage) and self.may(page.key):
                found.setdefault(page.key, Verb(page.title, page.icon, page=page.key))
                for verb in page.verbs:
                    if verb.page and self.offered(verb) and self.allowed(verb):
                        found.setdefault(verb.page, verb)
            elif isinstance(page, FormPage) and not page.subject and self.may(page.key):
                found.setdefault(page.key, Verb(page.title, "plus", page=page.key))
        return tuple(found.values())


@functools.cache
def screen_exists(name: str) -> bool:
    """Whether `ui/screens` has this screen."""
    return importlib.util.find_spec(f"ui.screens.{name}") is not None


def screen(name: str) -> Callable[..., QWidget]:
    """The class of a screen made by hand, by the name of its file."""
    made: Callable[..., QWidget] = importlib.import_module(f"ui.screens.{name}").Screen
    return made
