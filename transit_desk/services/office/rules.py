"""What must hold in the office."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Iterable
from typing import Any

from transit_desk.domain import errors, fields, permissions
from transit_desk.domain.text import N_

_LONGEST = 1_000
_NO_VALUE = N_("This is not a value for this setting.")
_LETS_IN = {"director", "administrator"}
_KEEPER = "safeguarding"
_LEADS = {"director", "supervisor"}


def known_zone(zone: str) -> None:
    """The office's time zone must be one the program knows."""
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise errors.RuleBroken(N_("This time zone is not known."), "zone") from None


def not_founded_yet(centre_id: str | None) -> None:
    """A house is founded once: somebody with a key and without a place in the house does not found it again."""
    if centre_id is not None:
        raise errors.NotAllowed(N_("This person no longer works here."))


def known_roles(roles: object) -> list[str]:
    """At least one role, and each a role of the house."""
    if not isinstance(roles, Iterable) or not roles or any(role not in permissions.ROLES for role in roles):
        raise errors.RuleBroken(N_("Choose at least one role."), "roles")
    known = [str(role) for role in roles]
    if _KEEPER in known and _LEADS & set(known):
        raise errors.RuleBroken(
            N_("Who leads the house doesn't keep the register of what is said against its staff."), "roles"
        )
    return known


def login_is_free(login: str, taken: Iterable[str]) -> None:
    """No two people with one login."""
    if login.casefold() in {each.casefold() for each in taken}:
        raise errors.RuleBroken(N_("This login is already used. Choose another."), "login")


def still_somebody_who_administers(roles: Iterable[str], others: Iterable[Iterable[str]]) -> None:
    """The house never loses the last person who can let others in; `others` are the roles of everybody else."""
    if not any(_LETS_IN & set(held) for held in (roles, *others)):
        raise errors.RuleBroken(N_("Somebody must be able to let others in. Give that role to another person first."))


def somebody_else(worker_id: str, own_id: str) -> None:
    """Nobody renews or takes away their own way in: one changes a passphrase, and somebody else ends one's work."""
    if worker_id == own_id:
        raise errors.RuleBroken(N_("This is your own way in. Change your passphrase, or ask somebody else."))


def may_come_back(roles: Iterable[str], *, active: bool) -> None:
    """The two halves open everything: they are for somebody who administers access and works here."""
    if not active or not _LETS_IN & set(roles):
        raise errors.RuleBroken(
            N_("With the two halves comes back whoever administers access. Write that person's user name."), "login"
        )


def setting_fits(value: object, present: object, reads: Callable[[Any], object]) -> None:
    """A setting stays the kind of thing it is, and whoever declared it must be able to read it."""
    if isinstance(present, int) and not isinstance(present, bool):
        fields.Field(fields.Number(0, _LONGEST), N_("Settings"), name="value").check(value)
    if type(value) is not type(present):
        raise errors.RuleBroken(_NO_VALUE, "value")
    try:
        reads(value)
    except errors.RuleBroken as refusal:
        raise errors.RuleBroken(refusal.words, "value") from None
    except (ValueError, LookupError, ArithmeticError):
        raise errors.RuleBroken(_NO_VALUE, "value") from None


def not_ones_own(worker_id: str, actor_id: str) -> None:
    """Whoever may change roles would else be whoever they wish to be."""
    if worker_id == actor_id:
        raise errors.NotAllowed(N_("Nobody changes their own roles. Ask another person who may."))


def sight_is_the_directors(given: Iterable[str], giver: Iterable[str], others: Iterable[Iterable[str]]) -> None:
    """A role that sees children is given by a director; the first director, where there is none yet, by whoever may."""
    sees = {role for role in given if permissions.ROLES[role].sees_children}
    if not sees or "director" in giver:
        return
    if sees == {"director"} and not any("director" in held for held in others):
        return
    raise errors.NotAllowed(N_("A role that sees children is given by the director."))


def still_a_director(before: Iterable[str], after: Iterable[str], others: Iterable[Iterable[str]]) -> None:
    """The last director stays: nobody else could give sight of children again."""
    if "director" in before and "director" not in after and not any("director" in held for held in others):
        raise errors.RuleBroken(N_("This is the last director. Make another person director first."), "roles")
