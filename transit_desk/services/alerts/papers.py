"""What is printed of an alert: the mission sheet, which holds codes and counts, and neither group nor place."""

from __future__ import annotations

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.services.alerts import rules, views
from transit_desk.services.alerts.records import Alert, AlertStep, followed
from transit_desk.storage.work import Work

_MOST_ROWS = 40
_COLUMNS = (
    document.Column(Words(N_("No.")), 0.6, document.Align.END),
    document.Column(Words(N_("Code")), 1.6),
    document.Column(Words(N_("Sex")), 0.9),
    document.Column(Words(N_("Age the child says")), 1.4),
    document.Column(Words(N_("Where to")), 2.0),
    document.Column(Words(N_("Handed over by (function)")), 2.2),
)
_REMINDERS = (
    N_("Adults and children are received apart."),
    N_("Each child is heard apart from those who brought the list."),
    N_("A woman of the team speaks with girls, and asks women of the place about those who were not brought."),
    N_("On this sheet: codes only. No name, no group, no place."),
    N_("No child goes home before the link, the wish and the safety were asked about, and a supervisor was called."),
    N_("If the sheet may fall into other hands, it is torn up: nothing on it is needed twice."),
)


@query(N_("Mission sheet"), needs="print", sensitive=True)
def mission_sheet(work: Work, *, alert_id: str) -> document.Document:
    """The sheet a team carries: when, how many, what to think of, and a list of codes to fill in by hand."""
    alert = followed.opened(work, alert_id)
    steps = followed.steps_of(work, alert.id)
    mission = next((each for each in reversed(steps) if each.step == rules.PLANNED), None)
    rules.is_planned(planned=mission is not None)
    work.note("read", alert, ("mission_sheet",))
    rows = tuple((str(number), "", "", "", "", "") for number in range(1, min(alert.children, _MOST_ROWS) + 1))
    blocks: tuple[document.Block, ...] = (
        document.Facts(_facts(alert, mission) if mission is not None else ()),
        document.Heading(Words(N_("To think of"))),
        *(document.Paragraph(Words(each)) for each in _REMINDERS),
        document.Heading(Words(N_("The children, by code"))),
        document.Table(_COLUMNS, rows),
        document.KeepTogether(
            (
                document.Signatures(
                    (
                        document.Signature(Words(N_("Head of the mission")), Words(N_("name, date"))),
                        document.Signature(Words(N_("For the centre")), Words(N_("name, date"))),
                    )
                ),
            )
        ),
    )
    code = views.code_of(alert)
    return paper.of_centre(work, Words(N_("Mission sheet")), blocks, code=code, subtitle=code)


def _facts(alert: Alert, mission: AlertStep) -> tuple[document.Fact, ...]:
    going = Words(N_("team of {going}, women: {women}"), {"going": mission.going, "women": mission.women})
    return (
        document.Fact(Words(N_("Mission on")), dates.say_day(mission.on_day)),
        document.Fact(Words(N_("Team")), going),
        document.Fact(Words(N_("Children announced")), views.with_girls(alert)),
        document.Fact(Words(N_("How soon")), choices.say("alert_urgency", alert.urgency)),
        document.Fact(Words(N_("Where to")), Words(N_("told by mouth, never written here"))),
    )
