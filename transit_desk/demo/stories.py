"""The stories of the eleven: what was said, asked, agreed to and noticed since they came, as far as it can be kept."""

from __future__ import annotations

from functools import partial
from typing import Final

from transit_desk.demo import release
from transit_desk.demo.stage import Scene, Stage
from transit_desk.domain.fields import Said

_EXPLAINED: Final = "Expliqué dans sa langue, avec le dessin des trois maisons ; redit par l’enfant avec ses mots."


def scenes() -> list[Scene]:
    """What happened to each, in the weeks since."""
    found = [Scene(release.AGO - 2, 9, "s.pascal", _begin), Scene(8, 15, "s.pascal", _review)]
    found += [
        Scene(60, 9, "t.faida", _two_villages),
        Scene(41, 10, "t.olivier", _wrong_family),
        Scene(20, 10, "t.olivier", _wrong_family_again),
        Scene(47, 9, "c.esther", _sewing),
        Scene(64, 8, "c.amani", _disputed_age),
        Scene(52, 16, "c.aline", _brothers),
        Scene(18, 9, "c.esther", _soon_eighteen),
        Scene(26, 20, "e.sifa", _confided),
        Scene(25, 9, "s.pascal", _to_the_psychologist),
        Scene(33, 10, "s.pascal", _two_claimants),
        Scene(58, 11, "t.faida", _no_country),
        Scene(44, 17, "e.musa", _friends_left_behind),
        Scene(30, 9, "s.pascal", _refuses_to_go),
    ]
    days = ((5, "e.sifa"), (4, "e.noella"), (3, "e.musa"), (2, "e.byadunia"))
    found += [Scene(ago, 19, login, partial(_evening, ago=ago)) for ago, login in days]
    return found


_NOBODY_YET = "La famille n’est pas encore retrouvée ; l’enfant tient à répondre."


def agree(stage: Stage, key: str, purpose: str, decision: str, *, limits: str | None = None) -> None:
    """One answer about one purpose, given by the child today; a younger one for want of a caregiver."""
    proposed = stage.desk.ask("case_file.consent_values", file_id=stage.files[key])["given_by"]
    stage.do(
        "case_file.answer_consent",
        file_id=stage.files[key],
        values={"purpose": purpose, "decision": decision, "on_day": stage.desk.day(stage.desk.now()),
                "given_by": "child", "explained_how": _EXPLAINED, "limits": limits,
                "why_other": None if proposed == "child" else _NOBODY_YET},
    )  # fmt: skip


def say(stage: Stage, key: str, what: str, words: str, said_by: str = "child", known_by: str = "told") -> None:
    """One more word about a child."""
    stage.do("case_file.say", file_id=stage.files[key], what=what, words=words, said_by=said_by, known_by=known_by)


def note(stage: Stage, key: str, words: str | None = None, closed: str | None = None) -> None:
    """A note for those around the child, a closed one, or both."""
    stage.do("case_file.write_note", file_id=stage.files[key], care_words=words, closed_words=closed)


def _begin(stage: Stage) -> None:
    """The first two days: what the house may do for each, and by which list they came out."""
    for place, (child, _why) in enumerate(release.CENTRE):
        stage.do(
            "case_file.change_file", file_id=stage.files[child.key],
            values={"languages": Said(list(child.languages)), "exit_type": Said("mediation"),
                    "category": Said(["associated", "separated"]), "certification": "referred_for_verification"},
        )  # fmt: skip
        agree(stage, child.key, "services", "yes")
        agree(stage, child.key, "keep_data", "yes")
        agree(stage, child.key, "tracing_name", "no" if child.key == "story 10" else "yes")
        agree(stage, child.key, "tracing_photo", "yes" if place % 3 == 0 else "no")
        agree(stage, child.key, "transfer", "no" if child.key == "story 10" else "yes")


def _review(stage: Stage) -> None:
    """After sixty days each stay is looked at together; the next look is before the ninetieth."""
    for child, _why in release.CENTRE:
        stage.do(
            "leaving.review", file_id=stage.files[child.key],
            values={"on_day": stage.day(8), "outcome": "goes_on", "words": None,
                    "child_view": Said("Je veux finir le cours avant de rentrer.")},
        )  # fmt: skip


def _two_villages(stage: Stage) -> None:
    say(stage, "story 1", "name", "Cirhakarhula Baraka")
    say(stage, "story 1", "name", "Baraka Chirhakarhula", "release_list", "copied_from_list")
    say(stage, "story 1", "mother", "M’Nshombo")
    say(stage, "story 1", "mother", "Mwa Chombo", "community")
    say(stage, "story 1", "mother", "Nshombho Faida", "friend")
    say(stage, "story 1", "place", "Walungu, Ishenyo, près du marché du jeudi")
    say(stage, "story 1", "place", "Kabare, Ishenyo", "other_agency")
    note(stage, "story 1", "Il dessine bien le chemin de l’école ; il se souvient d’un pont de lianes.")


def _wrong_family(stage: Stage) -> None:
    note(
        stage, "story 1", None,
        "Famille trouvée à Ishenyo (Kabare) : la mère ne reconnaît pas la photo. Ce n’est pas la bonne famille.",
    )  # fmt: skip


def _wrong_family_again(stage: Stage) -> None:
    note(
        stage, "story 1", "La recherche continue ; il sait que ce sera encore un peu long.",
        "Seconde piste, à Ishenyo (Walungu), quartier haut : autre garçon du même nom. Reprendre par l’oncle maternel.",
    )  # fmt: skip


def _sewing(stage: Stage) -> None:
    note(
        stage, "story 2", "Elle commence la couture lundi. Il faut quelqu’un pour garder la petite de sa sœur le matin."
    )
    agree(
        stage,
        "story 2",
        "referral",
        "yes",
        limits="Seulement l’atelier et la date du cours, pas pourquoi elle est ici.",
    )
    stage.do(
        "case_file.plan_due", file_id=stage.files["story 2"], rule="demo.course", what="other",
        from_day=stage.day(0), to_day=stage.day(-6), who="Esther Ntakwinja",
    )  # fmt: skip


def _disputed_age(stage: Stage) -> None:
    say(stage, "story 3", "age", "17 ou 18", "authority", "estimated")
    say(stage, "story 3", "age", "13-14", "event_calendar", "worked_out")
    say(stage, "story 3", "age", "environ 15", "health_worker", "estimated")
    note(
        stage, "story 3", "Pas de papiers. Il reçoit tout comme les autres ; l’âge reste celui qu’il dit.",
        "Un agent a affirmé qu’il est majeur, sans document. Nous n’avons rien signé.",
    )  # fmt: skip


def _brothers(stage: Stage) -> None:
    for key, words in (
        ("story 4, the older", "Dort dans le même bloc que son petit frère. Il demande à apprendre la mécanique."),
        ("story 4, the younger", "Reste près de son frère aux repas. Rit de nouveau pendant le football."),
    ):
        note(stage, key, words)
    for key in ("story 4, the older", "story 4, the younger"):
        say(stage, key, "mother", "Tuliabu Nakalonge")
        say(stage, key, "father", "Mwilarhe Kabungulu")


def _soon_eighteen(stage: Stage) -> None:
    say(stage, "story 5", "age", "17", "document", "seen_document")
    note(
        stage,
        "story 5",
        "Il aura dix-huit ans dans quelques semaines : préparer avec lui la suite, métier et logement.",
    )
    agree(stage, "story 5", "contact_after_closure", "yes", limits="Par téléphone, pas à la maison.")
    stage.do(
        "case_file.plan_due", file_id=stage.files["story 5"], rule="demo.adult_plan", what="other",
        from_day=stage.day(0), to_day=stage.day(-20), who="Esther Ntakwinja",
    )  # fmt: skip


def _confided(stage: Stage) -> None:
    stage.do(
        "case_file.disclose", file_id=stage.files["story 6"],
        told="Elle a parlé ce soir, au bord du lit. Elle veut en parler à une femme, et à personne d’autre.",
        when_it_was=Said("avant la libération, à la saison sèche"), nurse_told=Said(value=True),
    )  # fmt: skip


def _to_the_psychologist(stage: Stage) -> None:
    stage.do("case_file.assign", file_id=stage.files["story 6"], worker_id=stage.workers["p.neema"])
    stage.do(
        "case_file.withhold", file_id=stage.files["story 6"],
        values={"topics": ["health", "psychosocial"], "from_whom": "family", "reason": "tell_themselves"},
    )  # fmt: skip


def _two_claimants(stage: Stage) -> None:
    say(stage, "story 7", "father", "Kulimushi Pascal")
    say(stage, "story 7", "father", "Byamungu Safari", "community")
    note(
        stage, "story 7", None,
        "Deux hommes le demandent ; leurs récits ne s’accordent pas sur le nom de la mère. Réunion du panel à fixer.",
    )  # fmt: skip
    stage.do(
        "case_file.withhold", file_id=stage.files["story 7"],
        values={"topics": ["family"], "from_whom": "named_person", "named": "Byamungu Safari",
                "reason": "fear_of_harm"},
    )  # fmt: skip


def _no_country(stage: Stage) -> None:
    note(
        stage, "story 8", "Parle kinyarwanda ; Byadunia traduit le soir. Il aime le chant.",
        "Nationalité indéterminée. Ne rien demander à un consulat sans avis de la protection.",
    )  # fmt: skip
    agree(stage, "story 8", "tracing_red_cross", "yes")
    stage.do(
        "case_file.withhold", file_id=stage.files["story 8"],
        values={"topics": ["identity", "legal"], "from_whom": "government", "reason": "fear_of_harm"},
    )  # fmt: skip


def _friends_left_behind(stage: Stage) -> None:
    note(
        stage, "story 9", "Entend mal de l’oreille gauche : lui parler de face. Il a demandé des nouvelles de ses amis."
    )


def _refuses_to_go(stage: Stage) -> None:
    note(stage, "story 10", "Il dit non quand on parle de la maison ; ne pas insister.",
         "Refuse de rentrer. Craint un oncle. Revoir dans un mois avec lui, seul.")  # fmt: skip
    stage.do(
        "case_file.withhold", file_id=stage.files["story 10"],
        values={"topics": ["identity", "family", "care", "safety"], "from_whom": "family", "reason": "fear_of_harm"},
    )  # fmt: skip


_EVENINGS: Final = (
    ("story 2", "Couture le matin, a aidé à la cuisine."),
    ("story 9", "Calme ce soir ; a joué aux dames."),
    ("story 4, the younger", "Football, puis devoirs avec son frère."),
    ("story 8", "A chanté avec le groupe ; a bien mangé."),
)


def _evening(stage: Stage, *, ago: int) -> None:
    """What the night staff writes before the lamp goes out."""
    key, words = _EVENINGS[ago % len(_EVENINGS)]
    note(stage, key, words)
