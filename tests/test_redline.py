"""Accepting all changes of a redline gives the new document, rejecting all gives the old one."""

import random
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import docx_integrity
import pytest

from package import Package, W
from redlined import built, reading, redline, redlines, states, text
from reportgen.ooxml import Document, read

OLD = """\
# Introduction {#sec-one}

States ally *against* a threat,[@walt1987] and they do so often. See @fig-a and @tbl-b.

A paragraph that goes with its note.^[Its own words.]

![The first picture.](a.svg){#fig-a}

![The second picture.](b.svg){#fig-b}

# Theory {#sec-two}

- one apple
- two pears
- three plums

| Country | Share |
|:--------|------:|
| France  |    12 |
| Germany |    15 |
| Italy   |    18 |

: Shares of the whole. {#tbl-b}

The formula $a + b$ stands here, and a note.[@waltz1979, 12]

::: {.key-finding}
What was found first.
:::

$$x = y^2$$

The last words of the paper; [a link](https://example.org/a) is in them.
"""
NEW = """\
# Introduction {#sec-one}

States ally **against** a grave threat,[@walt1987]^[A note that comes.] and they do. See @fig-b.

![The second picture, renamed.](b.svg){#fig-b}

# Old Theory {#sec-two}

- one apple
- four cherries
- three plums

A paragraph that comes.[@walt1987, 7]

| Country | Share |
|:--------|------:|
| France  |    13 |
| Poland  |    10 |
| Italy   |    18 |

: Shares of the whole, counted. {#tbl-b}

The formula $a - b$ stands here, and a note.[@waltz1979, 14]

## A heading that comes

::: {.key-finding}
What was found second.
:::

$$x = y^3$$

The last words of this paper; [a link](https://example.org/b) is in them, see @tbl-b.
"""
KINDS = ("word", "word", "word", "gone", "come", "move", "split", "note", "item", "row")
WORDS = ["policy", "control", "alliance", "quantum", "한국의", "기술", "12%", "however,", "a_b"]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("states")
    return states(
        folder, OLD, NEW, title=("On Alliances", "On Old Alliances"),
        author=("[Jane Doe, John Roe]", "[Jane Doe, John Roe, Kim Lee]"),
        abstract=("What this is.", "What this really is."),
        keywords=("alliances, states, old", "alliances, powers, old"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def tracked(pair: tuple[Path, Path]) -> bytes:
    return redline(*pair, "docx", author="An Editor")


@pytest.fixture(scope="module")
def twins(pair: tuple[Path, Path]) -> tuple[bytes, bytes]:
    old, new = (built(path, "docx", path.parent / "build") for path in pair)
    return old, new


def test_accepting_all_reads_as_the_new_document(
    tracked: bytes, twins: tuple[bytes, bytes]
) -> None:
    assert reading(tracked, "all") == reading(twins[1])


def test_rejecting_all_reads_as_the_old_document(
    tracked: bytes, twins: tuple[bytes, bytes]
) -> None:
    assert reading(tracked, "none") == reading(twins[0])


def test_the_document_has_no_fault_and_its_changes_have_numbers_of_their_own(
    tracked: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(tracked)
    assert docx_integrity.check(tmp_path / "a.docx") == []
    package = Package.of(tracked)
    found = [
        mark.get(f"{W}id")
        for part in ("document", "endnotes")
        for mark in package.find("//w:ins | //w:del | //w:pPrChange", part)
    ]
    assert len(found) > 30
    assert len(set(found)) == len(found)


def test_words_paragraphs_rows_and_notes_are_tracked_as_such(tracked: bytes) -> None:
    package = Package.of(tracked)
    deleted = "".join(package.find("//w:del//w:delText/text()"))
    assert "A paragraph that goes with its note." in deleted
    assert not package.find("//w:del//w:t")
    assert len(package.find("//w:trPr/w:del")) == len(package.find("//w:trPr/w:ins")) == 1
    assert package.find("//w:pPr/w:rPr/w:del")
    assert package.find("//w:pPr/w:rPr/w:ins")
    assert package.find("//w:del//w:endnoteReference")
    assert package.find("//w:ins//w:endnoteReference")
    assert package.find("//w:del//w:drawing")


def test_notes_ascend_in_the_order_of_their_markers(tracked: bytes) -> None:
    package = Package.of(tracked)
    markers = package.find("//w:endnoteReference/@w:id")
    assert markers == [str(n) for n in range(1, len(markers) + 1)]
    notes = package.find("/w:endnotes/w:endnote[not(@w:type)]/@w:id", "endnotes")
    assert notes == markers
    assert len(markers) == 5


def test_the_changes_have_an_author_and_a_date(tracked: bytes) -> None:
    marks = Package.of(tracked).find("//w:ins | //w:del")
    assert {mark.get(f"{W}author") for mark in marks} == {"An Editor"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-05-04T00:00:00Z"}


def test_what_did_not_change_is_not_marked(pair: tuple[Path, Path]) -> None:
    package = Package.of(redline(pair[0], pair[0], "docx"))
    assert package.find("//w:ins | //w:del | //w:pPrChange") == []
    assert package.find("//w:ins | //w:del", "endnotes") == []


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice: apt-get install libreoffice-writer")
def test_libreoffice_accepts_and_rejects_to_the_same_words(
    tracked: bytes, twins: tuple[bytes, bytes], tmp_path: Path
) -> None:
    """LibreOffice reads the document, and what it saves reads as ours does."""
    file = tmp_path / "a.docx"
    file.write_bytes(tracked)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [str(OFFICE), home, "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "out"), str(file)], check=True, capture_output=True, timeout=180
    )
    saved = (tmp_path / "out/a.docx").read_bytes()
    for accept, twin in (("all", twins[1]), ("none", twins[0])):
        assert words(read(saved, accept)) == words(read(twin))


def words(document: Document) -> list[str]:
    """The paragraphs' words without what LibreOffice 7.4 makes of them otherwise.

    It counts figures anew, those that are deleted too, and shows no formula that is in a change.
    """
    lines = [
        "".join(word.text for word in block.words if word.atom != "formula")
        for block in document.every_block()
    ]
    plain = [" ".join(re.sub(r"Figure\s\d", "Figure", line).split()) for line in lines]
    return [line for line in plain if line]


def edited(body: str, rng: random.Random) -> str:
    """A text with some of its blocks and words changed at random."""
    blocks = body.split("\n\n")
    for _ in range(rng.choice([1, 3, 6])):
        at = rng.randrange(len(blocks))
        plain = re.match(r"[A-Z]", blocks[at]) is not None
        match rng.choice(KINDS):
            case "word" if plain:
                words = blocks[at].split(" ")
                words[rng.randrange(len(words))] = rng.choice(WORDS)
                blocks[at] = " ".join(words)
            case "gone" if plain and len(blocks) > 6:
                del blocks[at]
            case "come":
                blocks.insert(at, " ".join(rng.choices(WORDS, k=9)))
            case "move" if plain:
                blocks.insert(rng.randrange(len(blocks)), blocks.pop(at))
            case "split" if plain and " " in blocks[at]:
                head, _, rest = blocks[at].partition(" ")
                blocks[at : at + 1] = [head, rest]
            case "note" if plain and "^[" not in blocks[at]:
                blocks[at] += f"^[On {rng.choice(WORDS)}.]"
            case "item":
                blocks.insert(at, f"1. {rng.choice(WORDS)}\n2. {rng.choice(WORDS)}")
            case "row":
                cells = rng.choices(WORDS, k=2)
                blocks.insert(at, f"| A | B |\n|---|---|\n| {cells[0]} | {cells[1]} |")
    return "\n\n".join(blocks)


RANDOM = re.sub(r" See @fig-a and @tbl-b\.|\$\$.*\$\$\n\n", "", OLD)


@pytest.mark.parametrize("seed", range(3))
def test_a_random_pair_reads_as_both_documents(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    once = edited(RANDOM, rng)
    old, new = states(tmp_path, once, edited(once, rng))
    made = redline(old, new, "docx")
    assert reading(made, "all") == reading(built(new, "docx", tmp_path / "b"))
    assert reading(made, "none") == reading(built(old, "docx", tmp_path / "a"))


def test_an_error_in_one_state_is_reported_under_its_name_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    old, new = states(tmp_path, "# A\n\nSee @fig-none.\n", "# A\n\nText.\n")
    made = redlines(old, new, "docx")
    assert made.files == {}
    (fault,) = made.bag.errors
    assert fault.message.startswith("in `v1`: ")
    assert fault.span is not None
    assert fault.span.source.name == "paper.md"


def test_the_brief_has_a_redline_of_its_own(tmp_path: Path) -> None:
    body = "# A\n\n::: {{.key-finding}}\n{}\n:::\n\nText.^[A note.]\n"
    old, new = states(tmp_path, body.format("Once found."), body.format("Twice found."))
    for path in (old, new):
        said = path.read_text().replace("abstract:", "brief: {title: In Brief}\nabstract:")
        path.write_text(said)
    made = redlines(old, new, "docx", edition=("brief",))
    (name,) = [name for name in made.files if name.endswith(".docx")]
    assert name == "paper-brief-redline.docx"
    found = text(read(made.files[name], "none"))
    assert "Once found." in found
    assert "Twice found." in text(read(made.files[name], "all"))


def test_a_moment_is_said_in_utc() -> None:
    from itertools import count

    from reportgen.word.tracked.marks import Marks

    mark = Marks("A", datetime(2026, 5, 4, 12, tzinfo=UTC), count(7)).mark("ins")
    assert (mark.get(f"{W}date"), mark.get(f"{W}id")) == ("2026-05-04T12:00:00Z", "7")


def test_a_paragraph_that_was_divided_or_joined_is_tracked_by_its_mark(tmp_path: Path) -> None:
    words = "The first half of it stands here. And the other half stands there, as long as it."
    half = words.index("And")
    apart = f"A paragraph that is here or not.\n\n{words[: half - 1]}\n\n{words[half:]}"
    rest = "\n\nA paragraph that stays.\n"
    for n, (old, new) in enumerate([(words, apart), (apart, words)]):
        (tmp_path / str(n)).mkdir()
        pair = states(tmp_path / str(n), f"# A\n\n{old}{rest}", f"# A\n\n{new}{rest}")
        made = redline(*pair, "docx")
        assert reading(made, "all") == reading(built(pair[1], "docx", tmp_path / f"b{n}"))
        assert reading(made, "none") == reading(built(pair[0], "docx", tmp_path / f"a{n}"))
        package = Package.of(made)
        marks = package.find("//w:pPr/w:rPr/w:ins | //w:pPr/w:rPr/w:del")
        assert [mark.tag for mark in marks] == [f"{W}del" if n else f"{W}ins"] * 2
        changed = "".join(package.find("//w:ins//w:t/text() | //w:del//w:delText/text()"))
        assert changed.strip() == "A paragraph that is here or not."
