"""What a person reads in the window: every text through tr(), whole sentences, and none of the words that blame or beg."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import at, last_name, listed, modules

TRANSLATES = {"tr": 0, "_tr": 0, "translate": 1, "_translate": 1}  # function -> place of its text
SHOWS_TEXT = frozenset(
    "setText setTitle setWindowTitle setToolTip setStatusTip setWhatsThis setPlaceholderText setAccessibleName setAccessibleDescription "
    "setInformativeText setDetailedText setSubTitle setButtonText setLabelText setPrefix setSuffix setSpecialValueText showMessage "
    "addAction addMenu addTab "
    "QLabel QPushButton QToolButton QCommandLinkButton QCheckBox QRadioButton QGroupBox QAction QMenu QDockWidget QTreeWidgetItem "
    "QListWidgetItem QTableWidgetItem QStandardItem".split()
)
KEEPS_TEXT = frozenset({"format", "join", "replace", "strip", "capitalize", "upper", "title"})
LOGGERS = frozenset({"log", "_log", "logger"})
NO_SENTENCES_IN = frozenset({"style.py", "tokens.py"})
TWO_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
BANNED = re.compile(
    r"\b(please|sorry|oops|invalid|valid|illegal|forbidden|error occurred|this field is required"
    r"|por favor|lo sentimos|inválid[oa]s?|ilegal(?:es)?)\b",
    re.IGNORECASE,
)


def test_shown_text_is_translated() -> None:
    breaches = [
        at(path, text, f"{last_name(call.func)}(… {text.value!r})")
        for path, tree in modules("caseapp/ui")
        for call in calls(tree)
        if last_name(call.func) in SHOWS_TEXT
        for argument in call.args
        for text in bare_texts(argument)
    ]
    assert not breaches, listed("what a person reads goes through self.tr(…)", breaches)


def test_no_sentence_stands_bare() -> None:
    """Whatever function it is handed to: two words in a row are for people. Style sheets and font names are the exception."""
    breaches = [
        at(path, text, repr(text.value))
        for path, tree in modules("caseapp/ui")
        if path.name not in NO_SENTENCES_IN
        for text in texts_for_people(tree)
    ]
    assert not breaches, listed("what a person reads goes through self.tr(…)", breaches)


def test_a_translated_text_is_one_literal() -> None:
    """The catalogue is made by reading the source: an f-string or a sum never matches when the program runs."""
    breaches = []
    for path, tree in modules("caseapp/ui"):
        passed_on = {id(call) for function in ast.walk(tree) if is_own_tr(function) for call in calls(function)}
        breaches += [
            at(path, call, ast.unparse(call))
            for call in calls(tree)
            if is_translating(call) and id(call) not in passed_on and not has_literal_text(call)
        ]
    assert not breaches, listed('write tr("one literal with {names}").format(names=…)', breaches)


def test_sentences_are_not_put_together() -> None:
    """Other languages have another order of words."""
    breaches = []
    for path, tree in modules("caseapp/ui"):
        for node in ast.walk(tree):
            parts = [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) else []
            if isinstance(node, ast.JoinedStr):
                parts = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
            if any(is_translation(part) for part in parts):
                breaches.append(at(path, node, ast.unparse(node)))
    assert not breaches, listed("let one tr() text hold the whole sentence", breaches)


def test_no_text_blames_or_begs() -> None:
    """UX-11: say what is wrong and how to mend it."""
    breaches = [
        at(path, line, f"{found.group()!r} in {text!r}")
        for path, line, text in [*translated_texts(), *command_line_sentences()]
        if (found := BANNED.search(text))
    ]
    assert not breaches, listed("word it as what is wrong and how to mend it", breaches)


def texts_for_people(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the strings of two words and more that are no docstring, no translated text, and not for the log or our own errors."""
    for_us: set[int] = set()
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_translated = isinstance(node, ast.Call) and is_translating(node)
        is_logged = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and last_name(node.func.value) in LOGGERS
        if is_docstring or is_translated or is_logged or isinstance(node, ast.Raise | ast.Assert):
            for_us.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in for_us and TWO_WORDS.search(node.value):
            yield node


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def is_translating(call: ast.Call) -> bool:
    """Say whether a call looks a text up in the catalogue: `tr`, or the application's `translate` (a rectangle has one too)."""
    if last_name(call.func) == "translate" and isinstance(call.func, ast.Attribute):
        return last_name(call.func.value).endswith("Application")
    return last_name(call.func) in TRANSLATES


def is_translation(node: ast.AST) -> bool:
    """Say whether a value is a translated text, filled in or not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return is_translation(node.func.value)
    return isinstance(node, ast.Call) and is_translating(node)


def is_own_tr(node: ast.AST) -> bool:
    """Say whether this is a module's short name for QCoreApplication.translate, which hands its text on."""
    return isinstance(node, ast.FunctionDef) and node.name in TRANSLATES


def text_arguments(call: ast.Call) -> list[ast.expr]:
    return call.args[: TRANSLATES[last_name(call.func)] + 1]


def has_literal_text(call: ast.Call) -> bool:
    arguments = text_arguments(call)
    return bool(arguments) and all(isinstance(argument, ast.Constant) and isinstance(argument.value, str) for argument in arguments)


def bare_texts(node: ast.expr) -> Iterator[ast.Constant]:
    """Yield the words in an expression that reach the screen as they stand. Glyphs, spaces and punctuation are no words."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and any(sign.isalpha() for sign in node.value):
            yield node
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from bare_texts(part.value if isinstance(part, ast.FormattedValue) else part)
    elif isinstance(node, ast.BinOp):
        yield from (*bare_texts(node.left), *bare_texts(node.right))
    elif isinstance(node, ast.IfExp):
        yield from (*bare_texts(node.body), *bare_texts(node.orelse))
    elif isinstance(node, ast.BoolOp | ast.List | ast.Tuple):
        for part in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from bare_texts(part)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in KEEPS_TEXT:
        for part in (node.func.value, *node.args, *(keyword.value for keyword in node.keywords)):
            yield from bare_texts(part)


def translated_texts() -> Iterator[tuple[Path, ast.Constant, str]]:
    for path, tree in modules("caseapp/ui"):
        for call in calls(tree):
            if is_translating(call) and has_literal_text(call):
                text = text_arguments(call)[-1]
                assert isinstance(text, ast.Constant)
                yield path, text, str(text.value)


def command_line_sentences() -> Iterator[tuple[Path, ast.Constant, str]]:
    """Yield what the command line may print: its strings of several words, without the docstrings."""
    for path, tree in modules("caseapp/cli"):
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and id(node) not in docstrings:
                yield path, node, node.value
