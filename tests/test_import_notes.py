"""Typed notes become entries, citations and prose, and no word of them is lost."""

import itertools
import random
import re
from pathlib import Path

import pytest

from reportgen import bibliography
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.importer.notes import Parsed, entries_of, marks, report, stretches

GOLD = Path(__file__).parent / "bibliography" / "gold.bib"
NOTES = (
    "Ruth Adler, *The Long Ceasefire: Borders of War* (Oxford: Clarendon, 1998), 45–52.",
    "Ibid., 60.",
    "See Min-ho Park and Carla Ruiz, “Alliances and Chips,” *Journal of Strategic Studies* 41, "
    "no. 2 (2018): 211–239; Department of State, “Joint Statement on Export Controls,” March 3, "
    "2023, <https://www.example.gov/statement>.",
    "Adler, *Long Ceasefire*, 71; Park and Ruiz, “Alliances and Chips,” 215.",
    "The author thanks three readers. For a contrary view, see Olga Brandt, “The Limits of Aid,” "
    "in *Hard Choices*, ed. Paul Kerr (Cambridge University Press, 2004), 88–112.",
    "*Harmon v. Board of Trade*, 412 U.S. 88 (1973).",
    "This note has no source; it only says so, in 1998.",
    "Brandt, supra note 5, at 90.",
    "Lee Dae-ho, “반도체 동맹의 미래 [The Future of the Chip Alliance],” Example News, May 2, "
    "2024, <https://www.example.kr/1>; “Tool,” Example Institute, <https://a.example/1>; "
    "<https://a.example/2>.",
    "Ruth Adler, *The Long Ceasefire: Borders of War* (Oxford: Clarendon, 1998).",
)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return entries_of(NOTES)


def test_every_note_is_whole_in_its_pieces(parsed: Parsed) -> None:
    assert tuple(note.typed for note in parsed.notes) == NOTES
    for note in parsed.notes:
        assert "".join(piece.text for piece in note.pieces) == note.typed


def test_sources_are_cited_by_their_entries(parsed: Parsed) -> None:
    assert [note.markdown() for note in parsed.notes[:4]] == [
        "[@adler1998, 45–52]",
        "[@adler1998, 60]",
        "[See @park2018; @departmentstate2023]",
        "[@adler1998, 71; @park2018, 215]",
    ]


def test_prose_around_a_source_stays_prose(parsed: Parsed) -> None:
    assert parsed.notes[4].markdown() == (
        "^[The author thanks three readers. For a contrary view, see @brandt2004.]"
    )
    assert parsed.notes[6].markdown() == f"^[{NOTES[6]}]"
    assert parsed.notes[6].keys == ()


def test_a_note_that_points_to_another_cites_its_source(parsed: Parsed) -> None:
    assert parsed.notes[7].markdown() == "[@brandt2004, 90]"


def test_a_second_address_goes_into_the_entry(parsed: Parsed) -> None:
    found = next(one for one in parsed.entries if "Tool" in one.typed)
    assert "url = {https://a.example/1 https://a.example/2}" in found.bibtex


def test_a_work_that_is_cited_again_in_full_has_one_entry(parsed: Parsed) -> None:
    assert parsed.notes[9].keys == ("adler1998",)
    assert len([one for one in parsed.entries if "Ceasefire" in one.bibtex]) == 1


def test_entries_know_the_notes_that_cite_them(parsed: Parsed) -> None:
    numbers = {one.key: one.notes for one in parsed.entries}
    assert numbers["adler1998"] == (1, 2, 4, 10)
    assert numbers["brandt2004"] == (5, 8)


def test_what_prints_as_it_was_typed_is_sure(parsed: Parsed) -> None:
    assert {one.confidence for one in parsed.entries} == {"sure"}
    for one in parsed.entries:
        words = re.findall(r"\w+", one.typed)
        assert [word for word in words if word not in one.printed] in ([], ["239"])


def test_the_entries_are_read_back(parsed: Parsed) -> None:
    library = bibliography.read((Source("x.bib", parsed.bibtex),), Bag())
    assert list(library.keys()) == [one.key for one in parsed.entries]
    case = next(e for e in library.entries.values() if e.type == "jurisdiction")
    assert (case.text("volume"), case.text("journaltitle"), case.text("pages")) == (
        "412",
        "U.S.",
        "88",
    )


def test_the_report_puts_typed_and_printed_side_by_side(parsed: Parsed) -> None:
    text = report.markdown(parsed)
    assert text.startswith(f"{len(parsed.entries)} sources: {len(parsed.entries)} sure")
    row = next(line for line in text.splitlines() if "`adler1998`" in line)
    assert row.count("Ruth Adler, *The Long Ceasefire: Borders of War*") == 2


def test_a_source_that_prints_otherwise_stays_as_it_was_typed() -> None:
    note = "Ann Roe, “Working Title,” Box 7 of something strange, 2001, pt. xx, ad hoc (unseen)."
    parsed = entries_of([note])
    assert parsed.notes[0].markdown() == f"^[{note}]"
    assert not parsed.bibtex


def test_ibid_after_a_note_without_a_source_stays_as_it_was_typed() -> None:
    parsed = entries_of(["A remark.", "Ibid., 12."])
    assert [note.markdown() for note in parsed.notes] == ["^[A remark.]", "^[Ibid., 12.]"]


def test_a_short_form_that_may_mean_two_works_stays_as_it_was_typed() -> None:
    parsed = entries_of(
        [
            "Ann Roe, *One Book* (Verso, 1998).",
            "Ann Roe, *Another Book* (Verso, 1999).",
            "Roe, 45.",
            "Roe, *Another Book*, 45.",
        ]
    )
    assert parsed.notes[2].markdown() == "^[Roe, 45.]"
    assert parsed.notes[3].keys == parsed.notes[1].keys


def test_semicolons_and_quotations_within_titles_part_nothing() -> None:
    note = "Ann Roe, “Peace; War; and ‘What Then?’” *Example Review* 3, no. 1 (1999): 5–40."
    assert entries_of([note]).notes[0].cites_alone


def test_a_source_that_has_an_entry_is_cited_by_its_key() -> None:
    text = "@book{roe1998, author={Other, O}, title={Else}, date={1998}}\n"
    text += "@book{one, author={Roe, Ann}, title={{One} Book}, publisher={Verso}, year=1999}\n"
    library = bibliography.read((Source("a.bib", text),), Bag())
    notes = ["Ann Roe, *One Book* (Verso, 1999), 7.", "Ann Roe, *Two* (Verso, 1998).", "Ibid."]
    parsed = entries_of(notes, library=library)
    assert [note.markdown() for note in parsed.notes[:1]] == ["[@one, 7]"]
    assert [one.key for one in parsed.entries] == [parsed.notes[1].keys[0]]
    assert parsed.entries[0].key not in ("roe1998", "one")
    assert parsed.notes[2].keys == parsed.notes[1].keys


def test_torn_notes_are_cut_without_a_loss() -> None:
    chance = random.Random(7)
    gold = re.findall("^% => (.+)$", GOLD.read_text(encoding="utf-8"), re.MULTILINE)
    for _ in range(400):
        words = re.split("( )", "; ".join(chance.sample(gold, 2)))
        for _ in range(chance.randrange(1, 6)):
            del words[chance.randrange(len(words))]
        line = marks.line("".join(words))
        found = stretches.cut(line)
        assert [one.start for one in found[1:]] == sorted(one.start for one in found[1:])
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_no_note_takes_long_to_read() -> None:
    hostile = [
        "a, " * 2_000 + "“b”",
        "(" * 3_000,
        "*" * 3_000,
        "“" * 3_000,
        "Roe, " + "and A. B. " * 400 + "*T* (P, 2000)",
        "X v. " * 600 + "1 U.S. 2 (2000)",
        "[a](" * 900,
        "see " * 900 + "Roe, *T* (P, 2000), 5",
        "Roe, *T*, " + "vol. 1 of " * 300 + "(P, 2000)",
        "1 " * 1_500,
        "A to B, " * 200,
    ]
    parsed = entries_of(hostile)
    for note in parsed.notes:
        assert "".join(piece.text for piece in note.pieces) == note.typed
