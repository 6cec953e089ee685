"""Every part of the program and its frame, put together as pages, to be measured and mirrored by the tests."""

from __future__ import annotations

import datetime

from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.language import LANGUAGES
from ui.sign_in.first_run import FirstRun
from ui.sign_in.lock import Curtain
from ui.sign_in.unlock import UnlockPage
from ui.widgets import field as answers
from ui.widgets.badge import Badge
from ui.widgets.banner import RecoveryBanner, UndoBar
from ui.widgets.button import Button, Kind, primary, quiet, secondary, tonal
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.demo import DemoStrip
from ui.widgets.editors import ChoiceBox, LineBox, Option, TextBox, Tick
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.figures import MeterLine, Segment, SegmentedBar, Sum, Term, unanswered
from ui.widgets.flow import Flow
from ui.widgets.keys import KeyStrip
from ui.widgets.paper import PaperView
from ui.widgets.person import PersonHeader
from ui.widgets.ruler import StayRuler
from ui.widgets.scroll import Scrolled
from ui.widgets.stepper import Stepper
from ui.widgets.summary import ErrorSummary
from ui.widgets.tabs import Tabs
from ui.widgets.tasks import FactLine, HourLine, TaskLine, TaskRule
from ui.widgets.timeline import Moment, Timeline
from ui.widgets.words import Text, title
from ui.window import Destination, Frame

SIZE = (1366, 768)


def row(*widgets: QWidget, gap: int = 12) -> QHBoxLayout:
    """Widgets side by side, from the start."""
    line = QHBoxLayout()
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def card(words: str) -> Card:
    """A card of the component sheet."""
    made = Card()
    made.pad(16, 8, 8)
    made.add(Text(words, "strong", "muted"))
    return made


def page() -> tuple[QWidget, QVBoxLayout]:
    """A whole page with the strip above it."""
    whole = QWidget()
    whole.setObjectName("page")
    whole.resize(*SIZE)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(DemoStrip())
    inner = QVBoxLayout()
    inner.setContentsMargins(24, 8, 24, 16)
    inner.setSpacing(8)
    column.addLayout(inner)
    return whole, inner


def components() -> QWidget:
    """The sheet of components, as look/9-components.png."""
    whole, inner = page()
    head = QHBoxLayout()
    head.addWidget(Text("Transit Desk — « maison calme »", "title2"))
    head.addStretch(1)
    head.addWidget(Text(theme.of().name, "small", "muted"))
    inner.addLayout(head)
    columns = QHBoxLayout()
    columns.setSpacing(16)
    inner.addLayout(columns, 1)
    for build, share in ((_left, 392), (_middle, 516), (_right, 378)):
        side = QVBoxLayout()
        side.setSpacing(8)
        build(side)
        side.addStretch(1)
        columns.addLayout(side, share)
    return whole


def _left(side: QVBoxLayout) -> None:
    buttons = card("Boutons : une seule action pleine par écran")
    buttons.add(row(primary("Enregistrer", "check", "Ctrl+S", name="save"), secondary("Imprimer…", "printer")))
    buttons.add(row(tonal("Affecter un lit", "plus"), quiet("Tout voir", after="chevron_end")))
    off = primary("Terminer l’appel", name="off")
    off.setEnabled(False)
    buttons.add(row(off, Text("Il reste 7 enfants à pointer.", "small", "muted")))
    side.addWidget(buttons)
    errors = card("Résumé des erreurs, champ à corriger")
    summary = ErrorSummary()
    errors.add(summary)
    year = LineBox("year")
    year.setText("2027")
    born = Field("Année de naissance", year, "par exemple 2011")
    born.refuse("L’année de naissance est après la date d’arrivée")
    errors.add(born)
    side.addWidget(errors)
    summary.show_points(
        [("year", "L’année de naissance est après la date d’arrivée"), ("bed", "Choisissez où dort l’enfant ce soir")]
    )
    choices = card("Choix")
    tick = Tick("L’enfant a été entendu à part")
    tick.setChecked(True)
    choices.add(row(tick, Tick("Interprète")))
    one = Option("Fille")
    other = Option("Garçon")
    other.setChecked(True)
    choices.add(row(one, other))
    box = ChoiceBox("block", [("b", "Garçons B"), ("f", "Filles")])
    choices.add(box)
    choices.add(TextBox("note", 2))
    side.addWidget(choices)


def _middle(side: QVBoxLayout) -> None:
    fields = card("Champ et quatre réponses possibles")
    for label, help_words, optional, state in (
        ("Prénom utilisé", "comme l’enfant le dit", False, answers.GIVEN),
        ("Nom de la mère", "", False, answers.UNKNOWN),
        ("Dernière école", "", True, answers.NOT_ASKED),
        ("Langue de la maison", "", False, answers.REFUSED),
    ):
        box = LineBox(label)
        box.setText("Amani")
        made = Field(label, box, help_words, optional=optional, answers=True)
        made.set_answer(state)
        fields.add(made)
    side.addWidget(fields)
    going = card("Progression")
    going.add(
        SegmentedBar(
            [Segment(8, "présents"), Segment(2, "ailleurs", "accent2"), Segment(1, "à retrouver", "warn"),
             Segment(7, "à pointer", open=True)], 18
        )
    )  # fmt: skip
    going.add(Stepper(["Contenu", "Vérifier", "Clé USB"], 1))
    going.add(StayRuler(68))
    going.add(KeyStrip([("Entrée", "ligne suivante"), ("Ctrl+D", "répéter au-dessus"), ("F2", "modifier")]))
    side.addWidget(going)


def _right(side: QVBoxLayout) -> None:
    labels = card("Étiquettes — forme, icône, mot")
    line = Flow()
    for words, tone, icon in (
        ("Tout est juste", "ok", None), ("3 sur matelas", "warn", None), ("Allergie : pénicilline", "stop", None),
        ("En congé", "on_soft", "calendar"), ("3 points à compléter", "idle", None),
    ):  # fmt: skip
        line.addWidget(Badge(words, tone, icon))
    labels.add(line)
    line = Flow()
    line.addWidget(Chip("Dans la maison", "house", on=True, closes=True))
    line.addWidget(Chip("Bloc : tous", opens=True))
    line.addWidget(Chip("À compléter", "ring_dashed"))
    labels.add(line)
    side.addWidget(labels)
    sums = card("La somme en mots")
    sums.add(
        Sum([Term(33, "vus"), Term(22, "en famille", "="), Term(11, "maison", "+"), unanswered(0, "sans réponse")])
    )
    sums.add(MeterLine("Filles", 9, 10, "1 libre"))
    sums.add(MeterLine("Garçons B", 18, 16, "3 matelas"))
    side.addWidget(sums)
    banners = card("Bandeaux : reprise, annulation nommée")
    banners.add(RecoveryBanner("16:52"))
    banners.add(UndoBar("B-13 présent"))
    side.addWidget(banners)
    side.addWidget(
        EmptyState("bed", "Aucun enfant dans ce bloc", "Le bloc est prêt pour la prochaine arrivée.", "Affecter un lit")
    )
    answer = Button("Présent", Kind.ANSWER, "check", "P")
    side.addWidget(answer)


def _moments() -> list[Moment]:
    return [
        Moment("aujourd’hui", "check", "Présent à l’appel du matin", "Veilleur"),
        Moment("hier", "book", "Essai à l’atelier menuiserie", "Éducateur", "A aidé à ranger, veut revenir lundi."),
        Moment("19 nov.", "box", "Kit d’accueil complété", "Magasinier", "Reçu nº 212 signé : sandales, moustiquaire."),
        Moment("17 nov.", "route", "Visite à Kalonge-Bas : famille non trouvée", "Joseph B.",
               "Un second village porte le même nom ; le chef de localité propose d’y aller ensemble lundi matin."),
        Moment("12 nov.", "file", "Bilan du jour 60", "Superviseur", "Séjour poursuivi, recherche en cours."),
        Moment("14 sept.", "house", "Arrivée à la maison", "Accueil"),
    ]  # fmt: skip


def person() -> QWidget:
    """A child's file, as look/4-file.png with the ruler of details/4-dossier.png."""
    whole, inner = page()
    inner.addLayout(row(quiet("Enfants", "back")))
    head = PersonHeader()
    head.show_person("Amani", "TD-7KQ2MX-4", ["Garçon", "environ 15 ans", "Lit B-03", "Référente : Aline N."])
    head.show_signs(
        [("Allergie : pénicilline", "stop", "care"), ("Ne pas contacter : voir Famille", "warn", "no_contact"),
         ("3 points à compléter", "idle", "ring_dashed")]
    )  # fmt: skip
    head.show_day(68)
    head.add_action(secondary("Plus", after="chevron_down"))
    head.add_action(secondary("Imprimer…", "printer"))
    head.add_action(primary("Ajouter une note", "pencil"))
    inner.addWidget(head)
    names = ["Résumé", "Chronologie", "Identité", "Santé", "Hébergement", "Formation", "Famille", "Suivi", "Documents"]
    inner.addWidget(Tabs([(name, name) for name in names], "Fiche"))
    columns = QHBoxLayout()
    columns.setSpacing(16)
    left = Card("Prochaines étapes")
    left.add_action(quiet("Ajouter", "plus"))
    left.add(TaskLine("a", "ring", "Relire l’évaluation avec Amani", "Aline N. · avant le 24 nov."))
    left.add(TaskRule())
    left.add(TaskLine("b", "warning", "Terminer l’appel du soir", "7 enfants à pointer", "Continuer l’appel",
                      hour="18:30", tone="warn"))  # fmt: skip
    left.add(HourLine("09:00", "Réunion de concertation", "Salle 2 · 5 personnes"))
    left.add(FactLine("Qui est l’enfant", "nom utilisé, âge", icon="check"))
    left.add(FactLine("Vie avant l’arrivée", "jamais", icon="cross", tone="muted"))
    left.body.addStretch(1)
    columns.addWidget(left, 560)
    right = Card("Derniers moments")
    right.add_action(quiet("Tout voir", after="chevron_end"))
    right.add(row(Chip("Tout", on=True, small=True), Chip("Notes", small=True), Chip("Santé", small=True), gap=8))
    right.add(Timeline("Derniers moments", _moments()))
    columns.addWidget(right, 534)
    inner.addLayout(columns, 1)
    return whole


def paper() -> QWidget:
    """A page before it is printed, as look/8-handover.png."""
    whole, inner = page()
    image = QImage(1190, 1684, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setDotsPerMeterX(5669)
    image.setDotsPerMeterY(5669)
    painter = QPainter(image)
    font = QFont("Noto Sans")
    font.setPixelSize(44)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(100, 160, "Fiche de transmission")
    painter.end()
    view = PaperView()
    view.show_pages([image, image, image])
    inner.addWidget(view, 1)
    inner.addWidget(KeyStrip([("PgSuiv", "page suivante"), ("Ctrl+P", "imprimer cette page")], "Page 1 sur 3"))
    return whole


def unlock() -> QWidget:
    """The door, as look/1-unlock.png."""
    frame = Frame(demo=True)
    door = UnlockPage("Maison Amahoro-Nuru (fictive)", LANGUAGES, "fr", version="0.4", login="p.murhula")
    door.passphrase.setText("une phrase longue et calme")
    door.caps.setVisible(True)
    frame.replace(door)
    door.caps.show()
    return frame


def curtain() -> QWidget:
    """The covered screen."""
    frame = Frame(demo=True)
    frame.replace(Curtain(datetime.datetime(2026, 11, 21, 18, 4, tzinfo=datetime.UTC)))
    return frame


def _first_run(place: int) -> FirstRun:
    def strength(words: str) -> tuple[bool, str]:
        return len(words) > 15, "Assez longue." if len(words) > 15 else "Encore courte."

    first = FirstRun(LANGUAGES, "fr", lambda: "calme rivière ouvrir jardin tenir soleil", strength, lambda n: n // 2)
    first.resize(*SIZE)
    if place == 4:
        first.recovery.show_halves(("7KQ2 MX4T 9BN5 DJ4W R8CT", "H6R3 VK9P 3K7W S1T8 C4FM"))
    first._show(place)
    return first


def first_run_way() -> QWidget:
    """How one begins."""
    return _first_run(1)


def first_run_worker() -> QWidget:
    """The first worker."""
    return _first_run(3)


def first_run_sheet() -> QWidget:
    """The recovery sheet."""
    return _first_run(4)


def today() -> QWidget:
    """The frame with a page in it, as look/2-today.png."""
    frame = Frame(demo=True)
    frame.set_destinations(
        [Destination("today", "Aujourd’hui", "today", 6), Destination("children", "Enfants", "children"),
         Destination("beds", "Hébergement", "bed"), Destination("families", "Familles", "house"),
         Destination("training", "Formation", "book"), Destination("stock", "Kits et stock", "box"),
         Destination("tracing", "Recherche", "search"), Destination("follow", "Suivi", "route", 3),
         Destination("reports", "Rapports", "chart"), Destination("handover", "Transferts", "handover"),
         Destination("settings", "Réglages", "sliders", at_foot=True)]
    )  # fmt: skip
    frame.side.show_worker("Pascal Murhula", "Superviseur")
    frame.status.show_kept("Tout est enregistré · 18:04")
    frame.status.show_copy("Sauvegarde USB : il y a 2 jours", late=True)
    frame.show_page(Scrolled(_today_page(), "Ce soir"), "today")
    return frame


def _today_page() -> QWidget:
    page_ = QWidget()
    page_.setObjectName("page")
    column = QVBoxLayout(page_)
    column.setContentsMargins(24, 12, 24, 24)
    column.setSpacing(12)
    head = QHBoxLayout()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(title("Ce soir"))
    words.addWidget(Text("samedi 21 novembre 2026 · 18:04", "small", "muted"))
    head.addLayout(words)
    head.addStretch(1)
    head.addWidget(secondary("Plusieurs enfants", "children"))
    head.addWidget(secondary("Nouvelle arrivée", "plus"))
    column.addLayout(head)
    columns = QHBoxLayout()
    columns.setSpacing(16)
    left, right = QVBoxLayout(), QVBoxLayout()
    left.setSpacing(16)
    right.setSpacing(16)
    whole = Card("40 enfants sont confiés à la maison ce soir", aside="Appel du soir : 33 pointés sur 40")
    whole.add(
        SegmentedBar(
            [Segment(29, "présents"), Segment(3, "ailleurs, c’est prévu", "accent2"),
             Segment(1, "à retrouver", "warn"), Segment(7, "à pointer", open=True)]
        )
    )  # fmt: skip
    left.addWidget(whole)
    todo = Card("À faire maintenant", aside="6 points")
    todo.pad(16, 10, 0)
    lines = [
        ("list", "Terminer l’appel du soir", "7 enfants à pointer au bloc Garçons B", "Continuer l’appel", "accent"),
        ("clock", "Un enfant n’a pas été retrouvé à l’appel", "Depuis 18:00", "Voir les étapes", "warn"),
        ("moon", "Cette nuit, aucune femme n’est de garde au bloc Filles", "De 22:00 à 06:00", "Choisir une personne",
         "warn"),
        ("pencil", "2 décisions attendent votre accord", "Un retour en famille", "Examiner", "muted"),
        ("route", "3 visites de suivi sont en retard", "La plus ancienne de 6 jours", "Planifier", "muted"),
        ("care", "4 passages prévus à l’infirmerie demain", "De 08:00 à 10:30", "Voir la liste", "muted"),
    ]  # fmt: skip
    for place_, (icon, words_, detail, act, tone) in enumerate(lines):
        if place_:
            todo.add(TaskRule())
        todo.add(TaskLine(str(place_), icon, words_, detail, act, tone=tone, first=place_ == 0))
    todo.body.addStretch(1)
    left.addWidget(todo, 1)
    beds = Card("Lits ce soir")
    beds.pad(16, 10, 0)
    beds.add_action(quiet("Ouvrir", after="chevron_end"))
    for name, taken, places, note in (
        ("Filles", 9, 10, "1 libre"), ("Mères, bébés", 4, 4, "complet"), ("Garçons A", 7, 8, "1 réservé"),
        ("Garçons B", 18, 16, "3 matelas"), ("Infirmerie", 2, 2, "complet"),
    ):  # fmt: skip
        beds.add(MeterLine(name, taken, places, note))
    right.addWidget(beds)
    tomorrow = Card("Demain")
    tomorrow.pad(16, 10, 0)
    tomorrow.add(HourLine("09:00", "Réunion de concertation", "Salle 2 · 5 personnes"))
    tomorrow.add(HourLine("10:30", "Départ vers une famille d’accueil", "1 enfant · voiture et escorte prêtes"))
    right.addWidget(tomorrow)
    right.addStretch(1)
    columns.addLayout(left, 734)
    columns.addLayout(right, 360)
    column.addLayout(columns, 1)
    return page_


SCENES = {
    "components": components, "person": person, "paper": paper, "today": today, "unlock": unlock, "curtain": curtain,
    "first_run_way": first_run_way, "first_run_worker": first_run_worker, "first_run_sheet": first_run_sheet,
}  # fmt: skip
