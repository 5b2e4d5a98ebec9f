"""A name prints or is stopped by name: over scripts, marks, directions and pictures, nothing is dropped or boxed silently."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee, LetterFormat, LetterKind
from caseapp.typesetting.address_block import fit
from caseapp.typesetting.fonts import Fonts, LetterFont, Weight
from caseapp.typesetting.gate import clean
from caseapp.typesetting.press import Press
from tests.typesetting.envelopes import W10_STRICT
from tests.typesetting.samples import read, sample

KIND = LetterKind.DENIAL

PRINTS = {
    "Latin": "José Núñez Łucja Ðorđe Žofia Ğül Østergård Þóra Ĳsbrand",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết Đặng Hữu Phước Ưng Ỹ",
    "Yoruba": "Adébáyọ̀ Ọlọ́run Ẹ̀ṣọ́",
    "Greek": "Παπαδόπουλος Ωραία Ἀθηνᾶ Ϊ́",
    "Cyrillic": "Жуковський Юрій Ђорђе Қайрат Ґалаґан Ӯ",
    "Armenian": "Արամ Խաչատրյան և Ֆրունզիկ Մկրտչյան՝ Օհան",
    "mixed": "Arpi Հայկ Иван Νίκος O’Brien-Smith",
}
STOPPED = {
    "Hebrew": ("דוד", "HEBREW LETTER DALET"),
    "Arabic": ("محمد", "ARABIC LETTER MEEM"),
    "Persian with a joiner": ("می\u200cخواهم", "ARABIC LETTER MEEM"),
    "Chinese": ("王明", "CJK UNIFIED IDEOGRAPH-738B"),
    "Korean": ("김", "HANGUL SYLLABLE GIM"),
    "Japanese": ("さくら", "HIRAGANA LETTER SA"),
    "Devanagari": ("अमित", "DEVANAGARI LETTER A"),
    "Punjabi": ("ਸਿੰਘ", "GURMUKHI LETTER SA"),
    "Thai": ("สมชาย", "THAI CHARACTER SO SUA"),
    "Lao": ("ລາວ", "LAO LETTER LO LOOT"),
    "Khmer": ("សុខ", "KHMER LETTER SA"),
    "Georgian": ("გიორგი", "GEORGIAN LETTER GAN"),
    "Amharic": ("አበበ", "ETHIOPIC SYLLABLE GLOTTAL A"),
    "Cherokee": ("ᏣᎳᎩ", "CHEROKEE LETTER TSA"),
    "Cyrillic that is not in the face": ("Ѻ", "CYRILLIC CAPITAL LETTER ROUND OMEGA"),
    "emoji": ("😀", "GRINNING FACE"),
    "emoji of several people": ("👩\u200d👧", "WOMAN"),
    "flag": ("🇺🇸", "REGIONAL INDICATOR SYMBOL LETTER U"),
    "variation selector": ("A\ufe0f", "VARIATION SELECTOR-16"),
    "a mark around a letter": ("A\u20dd", "COMBINING ENCLOSING CIRCLE"),
    "a mark through a letter": ("A\u0336", "COMBINING LONG STROKE OVERLAY"),
    "a mark that leaves no ink": ("A\u034f", "COMBINING GRAPHEME JOINER"),
    "private use": ("\ue000", ""),
    "unassigned": ("\u0378", ""),
    "replacement character": ("\ufffd", "REPLACEMENT CHARACTER"),
}
INVISIBLE = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200b\u200c\u200d\ufeff\u00ad"


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(lambda name: read(f"fonts/{name}.ttf"))


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


@pytest.mark.parametrize("script", PRINTS)
@pytest.mark.parametrize("format", [LetterFormat.LETTER, LetterFormat.LARGE_PRINT])
def test_a_name_prints_from_the_bundled_fonts(press: Press, script: str, format: LetterFormat) -> None:
    name = PRINTS[script]
    letter = sample(press, KIND, recipient_name=name, addressee_name=name.split()[0], signer_name=name)
    content = press.render(letter, format)
    text = squeezed(press.text_of(content))
    assert text.count(squeezed(clean(name))) == 2
    assert squeezed(clean(name.split()[0]).upper()) in text
    assert all(check.ok for check in press.check(letter, format))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)


@pytest.mark.parametrize("script", STOPPED)
def test_what_has_no_glyph_stops_the_letter_with_name_and_code(press: Press, script: str) -> None:
    text, name = STOPPED[script]
    letter = sample(press, KIND, recipient_name=f"Ana {text}")
    with pytest.raises(DomainError) as refusal:
        press.render(letter, LetterFormat.LETTER)
    assert refusal.value.code == "glyph_missing"
    assert refusal.value.facts["name"] == name
    assert refusal.value.facts["codepoint"] == f"U+{ord(str(refusal.value.facts['character'])):04X}"
    (check,) = [each for each in press.check(letter, LetterFormat.LETTER) if each.code == "glyphs_present"]
    assert (check.ok, check.facts) == (False, refusal.value.facts)


def test_marks_that_turn_the_direction_do_not_hide_the_name(press: Press) -> None:
    """They are invisible and are taken away at the gate; every visible letter stays, in the order it was typed."""
    name = "Ana" + INVISIBLE + "Bel" + INVISIBLE
    text = press.text_of(press.render(sample(press, KIND, recipient_name=name), LetterFormat.LETTER))
    assert "Dear AnaBel:" in text
    assert not set(INVISIBLE) & set(text)


def test_whatever_is_accepted_leaves_its_ink_and_comes_back_as_itself(press: Press, fonts: Fonts) -> None:
    """Every character of the first two planes: it is refused, or it is a space, or it has ink and a way back to text."""
    accepted = [chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000 and fonts.missing(chr(code)) is None]
    assert len(accepted) > 1900
    for weight in Weight:
        for character in accepted:
            ink = fonts[weight].ink(character, 10)
            assert character in " \u00a0" or ink.right > ink.left, f"U+{ord(character):04X}"
    kept = [character for character in accepted if clean(character) == character and not unicodedata.combining(character)]
    for start in range(0, len(kept), 60):
        run = "".join(kept[start : start + 60]).strip()
        text = squeezed(press.text_of(press.render(sample(press, KIND, recipient_name=run), LetterFormat.LETTER)))
        assert squeezed(run) in text


def test_what_only_the_capitals_lack_stops_the_letter_too(press: Press, fonts: Fonts) -> None:
    """The address is printed in capitals, so these are asked as well."""
    lacking = [chr(code) for code in range(0x21, 0x3000) if fonts.missing(chr(code)) is None and fonts.missing(chr(code).upper())]
    for character in lacking:
        with pytest.raises(DomainError, match="glyph_missing"):
            press.render(sample(press, KIND, addressee_name=f"Ana {character}"), LetterFormat.LETTER)


def test_armenian_is_measured_in_its_own_face(fonts: Fonts) -> None:
    own = LetterFont("NotoSansArmenian-Regular", read("fonts/NotoSansArmenian-Regular.ttf"))
    regular = fonts[Weight.REGULAR]
    assert regular.width("Արամ", 10) == pytest.approx(own.width("Արամ", 10))
    assert regular.width("A Ա", 10) == pytest.approx(regular.width("A ", 10) + own.width("Ա", 10))
    assert regular.ink("Արամ", 10).right == pytest.approx(own.ink("Արամ", 10).right)
    assert regular.cap_height(8.5) <= own.ink("Ա", 8.5).top * 1.03
    block = fit(Addressee(name="Խաչատրյան Արամ", lines=("12 Elm St", "Glendale, CA 91206")), regular, W10_STRICT)
    assert block.lines[0] == "ԽԱՉԱՏՐՅԱՆ ԱՐԱՄ"
