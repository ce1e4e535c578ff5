"""From an identifier to a tidy entry, whatever the registries and the pages send."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import ARTICLE, BIB, DOI, ENTRY
from reportgen import bibliography
from reportgen.bibliography import decode
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.printers import format_diagnostics
from reportgen.registries import csl_answer, entry
from reportgen.registries.identifiers import identify
from reportgen.registries.manner import Manner
from reportgen.reports import additions
from servers import CSL, Internet, Reply, internet


@dataclass
class Result:
    """How adding went, as the command says it."""

    bag: Bag

    @property
    def exit_code(self) -> int:
        return int(self.bag.failed)

    @property
    def stderr(self) -> str:
        return format_diagnostics(self.bag, "short")


@dataclass
class Project:
    """A bibliography that works are added to, without the command around it."""

    bib: Path
    net: Internet

    def add(self, *typed: str, key: str = "", **client: Any) -> Result:
        bag = Bag()
        wanted = [found for one in typed if (found := identify(one))]
        assert len(wanted) == len(typed)
        data = self.bib.read_bytes() if self.bib.exists() else None
        target = additions.Target("b.bib", self.bib, data)
        library = bibliography.read((target.source(data or b""),), Bag())
        asked = self.net.client(**client)
        works = additions.look_up_all(wanted, library, asked, "2026-01-02", bag)
        if works and (made := additions.add(works, key, target, library, bag)):
            additions.write(made)
        return Result(bag)

    def entry(self, key: str = "") -> bibliography.Entry:
        """The entry of a key, or the last one; the bibliography has no fault."""
        bag = Bag()
        source = additions.Target("b.bib", self.bib, None).source(self.bib.read_bytes())
        found = bibliography.read((source,), bag)
        assert not len(bag), [d.message for d in bag]
        entry = found.get(key) if key else list(found)[-1]
        assert entry is not None
        return entry

    def item(self) -> dict[str, Any]:
        return bibliography.item(self.entry())


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with internet() as net:
        net.doi(DOI, ARTICLE)
        yield Project(tmp_path / "b.bib", net)


def test_every_other_byte_of_the_bibliography_stays(project: Project) -> None:
    for before in (BIB.encode(), b"\xef\xbb\xbf" + BIB.encode(), BIB.rstrip().encode(), b"% none"):
        project.bib.write_bytes(before)
        assert project.add(DOI).exit_code == 0
        after = project.bib.read_bytes()
        assert after.startswith(before)
        end = "\r\n" if b"\r\n" in before else "\n"
        assert after.decode().endswith(end * 2 + ENTRY.replace("\n", end))
    assert after.count(b"\r\n") == 0


@pytest.mark.parametrize(
    "typed",
    [
        f"https://doi.org/{DOI}", f"http://dx.doi.org/{DOI}.", f"doi:{DOI}", f"DOI: {DOI},",
        f"({DOI})", f"<https://doi.org/{DOI}>", f"“{DOI}”", f"\u200b{DOI} ", f"{DOI};",
        f"https://doi.org/{DOI.replace('/', '%2F')}",
        f"https://www.mitpress.org/doi/full/{DOI}?casa_token=1", f"https://a.org/doi/pdf/{DOI}",
    ],
)  # fmt: skip
def test_a_doi_is_known_as_people_paste_it(project: Project, typed: str) -> None:
    assert project.add(typed).exit_code == 0
    assert project.entry().text("doi") == DOI


def test_an_isbn_is_looked_up_in_open_library(project: Project) -> None:
    address = "/api/books?bibkeys=ISBN:9780691022338&format=json&jscmd=data"
    book = {
        "title": "After hegemony",
        "subtitle": "cooperation and discord in the world political economy",
        "authors": [{"name": "Robert O. Keohane"}],
        "publishers": [{"name": "Princeton University Press"}],
        "publish_places": [{"name": "Princeton, N.J"}],
        "publish_date": "January 1984",
    }
    project.net.json(f"openlibrary.org{address}", {"ISBN:9780691022338": book})
    assert project.add("0-691-02233-X").exit_code == 0
    assert project.bib.read_text() == (
        "@book{keohane1984,\n  author = {Keohane, Robert O.},\n  title = {After hegemony},\n"
        "  subtitle = {cooperation and discord in the world political economy},\n"
        "  publisher = {Princeton University Press},\n  location = {Princeton},\n"
        "  date = {1984-01},\n  isbn = {9780691022338},\n}\n"
    )
    assert "isbn" in project.add("ISBN 978-0-691-02233-8").stderr.lower()
    project.net.json(
        "openlibrary.org/api/books?bibkeys=ISBN:9780262046541&format=json&jscmd=data", {}
    )


def test_numbers_of_arxiv_and_pubmed_are_looked_up(project: Project) -> None:
    nothing = {"container-title": [], "volume": None, "issue": None, "page": None}
    item = {**ARTICLE, **nothing, "type": "article", "publisher": "arXiv", "title": "Attention"}
    project.net.moved("doi.org/10.48550/arXiv.1706.03762", "https://data.crosscite.org/x", 302)
    project.net.json("data.crosscite.org/x", item, CSL)
    assert project.add("arXiv:1706.03762v5").exit_code == 0
    assert project.bib.read_text().startswith("@online{farrell2019,")
    assert [project.entry().text(n) for n in ("eprint", "eprinttype")] == ["1706.03762", "arxiv"]
    assert "source-present" in project.add("https://arxiv.org/pdf/1706.03762.pdf").stderr
    medical = {
        **ARTICLE,
        "title": "On Medicine.",
        "DOI": None,
        "PMID": "123",
        "publisher-place": "US",
    }
    project.net.json("pmc.ncbi.nlm.nih.gov/api/ctxp/v1/pubmed/?format=csl&id=123", medical)
    project.net.json(
        "pmc.ncbi.nlm.nih.gov/api/ctxp/v1/pmc/?format=csl&id=77", {**medical, "PMID": 9}
    )
    assert project.add("pmid:123").exit_code == 0
    assert [project.entry().text(n) for n in ("title", "eprint")] == ["On Medicine", "123"]
    assert "source-present" in project.add("https://pmc.ncbi.nlm.nih.gov/articles/PMC77/").stderr


def test_a_registry_that_sends_bibtex_is_understood(project: Project) -> None:
    text = (
        '@article{Roe_2020, title={On {NATO} {\\&} Trade}, volume={1}, url={http://dx.doi.org/x}, \
journal={Survival}, author={Roe, J{\\"o}rg}, year={2020}, month=mar, pages={1–9} }'
    )
    net = project.net
    net.at["doi.org/10.1393/x"] = Reply(
        text.encode(), headers={"Content-Type": "application/x-bibtex"}
    )
    assert project.add("10.1393/x").exit_code == 0
    assert project.entry().span.text == (
        "@article{roe2020,\n  author = {Roe, Jörg},\n  title = {On {NATO} \\& Trade},\n"
        "  journaltitle = {Survival},\n  volume = {1},\n  date = {2020-03},\n  pages = {1--9},\n"
        "  doi = {10.1393/x},\n}"
    )


def test_a_doi_whose_registry_sends_a_page_is_read_from_it(project: Project) -> None:
    project.net.moved("doi.org/10.7000/kisti", "https://journal.kr/1", 302)
    project.net.page(
        "journal.kr/1",
        '<html lang="ko"><meta name="citation_title" content="한국의 과학기술">'
        '<meta name="citation_author" content="김철수"><meta name="citation_journal_title" '
        'content="과학기술학연구"><meta name="citation_publication_date" content="2021/03">'
        '<meta name="citation_firstpage" content="1"><meta name="citation_lastpage" content="20">',
        "euc-kr",
    )
    assert project.add("10.7000/kisti").exit_code == 0
    added = project.entry()
    assert added.text("author", "title") == "김철수"
    assert added.text("title") == "한국의 과학기술"
    assert (added.text("doi"), added.text("langid")) == ("10.7000/kisti", "korean")
    assert added.text("pages") == "1--20"


PAGES = {
    "highwire": (
        '<meta name="citation_title" content="A Report"><meta name="citation_author" '
        'content="Roe, Jane"><meta name="citation_author" content="Doe, John">'
        '<meta name="citation_technical_report_institution" content="RAND Corporation">'
        '<meta name="citation_publication_date" content="2020/05/17"><title>x</title>',
        {"type": "report", "title": "A Report", "publisher": "RAND Corporation", "year": 2020},
    ),
    "json-ld": (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":'
        '"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Chips &amp; War","author":'
        '[{"@type":"Person","name":"Jane Roe"}],"publisher":{"name":"The Daily"},'
        '"datePublished":"2024-10-24T10:00:00+09:00"}]}</script><title>Other | The Daily</title>',
        {"type": "webpage", "title": "Chips & War", "publisher": "The Daily", "year": 2024},
    ),
    "dublin core": (
        '<meta name="DC.title" content="On Law"><meta name="DC.creator" content="Ministry of '
        'Science and ICT"><meta name="dcterms.issued" content="2019-02-03">',
        {"type": "webpage", "title": "On Law", "year": 2019},
    ),
    "open graph": (
        '<meta property="og:title" content="FACT SHEET: Chips | The White House">'
        '<meta property="og:site_name" content="The White House"><meta property='
        '"article:published_time" content="2023-08-18T09:00:00Z">',
        {"title": "FACT SHEET: Chips", "publisher": "The White House", "year": 2023},
    ),
    "title": ("<title>\n  Welcome &ndash; site.org\n</title>", {"title": "Welcome"}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_by_what_it_says_of_itself(project: Project, name: str) -> None:
    html, wanted = PAGES[name]
    project.net.page("www.site.org/a?b=c_d%20e", f"<html><head>{html}</head><body>x</body></html>")
    assert project.add("https://www.site.org/a?b=c_d%20e").exit_code == 0
    item = project.item()
    year = item.get("issued", {}).get("date-parts", [[None]])[0][0]
    plain = {k: decode.plain(str(item.get(k, ""))) for k in ("type", "title", "publisher")}
    assert {**plain, "year": year} == {"type": "webpage", "publisher": "", "year": None, **wanted}
    assert item["URL"] == "https://www.site.org/a?b=c_d%20e"
    assert project.entry().text("urldate")


def test_a_page_that_names_its_doi_is_taken_from_the_registry(project: Project) -> None:
    project.net.page("a.org/1", f'<meta name="citation_doi" content="doi:{DOI}"><title>T</title>')
    assert project.add("https://a.org/1").exit_code == 0
    assert project.bib.read_text() == ENTRY
    project.net.page(
        "a.org/2", '<meta name="citation_doi" content="10.5555/none"><title>Two</title>'
    )
    assert project.add("https://a.org/2").exit_code == 0
    assert project.entry().text("title") == "Two"


def test_the_key_follows_the_pattern_of_the_others(project: Project) -> None:
    for before, wanted in {
        "@book{Walt:1987, author={Walt, Stephen}, title={Alliances}, date={1987}}": "Farrell:2019",
        "@book{walt_1987_origins, author={Walt, S.}, title={The Origins}, date={1987}}":
            "farrell_2019_weaponized",
        "@book{waltOriginsAlliances1987, author={Walt, S.}, date={1987}, "
        "title={The Origins of Alliances and War}}": "farrellWeaponizedInterdependence2019",
        "@book{WaltRoe87, author={Walt, S. and Roe, J.}, title={Origins}, date={1987}}":
            "FarrellNewman19",
        "@book{farrell2019, author={Walt, S.}, title={Origins}, date={1987}}": "farrell2019b",
    }.items():  # fmt: skip
        project.bib.write_text(before)
        assert project.add(DOI).exit_code == 0
        assert project.entry().key == wanted


@pytest.mark.parametrize(
    "there",
    [
        f"@misc{{old, doi = {{https://doi.org/{DOI.upper()}}}}}",
        f"@misc{{old, url = {{http://dx.doi.org/{DOI}}}}}",
        "@article{old, author={Henry Farrell and others}, title={{Weaponized} interdependence}, "
        "subtitle={How Global Economic Networks Shape State Coercion}, year=2019}",
    ],
)
def test_a_work_that_is_there_is_told_and_not_added(project: Project, there: str) -> None:
    project.bib.write_text(there)
    result = project.add(DOI)
    assert result.exit_code == 0
    assert "source-present" in result.stderr
    assert "[@old]" in result.stderr
    assert project.bib.read_text() == there


def test_works_with_one_title_and_year_of_others_are_not_the_same(project: Project) -> None:
    project.bib.write_text(
        f"@book{{old, author={{Roe, J.}}, title={{{ARTICLE['title']}}}, date={{2019}}}}"
    )
    assert project.add(DOI).exit_code == 0
    assert project.entry().key == "farrell2019"


def test_the_manner_of_the_bibliography_is_kept(project: Project) -> None:
    project.bib.write_text(
        "@article{walt1987,\n\tauthor    = {Walt, S.},\n\ttitle     = {On X},\n\tjournal   = {J},\n"
        "\tyear      = {1987}\n}\n@book{roe1990,\n\ttitle     = {Y},\n\tauthor    = {Roe, J.},\n"
        "\tyear      = {1990}\n}\n"
    )
    assert project.add(DOI).exit_code == 0
    assert project.bib.read_text().endswith(
        "\n@article{farrell2019,\n\tauthor    = {Farrell, Henry and Newman, Abraham L.},\n"
        "\ttitle     = {Weaponized Interdependence: How Global Economic Networks Shape State "
        "Coercion},\n"
        "\tjournal   = {International Security},\n\tvolume    = {44},\n\tnumber    = {1},\n"
        "\tyear      = {2019},\n\tmonth     = {7},\n\tpages     = {42--79},\n"
        "\tdoi       = {10.1162/isec_a_00351}\n}\n"
    )  # fmt: skip


def endless(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while True:
        handler.wfile.write(b"1," * 50_000)


def moved(there: str) -> Reply:
    return Reply(status=302, headers={"Location": there})


FAILURES = {
    "404": (Reply(status=404), "source-unfound"),
    "410": (Reply(status=410), "source-unfound"),
    "403": (Reply(status=403), "source-unread"),
    "429": (Reply(status=429), "network-unreached"),
    "500": (Reply(status=500), "network-unreached"),
    "503": (Reply(status=503, headers={"Retry-After": "5000"}), "network-unreached"),
    "no JSON": (Reply(b"{", headers={"Content-Type": CSL}), "source-unread"),
    "not UTF-8": (Reply(b'"\xff\xfe\xfa"', headers={"Content-Type": CSL}), "source-unread"),
    "deep JSON": (Reply(b"[" * 200_000, headers={"Content-Type": CSL}), "source-unread"),
    "a list": (Reply(b"[1]", headers={"Content-Type": CSL}), "source-unfound"),
    "no title": (Reply(b'{"title": {"a": 1}}', headers={"Content-Type": CSL}), "source-unfound"),
    "a PDF": (Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "source-unread"),
    "an empty page": (Reply(b"", headers={"Content-Type": "text/html"}), "source-unfound"),
    "endless": (Reply(write=endless), "source-unread"),
    "private": (moved("http://169.254.169.254/"), "source-unread"),
    "a file": (moved("file:///etc/passwd"), "source-unread"),
    "a loop": (moved("/10.5555/x"), "source-unread"),
    "nowhere": (moved("https://none.org/"), "network-unreached"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_each_failure_is_a_diagnostic_and_costs_nothing(project: Project, name: str) -> None:
    project.bib.write_bytes(BIB.encode())
    project.net.at["doi.org/10.5555/x"], code = FAILURES[name]
    result = project.add("10.5555/x")
    assert result.exit_code == 1
    assert f"error[{code}]" in result.stderr
    assert "; " in result.stderr  # a remedy
    assert project.bib.read_bytes() == BIB.encode()


def test_a_slow_registry_and_none_at_all_are_told(project: Project) -> None:
    project.net.at["doi.org/10.5555/x"] = Reply(seconds=1.0)
    assert "took too long" in project.add("10.5555/x", seconds=0.2, retries=0).stderr
    project.net.at.clear()
    offline = project.add(DOI)
    assert "network-unreached" in offline.stderr
    assert "this machine has no network" in offline.stderr


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("A <i>Tale</i> of <b>Two</b> &amp;amp; CO<sub>2</sub>", "A Tale of Two & CO2"),
        (r"\input{/etc/passwd} \write18{rm}", r"\input{/etc/passwd} \write18{rm}"),
        ("100% of $5 & #1_x ~ ^ `a'", "100% of $5 & #1_x ~ ^ ‘a'"),
        ("}, url = {https://evil.org}, note = {", "}, url = {https://evil.org}, note = {"),
        ("@book{evil, title={x}}", "@book{evil, title={x}}"),
        ("unbalanced { brace", "unbalanced { brace"),
        ("two\n\nlines\r\n\tand\x00 nulls\x1b[31m", "two lines and nulls[31m"),
        ("\u202eevil\u202c words\u200b here", "evil words here"),
        ("<script>alert(1)</script>Safe words", "Safe words"),
        ("a < b and c > d in <nothing", "a < b and c > d in <nothing"),
        ("%comment", "%comment"),
    ],
)
def test_hostile_words_are_words_and_nothing_else(
    project: Project, title: str, printed: str
) -> None:
    net = project.net
    net.doi("10.5555/x", {**ARTICLE, "title": title, "container-title": title, "volume": title})
    project.bib.write_text("@misc{one, title={One}}\n\n@misc{two, title={Two}}\n")
    assert project.add("10.5555/x").exit_code == 0
    added = project.entry()
    assert decode.plain(added.text("title")) == printed
    assert decode.plain(added.text("journaltitle")) == printed
    assert [f.name for f in added.own] == [
        "author", "title", "journaltitle", "volume", "number", "date", "pages", "doi",
    ]  # fmt: skip
    source = Source("b.bib", project.bib.read_text())
    assert len(bibliography.read((source,), Bag())) == 3


SIGNS = st.sampled_from(
    [*"{}\\%&_#$~^`'\"@<>,=\n-– aB.", "<i>", "</i>", "<b>", "NATO", "\\emph{", "&lt;", "@book{x,",
     "''", "<sub>", "U.S.", "김"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(SIGNS, min_size=1, max_size=14).map("".join))
def test_no_words_break_out_of_their_field(words: str) -> None:
    item = {**ARTICLE, "title": words, "container-title": words, "author": [{"name": words}]}
    work = csl_answer.work(item)
    if work is None:
        return
    for way in (Manner(), Manner(biblatex=False, quotes=True, comma=False)):
        made = entry.bibtex(work, "key2020", way)
        bag = Bag()
        around = ("@misc{one, title={One}}", made, "@misc{two, title={T}}\n")
        source = Source("b.bib", "\n\n".join(around))
        found = bibliography.read((source,), bag)
        assert (list(found.entries), len(bag)) == (["one", "key2020", "two"], 0)
        read = found.entries["key2020"]
        assert {field.name for field in read.own} <= {
            "author", "title", "journaltitle", "journal", "volume", "number", "date", "year",
            "month", "pages", "doi", "url", "langid",
        }  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["family", "name", "date-parts", "raw", "@type"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*ARTICLE, "ISBN", "editor", "PMID"]), JSON))
def test_whatever_json_a_registry_sends_is_an_entry_or_none(item: dict[str, Any]) -> None:
    work = csl_answer.work({"title": "T", **item})
    if work is not None:
        assert entry.bibtex(work, "key", Manner()).encode().startswith(b"@")


def test_hostile_names_are_names(project: Project) -> None:
    names: list[Any] = [
        {"family": "van der Berg", "given": "Jan"},
        {"name": "Ministry of Trade, Industry and Energy"},
        {"literal": "Smith and Sons"}, {"family": "Roe} and {Evil", "given": "J."},
        {"family": "Doe, Jr and others", "given": "x"}, {"family": 5}, None, [], "Plain Words",
        {"family": "SCHMIDT", "given": "HANS"}, {"given": "철수", "family": "김"}, {"family": ""},
        {"family": "King", "given": "Martin L.", "suffix": "Jr."},
    ]  # fmt: skip
    project.net.doi("10.5555/x", {**ARTICLE, "author": names})
    assert project.add("10.5555/x").exit_code == 0
    authors = project.item()["author"]
    assert [a.get("literal") or a["family"] for a in authors] == [
        "Berg", "Ministry of Trade, Industry and Energy", "Smith and Sons", "Roe} and {Evil",
        "Doe, Jr and others", "5", "Plain Words", "Schmidt", "김철수", "King",
    ]  # fmt: skip
    assert authors[0]["non-dropping-particle"] == "van der"
    assert authors[-1]["suffix"].startswith("Jr")


def test_of_thousands_of_authors_the_first_are_kept_and_it_is_told(project: Project) -> None:
    many = [{"family": f"Name{i}", "given": "A."} for i in range(5000)]
    project.net.doi("10.5555/x", {**ARTICLE, "author": many, "title": "x " * 40_000})
    result = project.add("10.5555/x")
    assert result.exit_code == 0
    assert "the first 100 of 5,000 authors are kept" in result.stderr
    assert "source-shortened" in result.stderr
    added = project.entry()
    assert len(added.span.text) < 10_000
    assert added.text("author").endswith("and others")


def test_a_bibliography_that_is_not_closed_is_left_alone(project: Project) -> None:
    for before in (
        "@book{a, title = {x},\n",
        "@book{a, title = {x",
        '@string{a = "x',
        "@comment{x",
    ):
        project.bib.write_text(before)
        assert "error[bib-syntax]" in project.add(DOI).stderr
        assert project.bib.read_text() == before


def test_an_address_is_tidy_whatever_stands_in_it(project: Project) -> None:
    project.net.page("a.org/x%7By%7D%5C?z=%22w", "<title>Page</title>")
    assert project.add('https://a.org/x{y}\\?z="w').exit_code == 0
    assert project.entry().text("url") == "https://a.org/x%7By%7D%5C?z=%22w"


def test_a_wall_is_not_taken_for_the_page(project: Project) -> None:
    for title in ("Just a moment...", "Access Denied", "404 Not Found", "Are you a robot?"):
        project.net.page("a.org/x", f"<title>{title}</title>")
        assert "source-unread" in project.add("https://a.org/x").stderr
    assert not project.bib.exists()


def test_a_large_page_of_tags_takes_no_time(project: Project) -> None:
    head = "".join(f'<meta name="citation_author" content="Roe{i}, A">' for i in range(20_000))
    nested = "<div>" * 50_000
    project.net.page(
        "a.org/x", f"<title>T</title><meta name=citation_title content=Big>{head}{nested}"
    )
    assert project.add("https://a.org/x").exit_code == 0
    assert len(project.entry().span.text) < 10_000
