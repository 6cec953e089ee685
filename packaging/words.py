"""The sentences of the program: gathered from the source, merged from translators' parts, checked and compiled."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import pathlib
import re
import string
import sys
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROOMS = ("transit_desk", "ui")
COMPLETE = ("fr",)  # every sentence has to be there; another language falls back on English where it has none
MARKS = frozenset({"N_", "tr"})
HEADER_NOISE = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team'
    r"|Generated-By):.*\n",
    re.MULTILINE,
)
NAMED_PLACE = re.compile(r"\{[^{}]*\}")

# Words that blame or frighten. Whole words, so that a skill is no kill.
BANNED = {
    "en": ("invalid", "error", "errors", "please", "forbidden", "illegal", "abort", "aborted", "kill", "oops", "fatal"),
    "fr": (
        *("invalide", "invalides", "erreur", "erreurs", "interdit", "interdite", "interdits", "interdites", "fatal"),
        *("veuillez", "oups", "illégal", "illégale", "avorter", "fatale", "s'il vous plaît", "s’il vous plaît"),
    ),
    "sw": ("batili", "tafadhali", "haramu", "kosa"),
    "ar": ("غير صالح", "ممنوع", "محظور", "من فضلك", "خطأ"),
}

# Where words are shown: the position of the argument, or the name of the keyword.
SHOWN_FIRST = frozenset(
    {
        *("Heading", "Paragraph", "Fact", "Column", "Signature", "Box", "Notice", "Section", "FormPage"),
        *("ListPage", "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction"),
        *("QMenu", "setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setAccessibleName", "setTitle"),
        *("setAccessibleDescription", "setStatusTip", "setWhatsThis", "setLabelText", "setInformativeText", "addMenu"),
        "addAction",
    }
)
SILENT = "transit_desk/storage/"  # shows nothing but refusals: a Column there is one of a table
SPEAKER = "transit_desk/domain/text.py"  # what it hands on was read where it was asked to speak
SHOWN_SECOND = frozenset({"field", "Choice"})
SHOWN_NAMED = frozenset(
    {"label", "title", "heading", "help", "hint", "words", "plural", "placeholder", "tooltip", "caption"}
)


@dataclasses.dataclass(frozen=True)
class Sentence:
    """A marked sentence, its plural if it has one, and the file that says it."""

    one: str
    many: str | None
    place: str


class Reader(ast.NodeVisitor):
    """Reads one file: what is marked, and what is shown without a mark."""

    def __init__(self, place: str, refusals: frozenset[str]) -> None:
        self.place = place
        self.refusals = refusals
        self.sentences: list[Sentence] = []
        self.complaints: list[str] = []

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name in MARKS:
            self._marked(node, name)
        elif name == "ntr":
            forms = [literal(argument) or marked(argument) for argument in node.args[:2]]
            self._plural(node, *forms)
            if not any(forms):  # gathered as two sentences, it would be spoken in English
                self._complain(node, "both forms of a plural are written out")
        elif name == "Words":
            many = next((keyword.value for keyword in node.keywords if keyword.arg == "plural"), None)
            if many is not None and self.place != SPEAKER:
                forms = [marked(form) for form in (*node.args[:1], many)]
                self._plural(node, *forms)
                if not any(forms):  # gathered as two sentences, it would be spoken in English
                    self._complain(node, "both forms of a plural are written out")
        self._shown(node, name)
        self.generic_visit(node)

    def _marked(self, node: ast.Call, name: str) -> None:
        said = branches(node.args[0]) if node.args else []
        self.sentences += [Sentence(text, None, self.place) for text in map(literal, said) if text]
        if any(isinstance(branch, ast.JoinedStr) for branch in said):
            self._complain(node, "a sentence with values is written with {names}, not as an f-string")
        elif name == "N_" and not all(map(literal, said)):
            self._complain(node, "N_ takes one sentence, written out")

    def _plural(self, node: ast.Call, one: str | None = None, many: str | None = None) -> None:
        if one and many:
            self.sentences.append(Sentence(one, many, self.place))
        elif one or many:
            self._complain(node, "both forms of a plural are written out")

    def _shown(self, node: ast.Call, name: str) -> None:
        shown: list[ast.expr] = []
        if name == "Words" or name in self.refusals:
            shown += node.args[:1]
        elif not self.place.startswith(SILENT):
            shown += [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_NAMED]
            shown += node.args[:1] if name in SHOWN_FIRST else node.args[1:2] if name in SHOWN_SECOND else []
        for argument in filter(speaks, shown):
            self._complain(node, f"{name} shows words that are not marked: {ast.unparse(argument)[:60]}")

    def _complain(self, node: ast.Call, complaint: str) -> None:
        self.complaints.append(f"{self.place}:{node.lineno}: {complaint}")


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literal(node: ast.expr) -> str | None:
    """The string that stands there in full."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked(node: ast.expr) -> str | None:
    """The sentence inside N_("…")."""
    return literal(node.args[0]) if isinstance(node, ast.Call) and _name(node.func) == "N_" and node.args else None


def branches(node: ast.expr) -> list[ast.expr]:
    """What an expression can come to: both sides of a choice, or itself."""
    if isinstance(node, ast.IfExp):
        return [*branches(node.body), *branches(node.orelse)]
    return [part for value in node.values for part in branches(value)] if isinstance(node, ast.BoolOp) else [node]


KEYS = re.compile(r"^(?:(?:Ctrl|Alt|Shift|Enter|Esc|Tab|F\d+|[A-Z])\+?)+$")  # keys are the same in every language


def speaks(node: ast.expr) -> bool:
    """Whether words stand there bare. Signs, named places and the names of keys do not speak."""
    if isinstance(node, ast.IfExp | ast.BoolOp):
        return any(map(speaks, branches(node)))
    if isinstance(node, ast.JoinedStr):
        return any(speaks(part) for part in node.values)
    text = literal(node)
    if text is None or KEYS.match(text):
        return False
    return any(letter.isalpha() for letter in NAMED_PLACE.sub("", text))


def sources(root: pathlib.Path) -> Iterator[pathlib.Path]:
    """Every file that may speak, in a steady order."""
    for room in ROOMS:
        yield from sorted((root / room).rglob("*.py"))


def spoken_classes(trees: Iterable[ast.Module]) -> frozenset[str]:
    """The names of everything that can be said instead of a result: Spoken and all below it."""
    bases = {
        node.name: {_name(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Spoken"}
    while grown := {name for name, above in bases.items() if name not in found and above & found}:
        found |= grown
    return frozenset(found)


def read(root: pathlib.Path) -> tuple[list[Sentence], list[str]]:
    """All sentences of the program, and every place where words are shown without a mark."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sources(root)}
    refusals = spoken_classes(trees.values())
    sentences: list[Sentence] = []
    complaints: list[str] = []
    for path, tree in trees.items():
        reader = Reader(path.relative_to(root).as_posix(), refusals)
        reader.visit(tree)
        sentences += reader.sentences
        complaints += reader.complaints
    return sentences, complaints


def template(sentences: Iterable[Sentence]) -> Catalog:
    """The sentences as an empty catalogue; a plural swallows its own two forms."""
    catalog = Catalog(charset="utf-8")
    plurals = {sentence.one: sentence for sentence in sentences if sentence.many}
    swallowed = {sentence.many for sentence in plurals.values()}
    for sentence in sentences:
        if sentence.one in swallowed and sentence.one not in plurals:
            continue
        plural = plurals.get(sentence.one)
        key = (plural.one, plural.many or "") if plural else sentence.one
        catalog.add(key, locations=[(sentence.place, 0)])
    return catalog


def catalogue_path(root: pathlib.Path, language: str) -> pathlib.Path:
    return root / "resources" / "translations" / f"{language}.po"


def languages(root: pathlib.Path) -> list[str]:
    """Every language there is a catalogue for."""
    return sorted({path.stem for path in (root / "resources" / "translations").glob("*.po")} | set(COMPLETE))


def load(path: pathlib.Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def save(path: pathlib.Path, catalog: Catalog) -> None:
    """Write without dates and names of tools, so that a catalogue changes only when its words do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.fuzzy = False
    catalog.header_comment = "# Transit Desk: what it says.\n#"
    with path.open("wb") as file:
        write_po(file, catalog, width=120, ignore_obsolete=True, sort_by_file=True, include_lineno=False)
    path.write_text(HEADER_NOISE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")


def extract(root: pathlib.Path) -> list[str]:
    """Bring every catalogue up to date with the source."""
    sentences, _ = read(root)
    fresh = template(sentences)
    for language in languages(root):
        catalog = load(catalogue_path(root, language), language)
        catalog.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        save(catalogue_path(root, language), catalog)
    print(f"{len(fresh)} sentences in {', '.join(languages(root))}")
    return []


def merge(root: pathlib.Path, parts: Iterable[pathlib.Path]) -> list[str]:
    """Put translators' parts in; what is there already stays, and a contradiction is told."""
    extract(root)
    complaints: list[str] = []
    for path in parts:
        with path.open("rb") as file:
            part = read_po(file, charset="utf-8", abort_invalid=True)
        language = str(part.locale) if part.locale else COMPLETE[0]
        catalog = load(catalogue_path(root, language), language)
        complaints += [f"{path.name}: {complaint}" for complaint in _merge_one(catalog, part)]
        save(catalogue_path(root, language), catalog)
    return complaints


def _merge_one(catalog: Catalog, part: Catalog) -> Iterator[str]:
    offered: dict[str, str] = {}
    for message in part:
        if message.id:
            offered.update(zip(_forms(message.id), _forms(message.string), strict=False))
    wanted: set[str] = set()
    for message in catalog:
        forms = _forms(message.id)
        wanted.update(forms)
        words = tuple(offered.get(form, "") for form in forms)
        if not message.id or not all(words):
            continue
        if not all(_forms(message.string)):  # half of it was said while it was no plural yet
            message.flags.discard("fuzzy")
            message.string = words if message.pluralizable else words[0]
        elif _forms(message.string)[: len(words)] != words:
            yield f"said otherwise already, kept: {forms[0][:60]}"
    for form in sorted(offered.keys() - wanted):
        yield f"no such sentence in the program: {form[:60]}"


def _forms(words: str | Iterable[str] | None) -> tuple[str, ...]:
    if words is None:
        return ()
    return (words,) if isinstance(words, str) else tuple(words)


def compiled_path(root: pathlib.Path, language: str) -> pathlib.Path:
    return root / "resources" / "translations" / language / "LC_MESSAGES" / "transit_desk.mo"


def compile_all(root: pathlib.Path) -> list[str]:
    """Make the catalogues that gettext reads; nothing is done for one that is younger than its source."""
    for language in languages(root):
        source, target = catalogue_path(root, language), compiled_path(root, language)
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, load(source, language))
    return []


def placeholders(text: str) -> set[str]:
    """The {names} of a sentence; raises ValueError when its braces do not close."""
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def banned(text: str, language: str) -> list[str]:
    """The words of the list that stand in this sentence."""
    lowered = text.lower()
    return [word for word in BANNED.get(language, ()) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered)]


def check_message(message: Message, language: str, *, complete: bool) -> Iterator[str]:
    """What is wrong with one translation."""
    source, said = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield "was guessed and not read again"
    if not all(said):
        if complete or any(said):
            yield "has no translation"
        return
    try:
        wanted = set[str]().union(*map(placeholders, source))
        spoken = [placeholders(form) for form in said]
    except ValueError:
        yield "has braces that do not close"
        return
    if not all(names <= wanted for names in spoken) or (wanted and set[str]().union(*spoken) != wanted):
        yield "does not have the same {names}"
    for form in said:
        yield from (f"says “{word}”" for word in banned(form, language))


def check(root: pathlib.Path) -> list[str]:
    """Everything that is wrong with the words of the program, one line each."""
    sentences, complaints = read(root)
    for sentence in sentences:
        for form in filter(None, (sentence.one, sentence.many)):
            complaints += [f"{sentence.place}: says “{word}”: {form[:60]}" for word in banned(form, "en")]
            try:
                placeholders(form)
            except ValueError:
                complaints.append(f"{sentence.place}: has braces that do not close: {form[:60]}")
    fresh = template(sentences)
    for language in languages(root):
        try:
            catalog = load(catalogue_path(root, language), language)
        except PoFileError as fault:
            complaints.append(f"{language}: {fault}")
            continue
        complaints += _check_catalogue(catalog, fresh, language)
    return complaints


def _check_catalogue(catalog: Catalog, fresh: Catalog, language: str) -> Iterator[str]:
    complete = language in COMPLETE
    for message in fresh:
        if not message.id:
            continue
        first = _forms(message.id)[0]
        there = catalog.get(first)
        if there is None or bool(there.pluralizable) != bool(message.pluralizable):
            if complete:
                yield f"{language}: has no translation: {first[:80]}"
            continue
        yield from (f"{language}: {what}: {first[:80]}" for what in check_message(there, language, complete=complete))
    for message in catalog:
        if message.id and fresh.get(_forms(message.id)[0]) is None:
            yield f"{language}: is no longer said by the program: {_forms(message.id)[0][:80]}"


def main() -> int:
    """Speak to the workshop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help="the tree to read")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract", help="bring every catalogue up to date with the source")
    commands.add_parser("merge", help="put translators' parts in").add_argument("parts", nargs="+", type=pathlib.Path)
    commands.add_parser("compile", help="make what gettext reads")
    commands.add_parser("check", help="say what is missing or amiss; a long list ends with its length")
    chosen = parser.parse_args()
    if chosen.command == "merge":
        complaints = merge(chosen.root, chosen.parts)
    else:
        complaints = {"extract": extract, "compile": compile_all, "check": check}[chosen.command](chosen.root)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        print(f"{len(complaints)} to look at", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
