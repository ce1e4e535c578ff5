"""What only looks like a source is none, and no entry is sure whose authors or kind are guessed."""

import re

import pytest

from reportgen.importer import markdown, proof
from reportgen.importer.findings import Findings
from reportgen.importer.notes import Parsed, ParsedEntry, entries_of, persons, tongues
from reportgen.registries.work import Name

PROSE = (
    "“How does it end,” General Max Stone famously asked in 2003.",
    "“It never ends,” Senator Max Stone repeatedly told the Senate Committee.",
    "Adler and Stone, *Data of War*, chap. 1, https://a.example/4",
    "Stone, Max Stone, “On Trade,” *Example Review* 11, no. 2 (1996): 122–40.",
    "*Seven* (2017–2018), which was cancelled.",
    "“First Draft of an Outline,” HMBP.",
    "the report of *Example Daily*, <https://a.example/5>, accessed July 30, 2023.",
)
TURNED = (
    "For accounts, see Poe (Austin: Verso, 2007), Brandt, Olga. *The Right* (Boston: Verso, 2008).",
    "See the works, Brandt, Olga, and Max Doe. *The Left* (Boston: Verso, 2009).",
)
SOURCES = (
    "Ann Roe and Bo Poe, “Beyond Vision” (installation, Example Days, Pittsburgh, PA, July 25, "
    "2019).",
    "Ann Roe, *Roads* (Austin: Example Historical Association, 1966).",
    "Ann Roe, *Ways* (Port Example, NY: Ira J. Stone, Inc., 1965).",
    "Ann Roe, *Paths* (Lincoln, PA: Lincoln University, 1976).",
    "Ann Roe, *Tracks* (Example, NJ: Associated University Presses, 1979).",
    "Ann Roe, *Chips* (Santa Monica, CA: RAND Corporation, 2018).",
    "Ann Roe, “Leverage” (Ph.D. diss., Example University, 2018), 101.",
    "Ann Roe, “Manifest” (2019), https://a.example/6.",
    "Ann Roe, *Realpolitik und Moral: zur Lage der Welt* (Berlin: Verso, 1999).",
    "See Ann Roe, *One Book* (Verso, 1998); and Olga G. Press, *Reckoning* (Verso, 2005).",
)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return entries_of([*PROSE, *TURNED, *SOURCES])


def entry(parsed: Parsed, title: str) -> ParsedEntry:
    return next(one for one in parsed.entries if f"title = {{{title}}}" in one.bibtex)


def test_sentences_and_hints_are_no_sources(parsed: Parsed) -> None:
    assert [note.markdown() for note in parsed.notes[: len(PROSE)]] == [f"^[{n}]" for n in PROSE]
    assert min(number for one in parsed.entries for number in one.notes) > len(PROSE)


def test_a_source_whose_author_a_full_stop_has_cut_off_is_unsure(parsed: Parsed) -> None:
    for title in ("The Right", "The Left"):
        assert entry(parsed, title).confidence == "unsure"
    for note in parsed.notes[len(PROSE) : len(PROSE) + len(TURNED)]:
        assert note.keys == ()


def test_the_kind_of_a_talk_is_not_its_occasion(parsed: Parsed) -> None:
    found = entry(parsed, "Beyond Vision")
    assert found.confidence == "sure"
    assert "type = {installation}" in found.bibtex
    assert "eventtitle = {Example Days}" in found.bibtex


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Roads", "book"), ("Ways", "book"), ("Paths", "book"), ("Tracks", "book"),
     ("Chips", "report")],
)  # fmt: skip
def test_learned_bodies_bring_out_books_of_persons(parsed: Parsed, title: str, kind: str) -> None:
    assert entry(parsed, title).bibtex.startswith(f"@{kind}{{")


def test_and_before_the_last_source_is_no_name(parsed: Parsed) -> None:
    assert re.fullmatch(r"\[See @roe1998; and @press2005\]", parsed.notes[-1].markdown())
    assert "author = {Press, Olga G.}" in entry(parsed, "Reckoning").bibtex


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Stephen Van Evera", [Name("Van Evera", "Stephen")]),
        ("Ann Roe and Juan De La Cruz", [Name("Roe", "Ann"), Name("De La Cruz", "Juan")]),
        ("Nguyen Van Thieu", [Name("Thieu", "Nguyen Van")]),
        ("Choe Sang-Hun", [Name(literal="Choe Sang-Hun")]),
        ("Lee Smith-Jones", [Name("Smith-Jones", "Lee")]),
        ("Olga G. Press", [Name("Press", "Olga G.")]),
        ("Roe and Poe", []),
        ("Roe, Ann Roe", []),
        ("and Ann Roe", []),
        ("the report of", []),
        ("Human Rights Watch", [Name(literal="Human Rights Watch")]),
        (
            "Amnesty International and Reporters Without Borders",
            [Name(literal="Amnesty International"), Name(literal="Reporters Without Borders")],
        ),
        (
            "Organization for Security and Co-operation in Europe",
            [Name(literal="Organization for Security and Co-operation in Europe")],
        ),
        (
            "National Archives and Records Administration",
            [Name(literal="National Archives and Records Administration")],
        ),
        ("Max Watchman and Ann Unitas", [Name("Watchman", "Max"), Name("Unitas", "Ann")]),
        ("Bureau of Arms and Trade", [Name(literal="Bureau of Arms and Trade")]),
    ],
)
def test_names_as_they_are_spoken(typed: str, names: list[Name]) -> None:
    assert list(persons.read(typed)) == names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Stone Jr., Max S.", [Name("Stone", "Max S.", "Jr.")]),
        ("Stone III, Max G.", [Name("Stone", "Max G.", "III")]),
        ("Stone M, Doe JH", [Name("Stone", "M"), Name("Doe", "JH")]),
    ],
)
def test_names_turned_round_keep_their_suffixes_apart(typed: str, names: list[Name]) -> None:
    assert list(persons.inverted(typed)) == names


def test_a_source_that_is_cited_again_is_not_looked_for_again() -> None:
    full = "Ann Roe, *One Book* (Verso, 1998), 7."
    found = Findings("old")
    found.parsed = entries_of([full, "Ibid.", "Roe, op. cit., 9.", full, "It is Latin."])
    again = found.set_anew()
    assert again == ["Ibid", "Roe, op. cit., 9", full.rstrip(".")]
    assert proof.prove([("ibid", ""), ("latin", "")], [], again).missing == 1


def test_unseen_signs_part_no_words() -> None:
    assert proof.tokens("soft\u00adhyphen and\u200b zero") == ["softhyphen", "and", "zero"]


@pytest.mark.parametrize("words", ["::: box", "::::", ":::{.x}", "a ::: b"])
def test_typed_colons_open_no_division(words: str) -> None:
    inlines = [{"t": "Str", "c": one} for one in words.split()]
    block = {"t": "Para", "c": [x for one in inlines for x in (one, {"t": "Space"})][:-1]}
    assert not re.search(r"^:::", markdown.write([[block]])[0])


def test_a_thesis_is_sure_with_or_without_full_stops(parsed: Parsed) -> None:
    found = entry(parsed, "Leverage")
    assert found.confidence == "sure"
    assert "institution = {Example University}" in found.bibtex


def test_a_year_in_brackets_is_no_body(parsed: Parsed) -> None:
    found = entry(parsed, "Manifest").bibtex
    assert "date = {2019}" in found
    assert "organization" not in found


def test_a_title_in_another_language_keeps_its_small_letters(parsed: Parsed) -> None:
    found = entry(parsed, "Realpolitik und Moral: zur Lage der Welt")
    assert "langid = {german}" in found.bibtex
    assert "*Realpolitik und Moral: zur Lage der Welt*" in found.printed


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("L’État et la nation", "french"),
        ("Historia de la guerra y los pueblos", "spanish"),
        ("Storia della guerra", "italian"),
        ("De geschiedenis van het land", "dutch"),
        ("한국의 외교", "korean"),
        ("Dissertatio logica de usu et abusu", ""),
        ("The Legacy of Charles de Gaulle and the Quai d’Orsay", ""),
        ("Los Angeles Riots", ""),
        ("Laissez-faire en route", ""),
    ],
)
def test_small_words_tell_the_language_of_a_title(title: str, language: str) -> None:
    assert tongues.guess(title) == language


def test_the_year_of_a_first_edition_is_no_publisher() -> None:
    (entry,) = entries_of(["Ann Roe, *Ports* (Verso, [1893] 1984), 7."]).entries
    assert "publisher = {Verso}," in entry.bibtex
    assert "date = {[1893] 1984}," in entry.bibtex
