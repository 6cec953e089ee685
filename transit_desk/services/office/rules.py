"""What must hold in the office."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable

from transit_desk.domain import errors, permissions
from transit_desk.domain.text import N_

_LETS_IN = {"director", "administrator"}


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


def login_is_free(login: str, taken: Iterable[str]) -> None:
    """No two people with one login."""
    if login.casefold() in {each.casefold() for each in taken}:
        raise errors.RuleBroken(N_("This login is already used. Choose another."), "login")


def still_somebody_who_administers(roles: Iterable[str], others: Iterable[Iterable[str]]) -> None:
    """The house never loses the last person who can let others in; `others` are the roles of everybody else."""
    if not any(_LETS_IN & set(held) for held in (roles, *others)):
        raise errors.RuleBroken(N_("Somebody must be able to let others in. Give that role to another person first."))
