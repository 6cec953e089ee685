"""A paper is data: it can be compared as text, and it costs nothing to describe one."""

from __future__ import annotations

import dataclasses
import gettext
import subprocess
import sys

from tests.reports import samples
from transit_desk.domain.text import N_, Words, speak
from transit_desk.reports.document import Document, Fact, Facts, Heading, State, as_text


class French(gettext.NullTranslations):
    """Two sentences of French."""

    def gettext(self, message: str) -> str:
        return {"not asked yet": "pas encore demandé", "Languages": "Langues"}.get(message, message)


def test_describing_a_paper_does_not_load_what_draws_it() -> None:
    """The unlock window comes first; drawing is imported when the first paper is drawn."""
    asked = (
        "import sys, transit_desk.reports.document\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'reportlab', 'uharfbuzz', 'bidi', 'PIL'}])"
    )

    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)

    assert said.stdout.strip() == "[]"


def test_a_paper_as_text_has_every_block() -> None:
    said = as_text(samples.SUMMARY)

    assert "Confidentiel · pour l’agence qui reçoit" in said
    assert "Amahoro-Nuru (fictif)" in said
    assert "# Qui est l’enfant\nNom utilisé: Amani  (dit par l’enfant)" in said
    assert "- 15 janv. 2027: début de l’apprentissage menuiserie  (Amahoro-Nuru)" in said
    assert "2 oct. 2026 | Visite du premier village, personne ne connaît la famille | A. Sifa | 1" in said
    assert "! Demander à la direction avant tout contact avec un proche." in said
    assert "[signature or thumbprint: L’enfant, Lu à voix haute en swahili]" in said
    assert "[FICTIONAL DATA]" in said
    assert said.endswith("TD-7KQ2MX-4 | 21 nov. 2026, 18:04 · PM | copy 1 of 2 | Confidentiel – détruire après usage\n")


def test_words_are_spoken_when_the_paper_is_read_and_data_stays_as_it_is() -> None:
    paper = small(Facts((Fact(Words(N_("Languages")), "Languages"), Fact("Âge", state=State.NOT_ASKED))))

    with speak(French()):
        said = as_text(paper)

    assert "Langues: Languages\nÂge: pas encore demandé\n" in said


def test_a_missing_answer_is_told_apart_from_an_empty_one() -> None:
    facts = Facts(tuple(Fact(state.value, "hidden", state=state) for state in State if state is not State.GIVEN))

    said = as_text(small(facts))

    assert "hidden" not in said
    assert len({line.split(": ")[1] for line in said.splitlines() if ": " in line}) == 4


def test_a_neutral_head_names_no_centre() -> None:
    named = as_text(dataclasses.replace(samples.BLANK, letterhead=samples.SUMMARY.letterhead))
    neutral = as_text(samples.BLANK)

    assert "Amahoro-Nuru" in named
    assert "Amahoro-Nuru" not in neutral
    assert "Bukavu" not in neutral


def test_a_date_until_which_it_counts_stands_at_the_foot() -> None:
    assert "valid until 3 déc. 2026" in as_text(dataclasses.replace(samples.BLANK, expires="3 déc. 2026"))


def small(*blocks: Heading | Facts) -> Document:
    return dataclasses.replace(samples.BLANK, blocks=blocks)
