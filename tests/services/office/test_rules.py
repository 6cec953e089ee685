"""What must hold in the office, before anything is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transit_desk.domain import errors, fields, schedule
from transit_desk.services.office import rules

_ANYTHING = fields.Kind().check
REFUSED: tuple[tuple[Callable[[], object], str | None], ...] = (
    (lambda: rules.known_zone("Africa/Nowhere"), "zone"),
    (lambda: rules.known_zone("../../etc/passwd"), "zone"),
    (lambda: rules.not_founded_yet("a-centre"), None),
    (lambda: rules.known_roles(()), "roles"),
    (lambda: rules.known_roles(("queen",)), "roles"),
    (lambda: rules.known_roles(4), "roles"),
    (lambda: rules.known_roles(("director", "safeguarding")), "roles"),
    (lambda: rules.known_roles(("safeguarding", "supervisor", "nurse")), "roles"),
    (lambda: rules.login_is_free("D.Furaha", ("d.furaha", "s.pascal")), "login"),
    (lambda: rules.still_somebody_who_administers(("nurse",), (("educator",), ())), None),
    (lambda: rules.somebody_else("furaha", "furaha"), None),
    (lambda: rules.may_come_back(("director",), active=False), "login"),
    (lambda: rules.may_come_back(("nurse",), active=True), "login"),
    (lambda: rules.not_ones_own("furaha", "furaha"), None),
    (lambda: rules.sight_is_the_directors(("nurse",), ("administrator",), (("director",),)), None),
    (lambda: rules.sight_is_the_directors(("director",), ("administrator",), (("director",),)), None),
    (lambda: rules.still_a_director(("director",), ("nurse",), (("administrator",),)), "roles"),
    (lambda: rules.setting_fits(16, 5, fields.Number(1, 15).check), "value"),
    (lambda: rules.setting_fits(-1, 6, _ANYTHING), "value"),
    (lambda: rules.setting_fits(1_001, 2, _ANYTHING), "value"),
    (lambda: rules.setting_fits(4, "Bonjour", _ANYTHING), "value"),
    (lambda: rules.setting_fits("yes", present=True, reads=_ANYTHING), "value"),
    (lambda: rules.setting_fits("soon", "14d", schedule.steps), "value"),
    (lambda: rules.setting_fits("115", "115 125", lambda words: words.split()[1]), "value"),
    (lambda: rules.setting_fits("0", "4", lambda words: 1 / int(words)), "value"),
)
ALLOWED: tuple[Callable[[], object], ...] = (
    lambda: rules.known_zone("Africa/Lubumbashi"),
    lambda: rules.not_founded_yet(None),
    lambda: rules.known_roles(["nurse", "director"]),
    lambda: rules.known_roles(["nurse", "safeguarding"]),
    lambda: rules.login_is_free("n.olivier", ("d.furaha",)),
    lambda: rules.still_somebody_who_administers(("nurse",), (("administrator",),)),
    lambda: rules.still_somebody_who_administers(("director",), ()),
    lambda: rules.somebody_else("furaha", "pascal"),
    lambda: rules.may_come_back(("administrator", "nurse"), active=True),
    lambda: rules.not_ones_own("furaha", "pascal"),
    lambda: rules.sight_is_the_directors(("administrator",), ("administrator",), ()),
    lambda: rules.sight_is_the_directors(("nurse",), ("director",), ()),
    lambda: rules.sight_is_the_directors(("director",), ("administrator",), (("nurse",),)),
    lambda: rules.still_a_director(("director",), ("nurse",), (("director",),)),
    lambda: rules.still_a_director(("nurse",), (), ()),
    lambda: rules.still_a_director(("director",), ("director",), ()),
    lambda: rules.setting_fits(15, 5, fields.Number(1, 15).check),
    lambda: rules.setting_fits("Karibu", "Bonjour", _ANYTHING),
    lambda: rules.setting_fits("14d 1m", "14d", schedule.steps),
    lambda: rules.setting_fits(value=False, present=True, reads=_ANYTHING),
)


@pytest.mark.parametrize(("act", "field"), REFUSED)
def test_what_would_shut_the_office_out_is_refused_in_words(act: Callable[[], object], field: str | None) -> None:
    with pytest.raises(errors.Refusal) as refused:
        act()

    assert refused.value.field == field
    assert str(refused.value)


@pytest.mark.parametrize("act", ALLOWED)
def test_what_the_office_may_is_let_through(act: Callable[[], object]) -> None:
    act()
