"""Rights, roles and ceilings: what a worker may do, and up to which level a worker may read each topic.

The ceilings are those of the office's default roles; an office may change its own, and its key slots follow.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from transit_desk.domain.levels import C3, C4_CARE, C4_SAFEGUARDING, Level, Topic
from transit_desk.domain.text import N_


@dataclasses.dataclass(frozen=True)
class Right:
    """One right a module declares, with the default roles that have it. Its full name is `<module>.<key>`."""

    key: str
    title: str
    roles: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Role:
    """A default role: a title, a ceiling for each topic, the files it sees, and the compartments its slot holds."""

    key: str
    title: str
    ceilings: Mapping[Topic, Level]
    files: str = "own"  # all | own | residents | none
    compartments: tuple[str, ...] = ()
    one_by_one: tuple[Topic, ...] = ()  # of these, C4 too, of the children whose holder somebody was made

    @property
    def sees_children(self) -> bool:
        """Whether this role opens anything about a child: a file, or what is sealed."""
        return self.files != "none" or bool(set(self.compartments) - {_ADMIN})


def _ceilings(row: str) -> dict[Topic, Level]:
    """Read one row of levels, in the order of `_TOPICS`; `-` is nothing at all."""
    given = dict(zip(_TOPICS, row.split(), strict=True))
    ceilings = {topic: Level(int(mark)) for topic, mark in given.items() if mark != "-"}
    return {**ceilings, Topic.LOGISTICS: Level.C1}


_TOPICS = (
    Topic.IDENTITY,
    Topic.FAMILY,
    Topic.ASSOCIATION,
    Topic.HEALTH,
    Topic.PSYCHOSOCIAL,
    Topic.CARE,
    Topic.EDUCATION,
    Topic.SUPPORT,
    Topic.SAFETY,
    Topic.LEGAL,
)
_CENTRE = "centre"
_ADMIN = "admin"

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role("caseworker", N_("Caseworker"), _ceilings("3 3 3 2 2 2 2 2 3 3"), "own", (C3,)),
        Role("supervisor", N_("Supervisor"), _ceilings("3 3 3 3 3 3 2 2 3 3"), "all", (C3, _CENTRE)),
        Role("director", N_("Director"), _ceilings("3 3 3 3 3 3 2 2 3 3"), "all", (C3, _CENTRE, _ADMIN)),
        Role("psychologist", N_("Psychologist"), _ceilings("2 2 3 4 4 2 1 1 3 2"), "own", (C3, C4_CARE)),
        Role("nurse", N_("Nurse"), _ceilings("2 1 - 2 1 1 - 1 1 -"), "residents", (), (Topic.HEALTH,)),
        Role("tracing_officer", N_("Tracing officer"), _ceilings("2 3 3 1 - 1 1 1 3 2"), "all", (C3,)),
        Role("foster_coordinator", N_("Foster coordinator"), _ceilings("2 2 - 1 - 2 1 2 2 -"), "own"),
        Role("receptionist", N_("Receptionist"), _ceilings("2 1 - 1 - 1 - 1 1 1"), "residents"),
        Role("educator", N_("Educator"), _ceilings("1 - - 1 - 1 1 1 1 -"), "residents"),
        Role("trainer", N_("Trainer"), _ceilings("1 - - - - - 1 1 - -"), "residents"),
        Role("storekeeper", N_("Storekeeper"), _ceilings("0 - - - - - - 1 - -"), "residents"),
        Role("safeguarding", N_("Safeguarding focal point"), _ceilings("1 - - - - - - - - -"), "none",
             (C4_SAFEGUARDING,)),
        Role("reporting", N_("Reporting"), _ceilings("- - - - - - - - - -"), "none"),
        Role("administrator", N_("Technical administrator"), _ceilings("- - - - - - - - - -"), "none", (_ADMIN,)),
    )
}  # fmt: skip


def ceiling(roles: Mapping[str, Role], held: tuple[str, ...], topic: Topic) -> Level | None:
    """The highest level a worker with these roles may read of a topic; None where nothing may be read."""
    levels = [roles[key].ceilings[topic] for key in held if key in roles and topic in roles[key].ceilings]
    return max(levels, default=None)
