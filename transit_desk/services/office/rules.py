"""What must hold in the office."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable

import sqlalchemy

from transit_desk.domain import errors, permissions
from transit_desk.domain.text import N_
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work


def known_zone(zone: str) -> None:
    """The office's time zone must be one the program knows."""
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise errors.RuleBroken(N_("This time zone is not known."), "zone") from None


def known_roles(roles: object) -> None:
    """At least one role, and each a role of the house."""
    if not isinstance(roles, Iterable) or not roles or any(role not in permissions.ROLES for role in roles):
        raise errors.RuleBroken(N_("Choose at least one role."), "roles")


def login_is_free(work: Work, login: str) -> None:
    """No two people with one login."""
    if work.first(sqlalchemy.select(Worker).where(sqlalchemy.func.lower(Worker.login) == login.lower())) is not None:
        raise errors.RuleBroken(N_("This login is already used. Choose another."), "login")


def still_somebody_who_administers(work: Work, worker: Worker, roles: Iterable[str]) -> None:
    """The house never loses the last person who can let others in."""
    if set(roles) & {"director", "administrator"}:
        return
    others = work.all(sqlalchemy.select(Worker).where(Worker.id != worker.id, Worker.active))
    if not any(set(other.roles) & {"director", "administrator"} for other in others):
        raise errors.RuleBroken(N_("Somebody must be able to let others in. Give that role to another person first."))
