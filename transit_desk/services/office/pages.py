"""What is shown of the staff: the list, a worker's page, and the screens on which a way in is given or taken away."""

from __future__ import annotations

from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, ScreenPage, Section, Verb
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of

STAFF = ListPage(
    key="office.staff",
    title=N_("Staff"),
    query="office.staff",
    icon="person",
    columns=(
        ListColumn("name", N_("Name"), "strong", 20),
        ListColumn("login", N_("User name"), "code", 11),
        ListColumn("roles", N_("Roles"), "text", 26),
        ListColumn("since", N_("Since"), "muted", 12),
        ListColumn("seen", N_("Last entry"), "muted", 12),
        ListColumn("state", N_("Way in"), "mark", 19),
    ),
    filters=(Filter("left", N_("Those who left too"), "person"),),
    verbs=(
        Verb(N_("List of places"), "pin", page="places.list", action="places.take_in"),
        Verb(N_("Who did what"), "list", page="office.trail"),
        Verb(N_("State of the vault"), "check_ring", page="office.health"),
        Verb(N_("Recovery sheet"), "key", page="office.sheet", action="office.note_sheet"),
        Verb(N_("Let somebody in"), "plus", page="office.let_in", action="office.add_worker", key="Ctrl+N",
             primary=True),
    ),
    opens="office.worker",
    empty=N_("Nobody is written down yet."),
)  # fmt: skip

TRAIL = ListPage(
    key="office.trail",
    title=N_("Who did what"),
    query="office.trail",
    icon="list",
    columns=(
        ListColumn("when", N_("When"), "text", 13),
        ListColumn("worker", N_("Who"), "strong", 15),
        ListColumn("what", N_("What"), "text", 27),
        ListColumn("how", N_("How"), "muted", 9),
        ListColumn("named", N_("What it is about"), "muted", 22),
        ListColumn("reason", N_("Reason"), "muted", 14),
    ),
    filters=(
        Filter(
            "days",
            N_("Days"),
            "calendar",
            (
                ("0", N_("today")),
                ("1", N_("since yesterday")),
                ("6", N_("the last seven days")),
                ("29", N_("the last thirty days")),
            ),
        ),
    ),
    empty=N_("Nothing was done in these days, or by nobody of this name."),
)

WORKER = RecordPage("office.worker", N_("Worker"), "office.worker")

ROLES = FormPage(
    key="office.roles",
    title=N_("Change the roles"),
    action="office.change_roles",
    fields={"roles": fields_of(Worker)["roles"]},
    sections=(
        Section(
            N_("What this person does in the house"),
            ("roles",),
            N_("What a role may see and do changes at the next unlock. Keys for what is sealed change when the way in "
               "is renewed."),
        ),
    ),
    save=N_("Save"),
    start="office.roles_of",
    subject="worker_id",
    after="office.worker",
)  # fmt: skip

LET_IN = ScreenPage("office.let_in", N_("Let somebody in"), "let_in", "office.write", "plus")
RENEW = ScreenPage("office.renew", N_("Renew the way in"), "renew", "office.write", "key")
TAKE_AWAY = ScreenPage("office.take_away", N_("Take the way in away"), "take_away", "office.write", "lock")
SHEET = ScreenPage("office.sheet", N_("Recovery sheet"), "recovery_sheet", "office.write", "key")
MY_PASSPHRASE = ScreenPage("office.my_passphrase", N_("My passphrase"), "my_passphrase", "office.own", "key")

HEALTH = RecordPage("office.health", N_("State of the vault"), "office.health")

PAGES = (STAFF, TRAIL, WORKER, ROLES, LET_IN, RENEW, TAKE_AWAY, SHEET, MY_PASSPHRASE, HEALTH)
