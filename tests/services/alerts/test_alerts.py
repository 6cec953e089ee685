"""An alert from the word to the answer: noted without a name, followed in dated steps, counted in the end."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.services.alerts.house import CONTACT, PLACE, TODAY, House
from transit_desk.domain import errors
from transit_desk.module import Brief, Facts, Steps, Story, Task, View, Window

TOMORROW = TODAY + datetime.timedelta(days=1)


def lines(house: House, **filters: object) -> list[Any]:
    """The list under filters."""
    return list(house.desk.ask("alerts.alerts", window=Window(filters=filters)).rows)


def view(house: House, alert_id: str) -> View:
    """The page of an alert."""
    found: View = house.desk.ask("alerts.alert", record_id=alert_id)
    return found


def told(found: View) -> str:
    """Everything a page says."""
    said = [found.header.title, *map(str, found.header.facts), *(str(mark.words) for mark in found.header.marks)]
    for tab in found.tabs:
        for block in (*tab.start, *tab.end):
            if isinstance(block, Facts):
                said += [f"{line.label}: {line.value}" for line in block.lines]
            if isinstance(block, Steps):
                said += [f"{step.title} {step.who} {step.day}" for step in block.lines]
            if isinstance(block, Brief):
                said += [str(words) for _heading, sentences in block.parts for words in sentences]
            if isinstance(block, Story):
                said += [f"{event.title} {event.detail}" for event in block.events]
    return "\n".join(said)


def tasks(house: House) -> list[Task]:
    """What *Today* says of alerts."""
    every = house.desk.ask("case_file.tonight").tasks
    return [task for task in every if task.target is not None and task.target.page.startswith("alerts.")]


def figures(house: House) -> dict[str, int]:
    """What alerts tell of the year."""
    with house.desk._unit("test", "") as unit:
        found = unit.gather("figures", start=datetime.date(2026, 1, 1), end=datetime.date(2026, 12, 31))
    return {name: count for name, count in found if name.startswith("alerts.")}


# -- noting


@pytest.mark.parametrize("who", ["storekeeper", "administrator", "receptionist", "caseworker", "director"])
def test_everybody_may_note_an_alert_without_a_name(centre: House, who: str) -> None:
    """R-45: whoever picks up the telephone writes it down; four answers are enough."""
    desk = centre.at(who)

    desk.do("alerts.note", children=7, girls_asked="not_asked", urgency="now")

    assert desk.ask("alerts.alerts", window=Window()).total == 1


def test_an_alert_asks_for_no_name() -> None:
    """Neither of a child nor of the giver: what is not asked cannot leak."""
    from transit_desk.services.alerts import pages

    for page in (pages.NOTE, *pages.STEPS):
        assert not [name for name in page.fields if "name" in name]


def test_no_girl_named_is_refused_beside_the_question(centre: House) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        centre.note(girls=0)

    assert refused.value.field == "girls_asked"
    assert lines(centre) == []


def test_an_hour_to_come_is_refused_and_none_means_now(centre: House) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        centre.note(said_at=centre.now() + 60_000_000)
    centre.note()

    assert refused.value.field == "said_at"
    assert len(lines(centre)) == 1


def test_a_noted_alert_can_be_taken_back(centre: House) -> None:
    centre.note()

    centre.desk.undo()

    assert lines(centre) == []


# -- for whose eyes


def test_a_day_and_a_count_are_all_the_others_see(centre: House) -> None:
    """Where and from whom is sealed, and opens for those who follow alerts; the others know how many may come."""
    alert_id = centre.note()
    for who in ("receptionist", "psychologist", "storekeeper", "administrator"):
        centre.at(who)
        (line,) = lines(centre)
        page = told(view(centre, alert_id))

        assert (line.day, line.children) == ("14 Sep 2026", "12")
        assert not any((line.girls, line.place, line.source, line.waits, line.answer, line.state))
        assert PLACE not in page
        assert CONTACT not in page
        assert "network" not in page
        with pytest.raises(errors.NotAllowed):
            centre.plan(alert_id)


def test_the_key_of_c3_alone_opens_no_alert(centre: House) -> None:
    """A caseworker sees what was noted by her or given to her, as with files; then all of it."""
    alert_id = centre.note()
    centre.at("caseworker")
    before = told(view(centre, alert_id))
    with pytest.raises(errors.NotFound):
        centre.plan(alert_id)
    with pytest.raises(errors.NotFound):
        centre.desk.ask("alerts.start_values", alert_id=alert_id)

    centre.at("supervisor")
    centre.step("let_follow", alert_id, worker_id=centre.workers["caseworker"])
    centre.at("caseworker")

    assert PLACE not in before
    assert PLACE in told(view(centre, alert_id))
    centre.at("caseworker_2")
    assert PLACE not in told(view(centre, alert_id))


def test_what_is_sealed_stays_so_for_whoever_reads_the_record_itself(centre: House) -> None:
    """The guard stands at the cell, not in the page."""
    from transit_desk.services.alerts.records import Alert
    from transit_desk.storage.work import HIDDEN

    alert_id = centre.note()
    seen = []
    for who in ("caseworker", "psychologist", "tracing_officer"):
        with centre.at(who)._unit("test", "") as unit:
            seen.append(unit.see(unit.get(Alert, alert_id), "place"))

    assert seen == [HIDDEN, HIDDEN, PLACE]


def test_a_filter_tells_nobody_the_state_of_an_alert_they_do_not_follow(centre: House) -> None:
    centre.note()
    centre.at("receptionist")

    assert [lines(centre, **{name: True}) for name in ("open", "waiting", "late")] == [[], [], []]
    assert centre.desk.ask("alerts.alerts", window=Window(words="Lwashi")).total == 0
    centre.at("tracing_officer")
    assert centre.desk.ask("alerts.alerts", window=Window(words="lwashi")).total == 1


def test_only_whoever_follows_alerts_can_be_let_in(centre: House) -> None:
    alert_id = centre.note()

    with pytest.raises(errors.RuleBroken) as refused:
        centre.step("let_follow", alert_id, worker_id=centre.workers["receptionist"])

    assert refused.value.field == "worker_id"
    names = [each.name for each in centre.desk.ask("alerts.colleagues")]
    assert "Neema Nabintu" in names
    assert "Riziki Bashizi" not in names


# -- steps


def test_each_step_stands_beside_the_one_before(centre: House) -> None:
    alert_id = centre.note()
    centre.plan(alert_id)
    centre.clock.pass_(hours=1)

    centre.plan(alert_id, on_day=TOMORROW + datetime.timedelta(days=2), words="pont coupé")

    story = next(block for block in view(centre, alert_id).tabs[0].end if isinstance(block, Story))
    assert [str(event.title) for event in story.events] == ["Mission planned", "Mission planned", "Noted"]
    assert "pont coupé" in str(story.events[0].detail)


def test_a_mission_without_a_woman_needs_its_reason(centre: House) -> None:
    alert_id = centre.note()
    with pytest.raises(errors.RuleBroken) as refused:
        centre.plan(alert_id, women=0)

    centre.plan(alert_id, women=0, no_woman_why="deux collègues malades")

    assert refused.value.field == "no_woman_why"
    assert lines(centre)[0].state == "Mission planned"


def test_whatever_a_step_lacks_is_said_at_once(centre: House) -> None:
    alert_id = centre.note()

    with pytest.raises(errors.Several) as refused:
        centre.step("lost", alert_id, on_day=TODAY)
    with pytest.raises(errors.RuleBroken, match="elsewhere"):
        centre.step("lost", alert_id, state="received")

    assert {each.field for each in refused.value.refusals} == {"children", "words"}


def test_children_who_disappeared_while_waiting_are_counted(centre: House) -> None:
    """R-26."""
    alert_id = centre.note()
    centre.note(children=4)
    centre.step("lost", alert_id, on_day=TODAY, children=9, words="déplacés dans la nuit")

    counted = figures(centre)

    assert (counted["alerts.disappeared"], counted["alerts.children_disappeared"]) == (1, 9)
    assert lines(centre, open=True)[0].children == "4"


def test_an_undone_step_leaves_the_alert_as_it_was(centre: House) -> None:
    alert_id = centre.note()
    centre.plan(alert_id)
    centre.step("lost", alert_id, on_day=TODAY, children=12, words="déplacés")

    centre.desk.undo()

    assert lines(centre)[0].state == "Mission planned"
    centre.desk.undo()
    assert lines(centre)[0].state == "Noted"


def test_it_can_be_passed_on_and_come_to_nothing(centre: House) -> None:
    first, second = centre.note(), centre.note()

    centre.step("pass_on", first, on_day=TODAY, passed_to="red_cross", words="plus près que nous")
    centre.step("came_to_nothing", second, on_day=TODAY, words="personne sur place")

    assert {line.state for line in lines(centre)} == {"Passed on", "Came to nothing"}
    assert "Red Cross" in told(view(centre, first))
    assert lines(centre, open=True) == []


def test_what_was_learned_about_girls_changes_the_count_and_keeps_what_was_said_first(centre: House) -> None:
    """R-11: the question stays open until it was put, with the ways to put it."""
    alert_id = centre.note(girls=None, girls_asked="not_asked")
    before = told(view(centre, alert_id))

    centre.step("ask_girls", alert_id, girls=3, girls_asked="asked_hidden", words="par une sage-femme")

    after = told(view(centre, alert_id))
    assert "girls: to be asked" in before
    assert "midwife" in before
    assert "girls: to be asked" not in after
    assert "Not asked" in after  # what was said first
    assert lines(centre)[0].girls == "3"
    centre.desk.undo()
    assert lines(centre)[0].girls == "not said"


# -- the arrival it led to


def test_the_event_begins_with_what_the_alert_says(centre: House) -> None:
    alert_id = centre.note()
    centre.plan(alert_id, on_day=TODAY)
    values = centre.desk.ask("alerts.start_values", alert_id=alert_id)

    event_id = centre.step("start", alert_id, **values)

    event = centre.desk.ask("arrivals.event", record_id=event_id)
    assert values == {"day": TODAY, "announced": 12, "woman_on_team": "yes", "place": PLACE}
    assert (event.day, event.values["announced"]) == (TODAY, 12)
    assert str(next(fact.value for fact in event.facts if "Place" in str(fact.label))) == PLACE
    assert lines(centre)[0].state == "Children received"


def test_hours_run_from_the_alert_to_the_reception(centre: House) -> None:
    """R-25, R-26."""
    alert_id = centre.note()
    centre.clock.pass_(hours=31)
    assert str(lines(centre)[0].waits.words) == "31 h"

    centre.step("start", alert_id, **centre.desk.ask("alerts.start_values", alert_id=alert_id))
    centre.clock.pass_(days=20)

    (line,) = lines(centre)
    assert (str(line.waits.words), line.waits.tone) == ("31 h", "idle")
    assert figures(centre)["alerts.median_hours"] == 31
    assert figures(centre)["alerts.late"] == 0


def test_an_event_that_is_there_already_can_be_kept_together_with_it(centre: House) -> None:
    yesterday = TODAY - datetime.timedelta(days=1)
    earlier = centre.desk.do("arrivals.start_event", day=yesterday)
    event_id = centre.desk.do("arrivals.start_event", day=TODAY)
    alert_id = centre.note()
    offered = [each.id for each in centre.desk.ask("alerts.events_to_link")]
    with pytest.raises(errors.RuleBroken) as refused:
        centre.step("link", alert_id, event_id=earlier)

    centre.step("link", alert_id, event_id=event_id)

    assert offered == [event_id, earlier]
    assert refused.value.field == "event_id"
    with pytest.raises(errors.RuleBroken, match="already led"):
        centre.step("lost", alert_id, on_day=TODAY, children=1, words="trop tard")


# -- late, and answered


def test_an_alert_is_late_after_two_days_and_very_late_after_three(centre: House) -> None:
    alert_id = centre.note()
    seen = []
    for hours in (48, 1, 24):
        centre.clock.pass_(hours=hours)
        seen.append((lines(centre)[0].waits.tone, len(lines(centre, late=True))))

    centre.step("lost", alert_id, on_day=TODAY, children=12, words="déplacés")

    assert seen == [("idle", 0), ("warn", 1), ("stop", 1)]
    assert lines(centre, late=True) == []


def test_the_hours_of_lateness_are_the_office_s_own(centre: House) -> None:
    centre.desk.do("office.change_setting", key="alerts.late_hours", value=12, holds_from=TODAY)
    centre.note()

    centre.clock.pass_(hours=13)

    assert len(lines(centre, late=True)) == 1


def test_an_answer_stays_promised_until_it_is_given(centre: House) -> None:
    """R-36."""
    alert_id = centre.note()
    centre.note(said_at=centre.now() - 3_600_000_000)
    waiting = [task for task in tasks(centre) if "Answer" in str(task.title)]
    centre.clock.pass_(days=9)
    late = [task for task in tasks(centre) if "Answer" in str(task.title)]

    centre.step("answer", alert_id, on_day=TODAY, way="phone", words="une équipe est venue, merci")

    assert [str(task.title) for task in waiting] == ["Answer those who gave alerts: 2"]
    assert [(task.tier, task.urgent, str(task.detail)) for task in late] == [("now", True, "the oldest is 2 days late")]
    assert [str(task.title) for task in tasks(centre) if "Answer" in str(task.title)] == [
        "Answer whoever gave an alert: 1"
    ]
    assert len(lines(centre, waiting=True)) == 1
    assert figures(centre)["alerts.answered_percent"] == 50


def test_today_tells_those_who_follow_what_waits_and_nobody_else(centre: House) -> None:
    centre.note(urgency="now")
    centre.plan(centre.note())

    found = {str(task.title): task.tier for task in tasks(centre)}
    centre.clock.pass_(hours=60)
    late = [str(task.title) for task in tasks(centre) if task.urgent]
    centre.at("receptionist")

    assert found["1 alert without a mission"] == "now"
    assert found["Mission for 12 children"] == "tomorrow"
    assert "2 alerts wait for more than 48 hours" in late
    assert tasks(centre) == []


def test_figures_count_children_by_sex_as_far_as_it_was_said(centre: House) -> None:
    centre.note()
    centre.note(children=5, girls=None, girls_asked="not_asked")

    counted = figures(centre)

    assert (counted["alerts.received"], counted["alerts.children"]) == (2, 17)
    assert (counted["alerts.girls"], counted["alerts.boys"], counted["alerts.sex_not_said"]) == (2, 10, 5)
    assert counted["alerts.girls_not_asked"] == 1
    assert "alerts.median_hours" not in counted


def test_a_list_costs_as_many_statements_for_thirty_alerts_as_for_three(centre: House) -> None:
    import sqlalchemy

    centre.at("caseworker")
    counts = []
    for more in (3, 27):
        for _each in range(more):
            centre.note()
        seen: list[str] = []

        def hear(*arguments: Any, seen: list[str] = seen) -> None:
            seen.append(str(arguments[2]))

        sqlalchemy.event.listen(centre.desk.vault.reader, "before_cursor_execute", hear)
        lines(centre)
        sqlalchemy.event.remove(centre.desk.vault.reader, "before_cursor_execute", hear)
        counts.append(len([each for each in seen if "data_key" not in each]))

    assert counts[0] == counts[1]


# -- paper


def test_the_mission_sheet_names_neither_place_nor_giver_nor_team(centre: House) -> None:
    alert_id = centre.note()
    with pytest.raises(errors.RuleBroken):
        centre.desk.ask("alerts.mission_sheet", alert_id=alert_id)
    centre.plan(alert_id, team="Faida, Pascal et un chauffeur")

    from transit_desk.reports import pdf

    sheet = centre.desk.ask("alerts.mission_sheet", alert_id=alert_id)
    said = repr(sheet)

    assert pdf.draw(sheet)[:5] == b"%PDF-"
    for secret in (PLACE, "Lwashi", CONTACT, "Faida", "network"):
        assert secret not in said
    assert view(centre, alert_id).header.code in said
    assert "told by mouth" in said
