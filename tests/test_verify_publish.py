"""Files that were published of an article say the same, and one that does not is told of."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

import deposit
import reportgen
from reportgen.cli.verify import command
from reportgen.reports.publish.compared import Statement, differences
from reportgen.reports.publish.facts import agree, is_retracted, stated
from reportgen.reports.publish.readers import reader
from reportgen.reports.publish.verify import verify_publish

BODY = """
# One {#one}

Text.[^n] See @tbl-a, @fig-b and @eq-c.

[^n]: A note with *emphasis*.

| A | B |
|---|---|
| 1 | 2 |

: A table. {#tbl-a}

![A box.](box.svg){#fig-b alt="A box."}

$$x+y$$ {#eq-c}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9"/></svg>'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of an article that says all that deposits take."""
    folder = tmp_path_factory.mktemp("published")
    front = re.sub(r"  last-page: \d+\n", "", deposit.FRONT).replace("$a < b$", "it matters")
    (folder / "sources.bib").write_text(deposit.BIB, encoding="utf-8")
    (folder / "box.svg").write_text(DRAWING, encoding="utf-8")
    text = f"---\n{front}bibliography: sources.bib\n---\n\n{deposit.CITED}{BODY}"
    (folder / "paper.md").write_text(text, encoding="utf-8")
    made = reportgen.build(folder / "paper.md", to=["publish"])
    assert not made.bag.failed, [d.message for d in made.bag.errors]
    return folder / "build"


def faults(folder: Path) -> list[str]:
    return [fault for one in verify_publish(folder) for fault in one.faults]


def test_the_files_of_a_build_say_the_same(built: Path) -> None:
    (found,) = verify_publish(built)
    assert found.faults == ()
    assert len(found.files) == 12


def test_every_format_that_a_journal_publishes_has_a_reader(built: Path) -> None:
    assert all(reader(path.name) for path in built.glob("paper.*"))


def test_readers_say_what_is_in_the_file(built: Path) -> None:
    read = reader("a.jats.xml")
    assert read is not None
    facts = read((built / "paper.jats.xml").read_bytes())[""]
    assert [value.lower() for value in facts["doi"]] == ["10.5555/ppta.2026.12.2"]
    assert facts["first page"] == ("33",)
    assert (facts["figures"], facts["tables"], facts["equations"]) == (("1",), ("1",), ("1",))
    assert len(facts["notes"]) == int(facts["number of notes"][0])
    assert facts["references"] == ("6",)


def text(old: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    """A file with a pattern in its text replaced."""

    def change(data: bytes) -> bytes:
        changed, found = re.subn(old, new, data.decode(), count=count, flags=re.S)
        assert found, old
        return changed.encode()

    return change


def zipped(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """A zip with a pattern in one of its files replaced."""

    def change(data: bytes) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
            for info in before.infolist():
                part = before.read(info)
                after.writestr(info, text(old, new)(part) if info.filename == name else part)
        return out.getvalue()

    return change


def one_page_more(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as opened:
        opened.add_blank_page()
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def other_title(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as opened:
        packet = opened.Root.Metadata
        packet.write(packet.read_bytes().replace(b"Chips", b"Chops"))
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Mutation:
    """A change of one file, and the fact that tells of it."""

    file: str
    change: Callable[[bytes], bytes]
    fact: str


MUTATIONS = {
    "jats: an empty title": Mutation(
        "jats.xml", text("<article-title>.*?</article-title>", "<article-title/>"), "title"
    ),
    "jats: a reference to nothing": Mutation(
        "jats.xml", text(r'(ref-type="bibr"[^>]*rid=")[^"]+', r"\1gone"), "links"
    ),
    "jats: a wrong digit of an ORCID": Mutation(
        "jats.xml", text("1825-0097", "1825-0096"), "orcids"
    ),
    "jats: a wrong last page": Mutation(
        "jats.xml", text(r"<lpage>\d+</lpage>", "<lpage>99</lpage>"), "last page"
    ),
    "jats: no ISSN": Mutation("jats.xml", text("<issn.*?</issn>", "", 9), "ISSNs"),
    "jats: no language": Mutation("jats.xml", text(' xml:lang="en-GB"', "", 1), "language"),
    "jats: another licence": Mutation(
        "jats.xml", text("(license_ref[^>]*>[^<]*licenses/)by/", r"\1by-nc/"), "licence"
    ),
    "jats: a note lost": Mutation(
        "jats.xml", text(r'<fn id="[^"]*"><label>2</label>.*?</fn>', ""), "number of notes"
    ),
    "jats: a word of a note": Mutation("jats.xml", text("A note with", "A word with"), "notes"),
    "jats: authors in another order": Mutation(
        "jats.xml",
        text(r"(<contrib contrib-type.*?</contrib>)(\s*<contrib .*?</contrib>)", r"\2\1"),
        "authors",
    ),
    "crossref: another DOI": Mutation(
        "crossref.xml", text(r"(</program>|ppta\.2026\.12\.)2(</doi>)", r"\g<1>3\2"), "doi"
    ),
    "crossref: a reference lost": Mutation(
        "crossref.xml", text(r"<citation key.*?</citation>", ""), "references"
    ),
    "crossref: two references with one key": Mutation(
        "crossref.xml", text(r'<citation key="kim"', '<citation key="walt"'), "references"
    ),
    "crossref: an empty reference": Mutation(
        "crossref.xml", text(r'(<citation key="kim"[^>]*>).*?(</citation>)', r"\1\2"), "references"
    ),
    "crossref: a wrong last page": Mutation(
        "crossref.xml", text(r"<last_page>\d+", "<last_page>99"), "last page"
    ),
    "crossref: another day": Mutation(
        "crossref.xml",
        text(r'(<publication_date media_type="online">\s*<month>11</month>\s*<day>)20', r"\g<1>21"),
        "online date",
    ),
    "crossref: another author": Mutation(
        "crossref.xml", text("<surname>Kim</surname>", "<surname>Lim</surname>"), "authors"
    ),
    "pdf: a page more": Mutation("pdf", one_page_more, "pages"),
    "pdf: another title": Mutation("pdf", other_title, "title"),
    "html: another first page": Mutation(
        "html", text(r'(citation_firstpage" content=")\d+', r"\g<1>34"), "first page"
    ),
    "html: another volume for search engines": Mutation(
        "html", text('"volumeNumber":"12"', '"volumeNumber":"13"'), "volume"
    ),
    "html: a table lost": Mutation("html", text(r'<figure id="tbl-a".*?</figure>', ""), "tables"),
    "epub: another keyword": Mutation(
        "epub",
        zipped("EPUB/package.opf", "<dc:subject>chips", "<dc:subject>chops"),
        "keywords",
    ),
    "docx: a word of a note": Mutation(
        "docx", zipped("word/endnotes.xml", "A note with", "A word with"), "notes"
    ),
    "ris: another year": Mutation("ris", text(r"DA  - \d{4}", "DA  - 2025"), "date"),
    "bibtex: another issue": Mutation("bib", text(r"number = \{2\}", "number = {3}"), "issue"),
    "datacite: another abstract": Mutation(
        "datacite.json", text('("description": "What )this', r"\1that"), "abstract"
    ),
    "doaj: another title": Mutation("doaj.xml", text("After Chips", "After Chops"), "title"),
    "citation file: retracted": Mutation(
        "cff", text("title: '?After", "title: 'RETRACTED: After"), "retraction"
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_changed_value_is_told_with_both_files(built: Path, tmp_path: Path, name: str) -> None:
    mutation = MUTATIONS[name]
    file = f"paper.{mutation.file}"
    changed = mutation.change((built / file).read_bytes())
    found = list(differences([*said(built, without=file), *facts_of(file, changed)]))
    told = [fault for fault in found if fault.startswith(f"{mutation.fact}:") and file in fault]
    assert told, found
    own = {"pages", "links"}
    assert mutation.fact in own or any(fault.count("paper.") >= 2 for fault in told)


_SAID: dict[str, list[Statement]] = {}


def facts_of(file: str, data: bytes) -> list[Statement]:
    read = reader(file)
    assert read is not None
    return [Statement(file, part, facts) for part, facts in read(data).items()]


def said(built: Path, without: str) -> list[Statement]:
    """What the files of the build say, but one."""
    if not _SAID:
        for path in sorted(built.glob("paper.*")):
            _SAID[path.name] = facts_of(path.name, path.read_bytes())
    return [one for name, found in _SAID.items() if name != without for one in found]


def test_a_file_that_was_changed_is_told_by_its_hash(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "build"))
    with (folder / "paper.ris").open("ab") as file:
        file.write(b"\r\n")
    assert faults(folder) == ["paper.ris: was changed after it was built"]
    (folder / "paper.ris").unlink()
    assert faults(folder) == ["paper.ris: is not there as it was built"]


@pytest.mark.parametrize(
    "suffix", ["jats.xml", "pdf", "epub", "docx", "datacite.json", "cff", "bib"]
)
def test_what_cannot_be_read_is_a_fault_and_no_traceback(
    built: Path, tmp_path: Path, suffix: str
) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "build"))
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;'
    (folder / f"paper.{suffix}").write_text(bomb, encoding="utf-8")
    found = faults(folder)
    assert any(fault.startswith(f"paper.{suffix}: ") and "read" in fault for fault in found), found


def test_the_command_ends_with_status_1_where_a_value_differs(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "build"))
    fine = CliRunner().invoke(command, ["--publish", str(folder)])
    assert (fine.exit_code, fine.output) == (0, "paper: 12 files, all say the same\n")
    file = folder / "paper.ris"
    file.write_bytes(file.read_bytes().replace(b"VL  - 12", b"VL  - 13"))
    done = CliRunner().invoke(command, ["--publish", str(folder)])
    assert done.exit_code == 1
    assert "paper.bib says `12`, paper.ris says `13`" in done.output


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("authors", "Kim, Ada", "Ada Kim"),
        ("authors", "길동 홍", "홍길동"),
        ("title", "RETRACTED: On “Chips”", 'On "Chips"'),
        ("title", "[Retracted on May 1, 2026] On chips", "RETRACTED: On chips"),
        ("title", "[2026년 5월 1일 정정] 규칙", "규칙"),
        ("licence", "CC-BY-4.0", "http://creativecommons.org/licenses/by/4.0"),
        ("doi", "https://doi.org/10.5555/ABC", "doi:10.5555/abc"),
        ("date", "2026", "2026/03/04"),
        ("language", "en-US", "en"),
    ],
)
def test_the_same_value_in_another_spelling_is_the_same(name: str, one: str, other: str) -> None:
    assert agree(name, (one,), (other,))


def test_titles_in_feeds_and_in_files_say_that_an_article_was_retracted() -> None:
    titles = ("[Retracted on May 1, 2026] A", "[5월 1일 철회] A", "RETRACTED: A", "[On] A", "A")
    assert [is_retracted(title) for title in titles] == [True, True, True, False, False]


def test_the_number_of_an_article_is_no_page() -> None:
    numbered = "@article{a, author = {Lee, Ann}, title = {A}, journal = {J}, eid = {e1}}"
    (one,) = facts_of("article.bib", numbered.encode())
    assert (one.facts["first page"], one.facts["last page"]) == ((), ())


def test_authors_in_another_order_are_others() -> None:
    assert not agree("authors", ("Ada Kim", "Bo Lee"), ("Bo Lee", "Ada Kim"))


def test_what_no_file_states_is_no_fault() -> None:
    assert not list(differences([Statement(n, "", stated(doi="")) for n in ("a", "b")]))


def issue(folder: Path, built: Path, *, first: int = 34, doi: str = "10.5555/other") -> Path:
    """The outputs of an issue of the article and of another behind it."""
    out = folder / "issue"
    names = ("paper.ris", "paper.csl.json")
    listed = []
    for slug, begins, own in (("one", 33, ""), ("two", first, doi)):
        place = out / "articles" / slug
        place.mkdir(parents=True)
        outputs = {}
        for name in names:
            data = (built / name).read_text(encoding="utf-8")
            if own:
                data = re.sub(r"10\.5555/[\w.]+", own, data, flags=re.I)
                data = re.sub(r"SP  - \d+", f"SP  - {begins}", data)
                data = re.sub(r"EP  - \d+\r?\n", "", data)
                data = re.sub(r'"page": "[^"]*"', f'"page": "{begins}"', data)
            (place / name).write_text(data, encoding="utf-8", newline="")
            outputs[name] = {
                "sha256": sha256((place / name).read_bytes()).hexdigest(),
                "build": "b",
            }
        known = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
        (build,) = known["builds"].values()
        said = {"outputs": outputs, "builds": {"b": build}}
        (place / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
        read = reader(names[1])
        assert read is not None
        facts = read((place / names[1]).read_bytes())[""]
        listed.append(
            {"slug": slug, "title": facts["title"][0], "doi": facts["doi"][0],
             "first": int(facts["first page"][0]), "last": int(facts["last page"][0])}
        )  # fmt: skip
    (out / "toc.json").write_text(json.dumps({"articles": listed}), encoding="utf-8")
    hashes = {
        path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*.*") if path.is_file()
    }  # fmt: skip
    (out / "manifest.json").write_text(
        json.dumps({"kind": "issue", "outputs": hashes}), encoding="utf-8"
    )
    return out


def last_page(built: Path) -> int:
    read = reader("a.csl.json")
    assert read is not None
    return int(read((built / "paper.csl.json").read_bytes())[""]["last page"][0])


def test_an_issue_whose_articles_follow_each_other_is_sound(built: Path, tmp_path: Path) -> None:
    folder = issue(tmp_path, built, first=last_page(built) + 1)
    found = verify_publish(folder)
    assert [one.name for one in found] == ["one", "two", "issue"]
    assert faults(folder) == []


def test_pages_that_overlap_or_leave_a_gap_are_told(built: Path, tmp_path: Path) -> None:
    last = last_page(built)
    for n, first in enumerate((last, last + 5)):
        (tmp_path / str(n)).mkdir()
        folder = issue(tmp_path / str(n), built, first=first)
        assert faults(folder) == [f"pages: one ends on {last}, and two begins on {first}"]


def test_one_doi_for_two_articles_is_told(built: Path, tmp_path: Path) -> None:
    folder = issue(tmp_path, built, first=last_page(built) + 1, doi="10.5555/ppta.2026.12.2")
    assert faults(folder) == ["doi: one and two have the same, `10.5555/ppta.2026.12.2`"]


def test_contents_that_say_another_title_are_told(built: Path, tmp_path: Path) -> None:
    folder = issue(tmp_path, built, first=last_page(built) + 1)
    file = folder / "toc.json"
    file.write_text(file.read_text(encoding="utf-8").replace("Chips", "Chops", 1), encoding="utf-8")
    found = faults(folder)
    assert "toc.json: is not what was built" in found
    assert any(fault.startswith("title: ") and "toc.json says" in fault for fault in found)


def test_a_deposit_without_its_page_on_the_site_is_told(built: Path, tmp_path: Path) -> None:
    folder = issue(tmp_path, built, first=last_page(built) + 1)
    (folder / "deposit").mkdir()
    shutil.copy(built / "paper.crossref.xml", folder / "deposit" / "crossref.xml")
    (folder / "site").mkdir()
    page = '<meta name="citation_doi" content="10.5555/other">'
    (folder / "site" / "two.html").write_text(page, encoding="utf-8")
    found = faults(folder)
    doi = "`10.5555/ppta.2026.12.2`"
    assert f"doi: deposit/crossref.xml deposits {doi}, and no page of the site has it" in found
    assert "doi: site/two.html has `10.5555/other`, and no deposit for Crossref has it" in found
