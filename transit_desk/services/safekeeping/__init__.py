"""What a child lets the centre keep: papers and belongings, taken in and given back against signature."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper
from transit_desk.services.safekeeping import hooks, pages

_LEADERS = ("director", "supervisor")
_FIELD = ("caseworker", "psychologist", "tracing_officer")
_HOUSE = ("receptionist", "educator", "nurse")

MODULE = Module(
    name="safekeeping",
    title=N_("Safekeeping"),
    order=610,
    rights=(
        Right("read", N_("See what is kept for a child"), (*_LEADERS, *_FIELD, *_HOUSE, "foster_coordinator")),
        Right("take", N_("Take in and give back a child's things"),
              (*_LEADERS, "caseworker", "tracing_officer", "receptionist")),
        Right("correct", N_("Correct the count of what is kept, or write it off"), (*_LEADERS, "caseworker")),
        Right("attestation", N_("Write down where the attestation is"), (*_LEADERS, *_FIELD)),
        Right("hand_over", N_("Write down how a child was handed over"),
              (*_LEADERS, "caseworker", "tracing_officer", "receptionist")),
        Right("print", N_("Print receipts and handing-over records"), (*_LEADERS, *_FIELD, "receptionist")),
    ),
    pages=pages.PAGES,
    hooks=hooks.HOOKS,
    papers=(
        Paper("safekeeping.deposit_receipt", N_("Receipt for what was taken in"), "safekeeping.deposit_receipt"),
        Paper("safekeeping.return_receipt", N_("Receipt for what was given back"), "safekeeping.return_receipt"),
        Paper("safekeeping.handing_over_record", N_("Handing-over record"), "safekeeping.handing_over_record"),
        Paper("safekeeping.handing_over_blank", N_("Handing-over record, blank"), "safekeeping.handing_over_blank"),
    ),
)  # fmt: skip
