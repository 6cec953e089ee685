"""One folder here is one service of the house."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil

from transit_desk.action import Action, Query
from transit_desk.module import Module
from transit_desk.storage import attachments as _attachments

__all__ = ["acts", "load_records", "modules"]

_TABLES_OF_STORAGE = (_attachments,)  # its table hangs on the case file, so it is complete only beside the slices


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every service, in the order of the navigation. A new folder is found without being named anywhere."""
    found = [
        importlib.import_module(f"{__name__}.{entry.name}").MODULE
        for entry in pkgutil.iter_modules(__path__)
        if entry.ispkg
    ]
    return tuple(sorted(found, key=lambda module: (module.order, module.name)))


def _part(name: str, part: str) -> object | None:
    full = f"{__name__}.{name}.{part}"
    return importlib.import_module(full) if importlib.util.find_spec(full) else None


def load_records() -> None:
    """Import every slice's records, so that the catalogue of tables is whole."""
    for entry in pkgutil.iter_modules(__path__):
        if entry.ispkg:
            _part(entry.name, "records")


def acts() -> dict[str, Action | Query]:
    """Every action and query of every service by name."""
    load_records()
    found: dict[str, Action | Query] = {}
    for module in modules():
        for part in ("actions", "queries", "papers"):
            holder = _part(module.name, part)
            for thing in vars(holder).values() if holder else ():
                if isinstance(thing, (Action, Query)):
                    found[thing.name] = thing
    return found
