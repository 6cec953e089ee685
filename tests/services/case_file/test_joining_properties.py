"""Whatever is said, corrected, taken back, joined and taken apart: nothing is lost, and the rule's choice is shown."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import births, claims
from transit_desk.module import Facts, View

TODAY = makers.NOON.date()
_BORN = {
    "birth": ("vers 2009, saison des pluies", "mars 2010", "2011", "14/03/2010", "9 ans en mai 2021", "avant 2012"),
    "age": ("14", "14-16", "environ 15 ans", "17"),
}
_SOURCES = ("child", "mother", "document", "family", "sibling", "worker", "authority")
_WORDS = ("Amani", "Bahati", "Safari", "Kalonge", "Kalehe", "Mulamba")


@dataclasses.dataclass
class Told:
    """What the model knows of one statement: under which number it was written, and what became of it."""

    number: int
    claim: claims.Claim
    words: str


class Model:
    """Two files and everything ever said, in plain values: what the vault is compared with."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.files = [str(desk.do("case_file.open_case", sex="m", care_track="reunified")) for _each in range(2)]
        self.told: list[Told] = []
        self.joined = False

    def say(self, number: int, what: str, words: str, source: str, ago: int, corrects: int | None) -> None:
        open_to = self._open_to(number)
        earlier = open_to[corrects % len(open_to)] if corrects is not None and open_to else None
        kind = earlier.claim.what if earlier is not None else what
        day = TODAY - datetime.timedelta(days=ago)
        words = _BORN[kind][len(self.told) % len(_BORN[kind])] if kind in claims.BIRTH else f"{words} {len(self.told)}"
        key = self.desk.do(
            "case_file.say", file_id=self.files[number], what=kind, words=words, said_by=source, said_on=day,
            supersedes_id=earlier.claim.key if earlier is not None else None,
        )  # fmt: skip
        meant = births.told(words, source, day).born if kind in claims.BIRTH else words
        claim = claims.Claim(
            key, kind, meant, source, day, "told", len(self.told), earlier.claim.key if earlier else None
        )
        self.told.append(Told(number, claim, words))

    def unsay(self, number: int, which: int) -> None:
        standing = [each for each in self._open_to(number) if not each.claim.withdrawn]
        if standing:
            chosen = standing[which % len(standing)]
            self.desk.do("case_file.unsay", file_id=self.files[number], claim_id=chosen.claim.key, why="heard wrongly")
            chosen.claim = dataclasses.replace(chosen.claim, withdrawn=True)

    def turn(self) -> None:
        ends, stays = self.files
        if self.joined:
            self.desk.do("case_file.split", file_id=ends, why="two children")
        else:
            self.desk.do("case_file.merge", file_id=ends, other_id=stays, why="one child")
        self.joined = not self.joined

    def undo_the_turn(self) -> None:
        self.turn()
        self.desk.undo()
        self.joined = not self.joined

    def _open_to(self, number: int) -> list[Told]:
        return [each for each in self.told if self.joined or each.number == number]

    def holds(self) -> None:
        """The page of each number shows exactly what may be read under it, and the rule's choice in use."""
        for number, file_id in enumerate(self.files):
            view: View = self.desk.ask("case_file.child", record_id=file_id)
            assert view.record_id == (self.files[1] if self.joined else file_id)
            every = self._open_to(number)
            facts: Any = next(tab for tab in view.tabs if tab.key == "identity").start[0]
            assert isinstance(facts, Facts)
            self._compare(facts, every)

    def _compare(self, facts: Facts, every: list[Told]) -> None:
        shown = {str(line.value) for line in facts.lines if line.value}
        words = {each.claim.key: each.words for each in every}
        expected: set[str] = set()
        for kin in (("name_in_use",), ("place",), claims.BIRTH):
            ranked = claims.ranked(each.claim for each in every if each.claim.what in kin)
            expected |= {words[claim.key] for claim in ranked}
            in_use = [str(line.value) for line in facts.lines if line.chosen and str(line.value) in self._words(kin)]
            assert in_use == [words[claim.key] for claim in ranked[:1]]
        assert expected <= shown
        # what is shown beside is what was corrected or taken back, never another child's
        assert shown <= set(words.values())

    def _words(self, kin: tuple[str, ...]) -> set[str]:
        return {each.words for each in self.told if each.claim.what in kin}

    def nothing_is_lost(self) -> None:
        """Every statement ever made is in the vault as it was made, with its source."""
        if self.joined:
            self.turn()
        for number, file_id in enumerate(self.files):
            kept = self.desk.ask("case_file.everything_said", file_id=file_id)
            own = {each.claim.key: each for each in self.told if each.number == number}
            assert {row.id for row in kept} == set(own)
            for row in kept:
                claim = own[row.id].claim
                assert (row.words, row.said_by, row.said_on) == (own[row.id].words, claim.said_by, claim.said_on)
                assert (row.withdrawn, row.supersedes_id) == (claim.withdrawn, claim.supersedes)


_NUMBER = st.integers(0, 1)
_STEP = st.one_of(
    st.tuples(
        st.just("say"), _NUMBER, st.sampled_from(("name_in_use", "place", *claims.BIRTH)), st.sampled_from(_WORDS),
        st.sampled_from(_SOURCES), st.integers(0, 40), st.none() | st.integers(0, 9),
    ),
    st.tuples(st.just("unsay"), _NUMBER, st.integers(0, 9)),
    st.tuples(st.just("turn")),
    st.tuples(st.just("undo_the_turn")),
)  # fmt: skip


@given(steps=st.lists(_STEP, min_size=3, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_joining_taking_apart_and_correcting_lose_nothing_and_show_the_rules_choice(
    template: pathlib.Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    """On a real vault, over any history."""
    house = makers.copy_house(template, tmp_path_factory.mktemp("history") / "vault")
    try:
        model = Model(house.desk())
        for name, *values in steps:
            house.clock.pass_(seconds=1)
            getattr(model, name)(*values)
            model.holds()
        model.nothing_is_lost()
    finally:
        house.lock()
