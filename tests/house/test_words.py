"""What the program says: marked where it is declared, complete in French, calm in every language."""

from __future__ import annotations

import gettext
import pathlib
import types

import pytest

from transit_desk.domain.text import Words, speak

# The next lines name what a worker must never read; they are examples of what the check refuses.
UNMARKED = {
    "a refusal": 'raise RuleBroken("No bed is free.")',
    "words": 'Words("Nothing here.")',
    "a label": 'QLabel("Name")',
    "a title": 'self.setWindowTitle("Children")',
    "a named title": 'Action(give, title="Give a kit")',
    "a described field": 'field(KITS, "Kit", required=True)',
    "a choice of two": 'QLabel("Yes" if known else tr("No"))',
    "words with values": 'label.setText(f"{count} children")',
    "an f-string that is spoken": 'tr(f"Bed {number}")',
    "a mark on a name": "N_(title)",
    "a plural with one form": 'ntr("One bed", several, count)',
    "a plural kept by names": "ntr(one, several, count)",
    "words of a plural kept by names": 'Words(one, {"count": count}, plural=several, count=count)',
    "a word that frightens": 'N_("Invalid date.")',
    "braces that do not close": 'N_("Bed {number")',
}
MARKED = """
raise RuleBroken(N_("No bed is free."), field="bed")
Words(N_("{count} bed"), {"count": 1}, plural=N_("{count} beds"), count=1)
QLabel(tr("Name") if known else "—")
field(KITS, N_("Kit"), help=N_("What is handed over."))
label.setText(f"{first} ({second})")
ntr("One child", "{count} children", count)
skill = N_("Which skill is killed by an invalidity pension?")
"""


@pytest.fixture
def house(tmp_path: pathlib.Path, tree: pathlib.Path) -> pathlib.Path:
    """A small tree that can refuse, and says nothing yet."""
    for room in ("transit_desk", "ui", "resources/translations"):
        (tmp_path / room).mkdir(parents=True)
    errors = "class Spoken(Exception): ...\nclass Refusal(Spoken): ...\nclass RuleBroken(Refusal): ...\n"
    (tmp_path / "transit_desk" / "errors.py").write_text(errors, encoding="utf-8")
    return tmp_path


def say(house: pathlib.Path, source: str) -> None:
    (house / "ui" / "page.py").write_text(source, encoding="utf-8")


def french(house: pathlib.Path, words: types.ModuleType, said: str) -> None:
    """Put a translator's part in."""
    part = house / "part.po"
    part.write_text(f'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n{said}\n', encoding="utf-8")
    assert words.merge(house, [part]) == []


def test_the_program_is_marked_calm_and_whole_in_french(tree: pathlib.Path, words: types.ModuleType) -> None:
    assert words.check(tree) == []


def test_every_catalogue_speaks_with_its_values(
    tree: pathlib.Path, words: types.ModuleType, tmp_path: pathlib.Path
) -> None:
    """Spoken through the compiled catalogue and the core's own Words, as a screen would."""
    catalogues = tmp_path / "resources" / "translations"
    catalogues.mkdir(parents=True)
    for language in words.languages(tree):
        source = words.catalogue_path(tree, language)
        (catalogues / source.name).write_bytes(source.read_bytes())
    words.compile_all(tmp_path)

    for language in words.languages(tree):
        spoken = gettext.translation("transit_desk", catalogues, [language])
        catalogue = words.load(catalogues / f"{language}.po", language)
        with speak(spoken):
            for message in catalogue:
                one, *many = words._forms(message.id)
                values = {name: "7" for form in (one, *many) for name in words.placeholders(form)}
                for count in range(8) if many else (0,):
                    assert one == "" or str(Words(one, values, plural=many[0] if many else None, count=count))


@pytest.mark.parametrize("what", UNMARKED)
def test_what_is_shown_without_a_mark_is_seen(house: pathlib.Path, words: types.ModuleType, what: str) -> None:
    say(house, UNMARKED[what])

    found = [line for line in words.check(house) if line.startswith("ui/page.py")]

    assert len(found) == 1


def test_what_is_marked_is_left_alone_and_gathered(house: pathlib.Path, words: types.ModuleType) -> None:
    say(house, MARKED)

    complaints = words.check(house)
    gathered = {message.id for message in words.template(words.read(house)[0]) if message.id}

    assert [line for line in complaints if line.startswith("ui/")] == []
    assert ("{count} bed", "{count} beds") in gathered
    assert ("One child", "{count} children") in gathered
    assert "{count} beds" not in gathered
    assert len(complaints) == len(gathered) == 7


def test_a_sentence_without_french_is_seen(house: pathlib.Path, words: types.ModuleType) -> None:
    say(house, 'N_("One bed is free.")')
    words.extract(house)

    assert words.check(house) == ["fr: has no translation: One bed is free."]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("{nombre} lits sont libres.", "does not have the same {names}"),
        ("Des lits sont libres.", "does not have the same {names}"),
        ("{count lits", "has braces that do not close"),
        ("Il est interdit de donner {count} lits.", "says “interdit”"),
    ],
)
def test_a_translation_that_is_amiss_is_seen(
    house: pathlib.Path, words: types.ModuleType, said: str, complaint: str
) -> None:
    say(house, 'N_("{count} beds are free.")')
    french(house, words, f'msgid "{{count}} beds are free."\nmsgstr "{said}"')

    assert words.check(house) == [f"fr: {complaint}: {{count}} beds are free."]


def test_a_translation_that_nobody_says_any_more_is_seen(house: pathlib.Path, words: types.ModuleType) -> None:
    say(house, 'N_("Beds")')
    french(house, words, 'msgid "Beds"\nmsgstr "Lits"')

    say(house, "")

    assert words.check(house) == ["fr: is no longer said by the program: Beds"]


def test_a_sentence_that_becomes_a_plural_is_said_anew_for_one_and_for_many(
    house: pathlib.Path, words: types.ModuleType
) -> None:
    say(house, 'N_("{count} away")')
    french(house, words, 'msgid "{count} away"\nmsgstr "{count} absents"')

    say(house, 'Words(N_("{count} away"), plural=N_("{count} away"))')
    words.extract(house)
    assert "fr: has no translation: {count} away" in words.check(house)
    both = 'msgstr[0] "{count} absent"\nmsgstr[1] "{count} absents"'
    french(house, words, f'msgid "{{count}} away"\nmsgid_plural "{{count}} away"\n{both}')

    assert words.check(house) == []


def test_parts_are_merged_and_contradictions_are_told(house: pathlib.Path, words: types.ModuleType) -> None:
    say(house, 'N_("Beds")\nWords(N_("{count} bed"), {}, plural=N_("{count} beds"), count=2)')
    part = house / "second.po"
    part.write_text('msgid "Beds"\nmsgstr "Couches"\n\nmsgid "Chairs"\nmsgstr "Chaises"\n', encoding="utf-8")

    french(
        house,
        words,
        'msgid "Beds"\nmsgstr "Lits"\n\nmsgid "{count} bed"\nmsgstr "{count} lit"\n\n'
        'msgid "{count} beds"\nmsgstr "{count} lits"',
    )
    told = words.merge(house, [part])

    assert told == [
        "second.po: said otherwise already, kept: Beds",
        "second.po: no such sentence in the program: Chairs",
    ]
    assert words.check(house) == []


def test_a_catalogue_changes_only_when_its_words_do(house: pathlib.Path, words: types.ModuleType) -> None:
    say(house, 'N_("Beds")')
    words.extract(house)
    before = words.catalogue_path(house, "fr").read_bytes()

    say(house, '# moved down\n\nN_("Beds")')
    words.extract(house)

    assert words.catalogue_path(house, "fr").read_bytes() == before
