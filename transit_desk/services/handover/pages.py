"""What is shown of handing over: packages sent and received, agencies, the two screens made by hand."""

from __future__ import annotations

from transit_desk import forms
from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, ScreenPage, Section, Verb
from transit_desk.services.handover.records import Receiver

_RECEIVER = ("name", "place", "focal_point", "reached_at", "recipient", "signing_key")

SENT = ListPage(
    key="handover.sent",
    title=N_("Handovers"),
    query="handover.sent",
    icon="handover",
    columns=(
        ListColumn("receiver", N_("Agency"), "strong", 22),
        ListColumn("purpose", N_("Purpose"), "text", 22),
        ListColumn("files", N_("Files"), "text", 10),
        ListColumn("day", N_("Day"), "day", 12),
        ListColumn("state", N_("State"), "mark", 22),
    ),
    filters=(
        Filter(
            "state",
            N_("State"),
            "ring",
            (("draft", N_("Being prepared")), ("sealed", N_("Receipt awaited")), ("receipt", N_("Receipt is back"))),
        ),
    ),
    verbs=(
        Verb(N_("Received packages"), "folder", page="handover.received"),
        Verb(N_("Agencies"), "office", page="handover.receivers"),
        Verb(N_("Hand over files"), "handover", page="handover.wizard", action="handover.prepare", key="Ctrl+N",
             primary=True),
    ),
    opens="handover.wizard",
    empty=N_("No file was handed over yet."),
)  # fmt: skip

RECEIVED = ListPage(
    key="handover.received",
    title=N_("Received packages"),
    query="handover.received",
    icon="folder",
    columns=(
        ListColumn("sender", N_("Agency"), "strong", 22),
        ListColumn("purpose", N_("Purpose"), "text", 22),
        ListColumn("children", N_("Children"), "text", 8),
        ListColumn("day", N_("Day"), "day", 12),
        ListColumn("state", N_("State"), "mark", 18),
    ),
    verbs=(
        Verb(N_("Look at a package"), "open_up", page="handover.incoming", action="handover.receive", primary=True),
    ),
    opens="handover.incoming",
    empty=N_("No package came in yet."),
)

RECEIVERS = ListPage(
    key="handover.receivers",
    title=N_("Agencies"),
    query="handover.receivers",
    icon="office",
    columns=(
        ListColumn("name", N_("Agency"), "strong", 24),
        ListColumn("place", N_("Town"), "text", 14),
        ListColumn("focal_point", N_("Focal point"), "text", 18),
        ListColumn("state", N_("Key"), "mark", 20),
    ),
    verbs=(Verb(N_("Add an agency"), "plus", page="handover.receiver", action="handover.add_receiver", primary=True),),
    opens="handover.agency",
    empty=N_("No agency here yet."),
)

AGENCY = RecordPage("handover.agency", N_("Agency"), "handover.agency")

RECEIVER = forms.of_record(
    key="handover.receiver",
    title=N_("Add an agency"),
    action="handover.add_receiver",
    record=Receiver,
    sections=(
        Section(N_("Who takes the files on"), ("name", "place", "focal_point", "reached_at")),
        Section(
            N_("Their keys"),
            ("recipient", "signing_key"),
            N_("A key is used once its eight words were compared, by telephone or in person."),
        ),
    ),
    save=N_("Keep the agency"),
    after="handover.receivers",
)

CHANGE = forms.of_record(
    key="handover.receiver_change",
    title=N_("Change an agency"),
    action="handover.change_receiver",
    record=Receiver,
    sections=RECEIVER.sections,
    save=N_("Save"),
    start="handover.receiver_values",
    subject="receiver_id",
    after="handover.agency",
)

RETIRE = FormPage(
    key="handover.receiver_retire",
    title=N_("Send nothing more to this agency"),
    action="handover.retire_receiver",
    fields={},
    sections=(
        Section(
            N_("What happens"), (), N_("It can no longer be chosen for a package. What was sent stays, and this can be "
            "undone."),
        ),
    ),
    save=N_("Send nothing more"),
    subject="receiver_id",
    after="handover.agency",
)  # fmt: skip

WIZARD = ScreenPage("handover.wizard", N_("Hand over files"), "handing_over", "handover.prepare", "handover")
INCOMING = ScreenPage("handover.incoming", N_("Look at a package"), "package_in", "handover.receive", "folder")

PAGES = (SENT, RECEIVED, RECEIVERS, RECEIVER, AGENCY, CHANGE, RETIRE, WIZARD, INCOMING)
