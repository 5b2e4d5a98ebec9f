"""Consumer text can never become markup, and nothing in a letter can reach a file or the net (threat T10)."""

from __future__ import annotations

import io
import itertools
import re
import sys
from collections.abc import Iterator

import pikepdf
import pytest
from reportlab import rl_config

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.typesetting.fonts import LetterFont
from caseapp.typesetting.gate import clean, lines_of, one_line
from caseapp.typesetting.press import Press
from tests.typesetting.samples import read, slots_of, values_of

FORBIDDEN = ("/URI", "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/Annots", "/GoToR")

_TEMPLATES = (
    '<a href="{0}">click</a>',
    '<link href="{0}">x</link>',
    '<img src="{0}"/>',
    "<b>{0}</b>",
    '<font color="{0}">x</font>',
    "<para {0}>",
    "</para>{0}<para>",
    "& {0} <",
    "<!-- {0} -->",
    "<![CDATA[{0}]]>",
    "&lt;{0}&gt; &#60;",
    "({0}) Tj ET",
    ") Tj /A << /S /URI /URI ({0}) >> (",
    "{{{0}}} {{case_number}}",
    "%{0}%s %(x)s ${{x}}",
    "\\({0}\\) \\101 \\",
    "endstream endobj {0} 1 0 obj",
    "BDC {0} EMC /Artifact BMC",
)
_CORES = (
    "javascript:app.alert(1)",
    "file:///etc/passwd",
    "http://example.com/x",
    "[[[getattr(pow, Word('__globals__'))['os'].system('id') for Word in []] and 'red']]",
    "../../etc/passwd",
    "data:text/html,x",
    "É & Ñ “quoted” – ok",
    "Nguyễn Thị Ánh",
    "Ωμέγα Жуков",
    "' OR 1=1 --",
    "\u202egnp.exe\u202c",
)


def payloads() -> Iterator[str]:
    """More than 200 hostile texts."""
    yield from (template.format(core) for template, core in itertools.product(_TEMPLATES, _CORES))
    yield from ("a\x00b\x07c\x1b[31m", "a\u200bb\u2066c\u2069", "e\u0301", "a\r\nb\u2028c", "\ufeffa", "a\u00adb", "x" * 300)


PAYLOADS = tuple(payloads())


def squeezed(text: str) -> str:
    """Text without any white space: lines may break anywhere."""
    return "".join(text.split())


def test_there_are_two_hundred() -> None:
    assert len(set(PAYLOADS)) >= 200


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\x00b\x1bc", "abc"),
        ("a\u202eb\u2066c\u200f", "abc"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2029d", "a\nb\nc\nd"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_the_stated_normalisation(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_one_line_and_lines() -> None:
    assert one_line("  a \n b\t c ") == "a b c"
    assert lines_of("a\n\n  b  c \r\n") == ("a", "b c")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_prints_as_its_own_characters(press: Press, payload: str) -> None:
    kind = LetterKind.EXTENSION_NOTICE
    values = values_of(press, kind, recipient_name=payload, signer_name=payload)
    try:
        slots = slots_of(press, kind, reason=payload, still_to_do=payload)
        content = press.render(press.compose(kind, "en", values, slots), LetterFormat.LETTER)
    except DomainError as refusal:
        if refusal.code != "glyph_missing":
            raise
        return
    # The payload may go on over a page: the foot between its lines is none of it.
    text = squeezed(re.sub(r"Reference 2026-004812 Page \d of \d(?=\s|\Z)", "", press.text_of(content)))
    assert text.count(squeezed(clean(payload))) >= 4
    assert_harmless(content)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_field_of_every_letter_takes_hostile_text(press: Press, kind: LetterKind) -> None:
    """Ten payloads through each text, list and row of each template at once."""
    for payload in PAYLOADS[: 18 * 10 : 18]:
        values = values_of(press, kind)
        for name, value in values.items():
            if name in ("requests", "rights", "earlier_on", "addressee_name", "addressee_lines"):
                continue
            if isinstance(value, str) and value:
                values[name] = payload
            elif isinstance(value, tuple) and value and isinstance(value[0], tuple):
                values[name] = tuple(tuple(payload for _ in row) for row in value)
            elif isinstance(value, tuple) and value:
                values[name] = tuple(payload for _ in value)
        slots = {name: payload for name, text in slots_of(press, kind).items() if text}
        for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
            content = press.render(press.compose(kind, "en", values, slots), format)
            assert squeezed(clean(payload)) in squeezed(press.text_of(content))
            assert_harmless(content)


def assert_harmless(content: bytes) -> None:
    """No action, link or file anywhere in the PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert not set(item.keys()) & set(FORBIDDEN)
    outside_streams = re.sub(rb"stream\r?\n.*?endstream", b"", content, flags=re.DOTALL)
    for key in FORBIDDEN:
        assert not re.search(re.escape(key.encode()) + rb"(?![A-Za-z])", outside_streams)


def test_reportlab_may_not_fetch_anything(press: Press) -> None:
    assert rl_config.trustedSchemes == []
    assert rl_config.trustedHosts == []


def test_a_letter_opens_no_file_and_no_socket(press: Press) -> None:
    opened: list[str] = []
    watching = [True]

    def watch(event: str, _: object) -> None:
        if watching[0] and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
            opened.append(event)

    kind = LetterKind.DENIAL
    values = values_of(press, kind, recipient_name='<img src="file:///etc/passwd"/>')
    press.render(press.compose(kind, "en", values, slots_of(press, kind)), LetterFormat.LETTER)
    sys.addaudithook(watch)
    try:
        content = press.render(press.compose(kind, "en", values, slots_of(press, kind)), LetterFormat.LETTER)
    finally:
        watching[0] = False
    assert opened == []
    assert_harmless(content)


@pytest.mark.parametrize("name", ["Adébáyọ̀ Ọlọ́run", "Ẹ̀hìn Ṣ̌a", "x̂ Q̇"])
def test_marks_that_have_no_letter_of_their_own_are_placed(press: Press, name: str) -> None:
    kind = LetterKind.DENIAL
    letter = press.compose(kind, "en", values_of(press, kind, recipient_name=name), slots_of(press, kind))
    text = press.text_of(press.render(letter, LetterFormat.LETTER))
    assert squeezed(f"Dear {clean(name)}:") in squeezed(text)


def test_a_mark_stands_over_or_under_its_letter() -> None:
    font = LetterFont("Inter-Regular", read("fonts/Inter-Regular.ttf"))
    for letter in "xXQqmWo":
        base = font.ink(letter, 10)
        above, below = font.ink(letter + "\u0302", 10), font.ink(letter + "\u0323", 10)
        assert (above.left, above.right, above.bottom) == (base.left, base.right, base.bottom)
        assert above.top > base.top + 1
        assert (below.left, below.right, below.top) == (base.left, base.right, base.top)
        assert below.bottom < base.bottom - 1
        assert font.width(letter + "\u0302\u0323", 10) == font.width(letter, 10)
