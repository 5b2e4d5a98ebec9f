"""A template written anew: whatever was moved, left out, added or reworded, what is read from the words leads to the same template."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from caseapp.domain.letters import ParagraphKind, TemplateText
from caseapp.domain.rewriting import ADDED, Fate, Rewriting, changes_of, new_paragraph, paragraph_of, paragraphs_of, rewriting_of
from caseapp.domain.word_difference import Change

WORDS = (
    "What happens now",
    "Before we answer, we check that the request is really from you.",
    "For this request, we do not need to check who you are.",
    "Then we search our records, and tell you the result in writing.",
    "You do not have to do anything now.",
)
BEFORE = (
    TemplateText(place="title", kind=ParagraphKind.HEADING, text="We received your request"),
    TemplateText(place="paragraphs.1", kind=ParagraphKind.HEADING, text=WORDS[0]),
    TemplateText(place="paragraphs.2", kind=ParagraphKind.TEXT, text=WORDS[1], when=("verified_first",)),
    TemplateText(place="paragraphs.3", kind=ParagraphKind.TEXT, text=WORDS[2], unless=("verified_first",)),
    TemplateText(place="paragraphs.4", kind=ParagraphKind.TEXT, text=WORDS[3]),
    TemplateText(place="paragraphs.5.cell.1", kind=ParagraphKind.TABLE_ROW, text="{1}", each="rows"),
    TemplateText(place="paragraphs.5.cell.2", kind=ParagraphKind.TABLE_ROW, text="{2}", each="rows"),
    TemplateText(place="paragraphs.6", kind=ParagraphKind.TEXT, text=WORDS[4]),
    TemplateText(place="enclosures.1.title", kind=ParagraphKind.HEADING, text="Our notice", enclosure=1),
)


def written(rewriting: Rewriting) -> tuple[TemplateText, ...]:
    """The template that a rewriting makes, as it is read again."""
    order = rewriting.order or paragraphs_of(BEFORE)
    found = [replace(each, text=rewriting.texts.get(each.place, each.text)) for each in BEFORE if each.place == "title"]
    for number, place in enumerate(order, start=1):
        if place.startswith(ADDED):
            found.append(new_paragraph(f"paragraphs.{number}", rewriting.texts[place]))
            continue
        for each in BEFORE:
            if paragraph_of(each.place) == place:
                tail = each.place.removeprefix(place)
                found.append(replace(each, place=f"paragraphs.{number}{tail}", text=rewriting.texts.get(each.place, each.text)))
    found += [
        replace(each, text=rewriting.texts.get(each.place, each.text)) for each in BEFORE if each.place.startswith("enclosures")
    ]  # fmt: skip
    return tuple(found)


def told(rewriting: Rewriting) -> list[tuple[str, Fate]]:
    return [(each.place, each.fate) for each in changes_of(BEFORE, rewriting)]


def test_nothing_changed_is_nothing() -> None:
    assert rewriting_of(BEFORE, BEFORE) == Rewriting(texts={}, order=())
    assert changes_of(BEFORE, Rewriting(texts={"paragraphs.4": WORDS[3]}, order=paragraphs_of(BEFORE))) == ()


def test_what_was_done_is_told_paragraph_by_paragraph() -> None:
    order = ("paragraphs.1", "paragraphs.6", "paragraphs.2", "paragraphs.3", "paragraphs.5", "added.1")
    texts = {"title": "We have your request", "added.1": "Call us when something is wrong."}
    done = Rewriting(texts=texts, order=order)
    assert told(done) == [
        ("title", Fate.REWORDED),
        ("paragraphs.6", Fate.MOVED),
        ("paragraphs.4", Fate.REMOVED),
        ("added.1", Fate.ADDED),
    ]
    assert rewriting_of(BEFORE, written(done)) == done
    removed = changes_of(BEFORE, done)[2]
    assert [(each.change, each.text) for each in removed.words] == [(Change.REMOVED, WORDS[3])]


def test_a_paragraph_rewritten_in_its_place_is_no_other_one() -> None:
    done = Rewriting(texts={"paragraphs.4": "Nothing of the old words is left here."})
    assert rewriting_of(BEFORE, written(done)) == done
    assert told(done) == [("paragraphs.4", Fate.REWORDED)]


def test_a_moved_paragraph_may_have_other_words_too() -> None:
    order = ("paragraphs.6", "paragraphs.1", "paragraphs.2", "paragraphs.3", "paragraphs.4", "paragraphs.5")
    done = Rewriting(texts={"paragraphs.6": "You do not have to do anything."}, order=order)
    assert rewriting_of(BEFORE, written(done)) == done
    assert told(done) == [("paragraphs.6", Fate.MOVED)]


def test_what_cannot_come_from_the_template_is_left_out() -> None:
    foreign = TemplateText(place="paragraphs.1", kind=ParagraphKind.ITEM, text="{item}", each="grounds")
    assert rewriting_of(BEFORE[:1], (BEFORE[0], foreign)) == Rewriting(texts={}, order=())


@given(
    order=some.permutations(paragraphs_of(BEFORE)),
    kept=some.sets(some.sampled_from(paragraphs_of(BEFORE)), min_size=1),
    added=some.lists(some.tuples(some.integers(0, 6), some.text(alphabet="abc de", min_size=1, max_size=30).filter(str.strip)), max_size=3),
    reworded=some.dictionaries(
        some.sampled_from([each.place for each in BEFORE]),
        some.text(alphabet="abc de", min_size=1, max_size=30).filter(str.strip),
        max_size=4,
    ),
)
def test_what_is_read_from_the_words_makes_the_same_template(
    order: list[str], kept: set[str], added: list[tuple[int, str]], reworded: dict[str, str]
) -> None:
    wanted = [place for place in order if place in kept]
    texts = {place: words for place, words in reworded.items() if not place.startswith("paragraphs") or paragraph_of(place) in kept}
    for number, (at, words) in enumerate(added, start=1):
        wanted.insert(at, f"{ADDED}{number}")
        texts[f"{ADDED}{number}"] = words
    after = written(Rewriting(texts=texts, order=tuple(wanted)))
    assert written(rewriting_of(BEFORE, after)) == after
