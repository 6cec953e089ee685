"""The office: who works here, the centre's own name, dated settings, and who did what."""

from __future__ import annotations

from transit_desk.domain import fields
from transit_desk.domain.permissions import ROLES, Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Setting
from transit_desk.services.office import pages

_LEADERS = ("director", "supervisor")

MODULE = Module(
    name="office",
    title=N_("Staff"),
    order=900,
    rights=(
        Right("found", N_("Found the centre")),
        Right("read", N_("See who works here"), (*_LEADERS, "administrator", "caseworker", "psychologist",
              "tracing_officer", "foster_coordinator", "nurse", "receptionist", "educator")),
        Right("write", N_("Change who works here, and the settings"), ("director", "administrator")),
        Right("own", N_("Change one's own passphrase"), tuple(ROLES)),
        Right("audit", N_("Read who did what"), _LEADERS),
        Right("keep", N_("Make backups, and check the vault"), (*_LEADERS, "administrator", "receptionist")),
    ),
    pages=pages.PAGES,
    home="office.staff",
    settings=(
        Setting("office.idle_minutes", N_("Minutes without a key before the desk locks"), 5,
                fields.Number(1, 15).check),
        Setting("office.night_ends", N_("Hour at which a night ends"), 6, fields.Number(0, 12).check),
        Setting("office.backup_days", N_("Days after which a backup is due"), 2),
    ),
)  # fmt: skip
