"""A journal's site: where pages stand, where they lead, what they say to readers and machines."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from journal_site import BASE, broken, issue, retitled
from reportgen import languages, website
from reportgen.diagnostics import Bag
from reportgen.metadata.issue import Article, Issue
from reportgen.parse.front_matter import Journal
from reportgen.parse.front_matter.dates import Date
from reportgen.parse.front_matter.nested_fields import Notice
from reportgen.parse.front_matter.publication_fields import Target

ARTICLE = "issues/12-2/1/index.html"
HOSTILE = '</title></script><script>alert(1)</script> "quoted" \u202eevil & <b>\x0b'
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def made(*issues: Issue, **options: Any) -> dict[str, bytes]:
    bag = Bag()
    files = website.pages(issue().journal, issues or (issue(),), bag=bag, **options)
    assert not list(bag)
    return dict(files)


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return made()


def page(files: dict[str, bytes], path: str) -> Any:
    return html.fromstring(files[path].decode())


def pages(files: dict[str, bytes]) -> dict[str, Any]:
    return {path: page(files, path) for path in files if path.endswith(".html")}


def with_articles(*articles: Article) -> Issue:
    return replace(issue(), articles=articles)


def test_every_page_is_there(site: dict[str, bytes]) -> None:
    for name in ("index", "archive", "authors", "subjects", "briefs", "search", "about", "404"):
        assert page(site, f"{name}.html").xpath("count(//h1)") == 1
    assert {"issues/12-2/index.html", ARTICLE, "issues/12-2/1/brief.html"} <= site.keys()
    assert {"feed.xml", "feed.json", "sitemap.xml", "robots.txt", "oai.xml", "site.css"} <= (
        site.keys()
    )


def test_every_link_leads_to_a_file_and_to_a_place_in_it(site: dict[str, bytes]) -> None:
    assert broken(site) == []


def test_the_links_of_a_site_without_an_address_hold_too() -> None:
    lost = Journal.model_construct(title="J")
    files = dict(website.pages(lost, [issue()], lang="en"))
    assert broken(files) == []
    assert not {"feed.xml", "feed.json", "sitemap.xml", "oai.xml"} & files.keys()
    assert b"Sitemap" not in files["robots.txt"]


def test_every_page_is_reached_from_the_first(site: dict[str, bytes]) -> None:
    """By links alone, as a reader without a script follows them."""
    waiting, seen = ["index.html"], {"index.html"}
    while waiting:
        path = waiting.pop()
        for address in page(site, path).xpath("//a/@href"):
            target = re.sub(r"[^/]+/\.\./", "", f"{path.rpartition('/')[0]}/{address}".lstrip("/"))
            while "/../" in target:
                target = re.sub(r"[^/]+/\.\./", "", target, count=1)
            target = target.partition("#")[0]
            if target in site and target not in seen:
                seen.add(target)
                waiting += [target] if target.endswith(".html") else []
    shown = {p for p in site if p.endswith((".html", ".pdf", ".docx"))}
    stubs = {p for p in shown if b'http-equiv="refresh"' in site[p]}
    assert shown - stubs - {"404.html"} <= seen


def test_no_page_asks_anybody_for_anything(site: dict[str, bytes]) -> None:
    for path, tree in pages(site).items():
        fetched = [*tree.xpath("//@src"), *tree.xpath("//link[@rel='stylesheet']/@href")]
        assert not [a for a in fetched if re.match(r"[a-z]+:(?<!data:)|//", str(a))], path
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert [rule.startswith("default-src 'none'") for rule in policy] == [True], path
        assert "http" not in policy[0], path
    assert not re.search(rb"url\(.?http|@import", site["site.css"])


def test_the_article_s_page_is_the_built_one_with_the_way_to_its_issue(
    site: dict[str, bytes],
) -> None:
    tree, own = page(site, ARTICLE), html.fromstring(issue().articles[0].files["article.html"])
    text = own.xpath("//main//text()")
    assert tree.xpath("//main//text()") == text
    assert tree.xpath("//nav[@class='site-bar']//a/@href")[:4] == [
        "../../../index.html", "../../../archive.html", "../../../search.html",
        "../../../issues/12-2/index.html",
    ]  # fmt: skip
    assert tree.xpath("//body/*[1]/@class") == ["skip"]
    assert len(tree.xpath("//*[@id]")) == len(set(tree.xpath("//@id")))


def test_an_article_stands_where_its_address_says() -> None:
    url = f"{BASE}2026/chips/"
    article = retitled(issue().articles[0], "x", url=url)
    files = made(with_articles(article))
    assert {"2026/chips/index.html", "2026/chips/article.pdf"} <= files.keys()
    assert broken(files) == []


def test_an_older_address_leads_on() -> None:
    article = retitled(issue().articles[0], "x", url=f"{BASE}old/chips.html")
    files = made(with_articles(article))
    tree = page(files, "old/chips.html")
    assert tree.xpath("//meta[@http-equiv='refresh']/@content") == [
        "0; url=../issues/12-2/x/index.html"
    ]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{BASE}issues/12-2/x/"]
    assert "/old/chips.html /issues/12-2/x/ 301" in files["_redirects"].decode().splitlines()


def test_two_articles_with_one_name_have_two_folders() -> None:
    one, other = issue().articles
    files = made(with_articles(one, replace(other, slug=one.slug)))
    assert {"issues/12-2/1/index.html", "issues/12-2/1-2/index.html"} <= files.keys()


@pytest.mark.parametrize("url", [f"{BASE}../../etc/", f"{BASE}a//b/", f"{BASE}.git/x/", BASE])
def test_no_address_leads_out_of_the_site(url: str) -> None:
    files = made(with_articles(retitled(issue().articles[0], "../../up", url=url)))
    assert "issues/12-2/up/index.html" in files
    for path in files:
        assert not re.search(r"^/|(^|/)\.\.?(/|$)", path), path


@pytest.mark.parametrize(
    "place",
    ["index.html/", "index.html/x/", "site.css", "feed.xml/", "search.html/x.html", "a.pdf/"],
)
def test_no_address_has_a_folder_in_the_place_of_a_file(place: str) -> None:
    one = retitled(issue().articles[0], "x", url=f"{BASE}{place}")
    at = {name: f"{BASE}{place}{name}" for name in ("article.html", "article.pdf")}
    files = made(with_articles(replace(one, record=replace(one.record, files=at))))
    folders = {path[: cut.start()] for path in files for cut in re.finditer("/", path)}
    assert not folders & files.keys()
    assert not [folder for folder in folders if "." in folder]
    assert len({path.casefold() for path in files}) == len(files)


def test_words_that_are_hostile_stay_words() -> None:
    front = {"title": HOSTILE, "subtitle": HOSTILE, "keywords": (HOSTILE,)}
    plain = replace(issue().articles[0], files={"article.pdf": b"%PDF"}, section=HOSTILE)
    other = replace(issue().articles[1], brief=issue().articles[0].brief)
    files = made(
        replace(
            with_articles(retitled(plain, "h", **front), other), title=HOSTILE, cover_alt=HOSTILE
        )
    )
    clean = HOSTILE.replace("\x0b", "")
    for path in ("index.html", "search.html", "subjects.html", "issues/12-2/h/index.html"):
        tree = page(files, path)
        scripts = tree.xpath("//script[not(@type)]/text()")
        assert not [s for s in scripts if "alert" in s], path
        assert not tree.xpath("//b"), path
        assert b"\x0b" not in files[path], path
        assert clean in "".join(tree.xpath("//bdi//text()")), path
    listed = json.loads(page(files, "search.html").xpath("//script[@id='search-index']/text()")[0])
    assert any(clean in item["texts"][0] for item in listed)
    for name in ("feed.xml", "oai.xml", "sitemap.xml"):
        etree.fromstring(files[name])
    assert clean in etree.fromstring(files["feed.xml"]).xpath("string(//a:entry/a:title)",
                                                              namespaces=ATOM)  # fmt: skip


def test_an_article_without_a_page_has_one_that_says_what_it_is() -> None:
    article = replace(issue().articles[0], files={"article.pdf": b"%PDF"})
    tree = page(made(with_articles(article)), ARTICLE)
    assert "What chips are." in tree.text_content()
    assert tree.xpath("//nav[@class='site-files']//a/@href") == [
        "../../../issues/12-2/1/article.pdf"
    ]
    named = dict(zip(tree.xpath("//meta/@name"), tree.xpath("//meta[@name]/@content"), strict=True))
    assert named["citation_title"] == "On Chips: A Study"
    assert named["citation_pdf_url"] == f"{BASE}issues/12-2/1/article.pdf"


def test_earlier_versions_stay_and_lead_to_the_newest() -> None:
    one = issue().articles[0]
    kept = {f"v{n}/article.html": one.files["article.html"] for n in (1, 10, 2)}
    files = made(with_articles(replace(one, files={**one.files, **kept})))
    tree, old = page(files, ARTICLE), page(files, "issues/12-2/1/v1/article.html")
    assert [a.text for a in tree.xpath("//nav[@class='site-files']//a[contains(@href, '/v')]")] == [
        "Version 10", "Version 2", "Version 1",
    ]  # fmt: skip
    assert old.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert old.xpath("//link[@rel='canonical']/@href") == [f"{BASE}issues/12-2/1/"]
    assert not old.xpath("//meta[starts-with(@name, 'citation_')]")
    assert old.xpath("//*[@class='site-note']//a/@href") == ["../../../../issues/12-2/1/index.html"]


def test_what_was_retracted_says_so_wherever_it_is_listed() -> None:
    notice = Notice.model_construct(date=Date(2026, 5, 1), text="Wrong.")
    files = made(with_articles(retitled(issue().articles[0], "1", retraction=notice)))
    for path in ("index.html", "search.html", "authors.html", "subjects.html", "briefs.html"):
        assert page(files, path).xpath("//*[contains(@class, 'retracted')]/text()") == (
            ["Retracted on 1 May 2026"] * (2 if path in ("authors.html", "subjects.html") else 1)
        ), path
    for name in ("feed.xml", "feed.json", "oai.xml"):
        assert "[Retracted on 1 May 2026] On Chips" in files[name].decode(), name
    assert b"<lastmod>2026-05-01</lastmod>" in files["sitemap.xml"]


@pytest.mark.parametrize(("kind", "state"), [("retraction", "retracted"), ("correction", "")])
def test_a_notice_and_its_article_lead_to_each_other(kind: str, state: str) -> None:
    one, other = issue().articles
    related = Target.model_construct(doi=one.record.front.doi)
    told = retitled(other, "2", type=kind, relates=related, date=Date(2026, 6, 2))
    files = made(with_articles(one, told))
    for path, to in ((ARTICLE, "2"), ("issues/12-2/2/index.html", "1")):
        links = page(files, path).xpath("//*[@class='site-note']//a/@href")
        assert links == [f"../../../issues/12-2/{to}/index.html"]
    found = page(files, "index.html").xpath("//*[contains(@class, 'entry-status')]/@class")
    assert found == [f"entry-status {state or 'corrected'}"]


def test_the_feeds_are_as_their_standards_ask(site: dict[str, bytes]) -> None:
    """RFC 4287, 4.1.1 and 4.1.2; JSON Feed 1.1."""
    feed = etree.fromstring(site["feed.xml"])
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    moments = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    for node in (feed, *feed.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", ATOM)) == 1
        assert re.match(r"https://\S+\Z", node.findtext("a:id", "", ATOM))
        assert moments.fullmatch(node.findtext("a:updated", "", ATOM))
    assert len(feed.xpath("a:link[@rel='self']", namespaces=ATOM)) == 1
    ids = [node.text for node in feed.iterfind("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids)) == 2
    read = json.loads(site["feed.json"])
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "items"} <= read.keys()
    for item in read["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert moments.fullmatch(item["date_published"])
        assert all(author["name"] for author in item["authors"])


def test_the_sitemap_lists_each_page_once(site: dict[str, bytes]) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = etree.fromstring(site["sitemap.xml"]).xpath("s:url/s:loc/text()", namespaces=space)
    assert len(listed) == len(set(listed))
    assert {BASE, f"{BASE}issues/12-2/", f"{BASE}issues/12-2/1/"} <= set(listed)
    for address in listed:
        path = address.removeprefix(BASE)
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in site


def test_the_repository_has_a_record_of_each_article(site: dict[str, bytes]) -> None:
    """OAI static repositories 2.0, 3.1: Identify, ListMetadataFormats, ListRecords, in order."""
    whole = etree.fromstring(site["oai.xml"])
    names = [etree.QName(child).localname for child in whole]
    assert names == ["Identify", "ListMetadataFormats", "ListRecords"]
    oai = {"o": "http://www.openarchives.org/OAI/2.0/", "d": "http://purl.org/dc/elements/1.1/"}
    known = [etree.QName(child).localname for child in whole[0]]
    assert known == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp",
        "deletedRecord", "granularity",
    ]  # fmt: skip
    assert whole.xpath("//o:record/o:header/o:identifier/text()", namespaces=oai) == [
        "oai:journal.example.org:issues/12-2/1", "oai:journal.example.org:issues/12-2/2",
    ]  # fmt: skip
    assert whole.xpath("//o:record[1]//d:creator/text()", namespaces=oai) == ["Ada Kim", "Bo Lee"]
    assert whole.xpath("//o:record[2]//d:title/text()", namespaces=oai) == ["반도체 협력의 조건"]


def test_machines_find_their_way_from_an_article(site: dict[str, bytes]) -> None:
    """FAIR Signposting, level 1."""
    links = page(site, ARTICLE).xpath("//head/link[@rel]")
    found = {(link.get("rel"), link.get("href")) for link in links}
    assert {
        ("cite-as", "https://doi.org/10.5555/chips.1"),
        ("author", "https://orcid.org/0000-0002-1825-0097"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("item", "article.pdf"),
        ("describedby", "article.ris"),
        ("canonical", f"{BASE}issues/12-2/1/"),
    } <= found
    assert [rel for rel, _ in found].count("canonical") == 1


@pytest.mark.parametrize("lang", languages.tags())
def test_a_site_is_in_the_language_of_its_journal(lang: str) -> None:
    files = made(lang=lang)
    tree = page(files, "index.html")
    assert tree.get("lang") == lang
    assert tree.get("dir", "ltr") == languages.direction(lang)
    words = languages.language(lang).words
    menu = tree.xpath("//nav[@class='site-nav']//a/text()")
    assert (menu[0], menu[-1]) == (words["site-current"], words["site-about"])
    assert words["site-search-in"] in page(files, "search.html").text_content()


def test_the_same_issues_give_the_same_bytes(site: dict[str, bytes]) -> None:
    assert made() == site


def test_a_hundred_articles_take_seconds() -> None:
    short = b"<!DOCTYPE html><html lang=en><head><title>A</title></head><body><main>A</main></body>"
    one = replace(issue().articles[0], files={"article.html": short, "brief.html": short})
    issues = [
        replace(
            with_articles(*(retitled(one, f"a{n}", doi=f"10.5555/{year}.{n}") for n in range(10))),
            journal=issue().journal.model_copy(update={"volume": str(year)}),
            date=Date(year, 1, 1),
        )
        for year in range(2000, 2010)
    ]
    began = time.process_time()
    files = made(*issues)
    assert time.process_time() - began < 5
    assert sum(path.endswith("/brief.html") for path in files) == 100
    assert broken(files) == []


def test_a_project_s_own_template_is_used_and_looked_through(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "journal"
    own.mkdir(parents=True)
    base = Path(__file__).parents[1] / "templates" / "site.html.j2"
    text = base.read_text(encoding="utf-8")
    (own / "site.html.j2").write_text(text.replace("<footer", "<p>OURS</p><footer"), "utf-8")
    assert b"OURS" in made(root=tmp_path)["index.html"]
    (own / "site.html.j2").write_text(
        text.replace("<footer", "<script>x()</script><footer"), "utf-8"
    )
    bag = Bag()
    assert not website.pages(issue().journal, [issue()], root=tmp_path, bag=bag)
    assert {d.code for d in bag} == {"template-unsafe"}


def test_deposits_are_not_shown() -> None:
    """They name the depositor; a record for reference managers is for everybody."""
    one = issue().articles[0]
    files = made(with_articles(replace(one, files={**one.files, "article.crossref.xml": b"<a/>"})))
    assert "issues/12-2/1/article.crossref.xml" not in files
    assert "issues/12-2/1/article.ris" in files
    assert b"crossref.xml" not in files[ARTICLE]


def test_an_issue_says_what_it_is_to_search_engines(site: dict[str, bytes]) -> None:
    for path in ("index.html", "issues/12-2/index.html"):
        [text] = page(site, path).xpath("//script[@type='application/ld+json']/text()")
        said = json.loads(text)
        assert (said["@type"], said["issueNumber"]) == ("PublicationIssue", "2")
        assert said["isPartOf"]["isPartOf"]["issn"] == ["1234-5679"]
        assert [part["url"] for part in said["hasPart"]] == [
            f"{BASE}issues/12-2/1/", f"{BASE}issues/12-2/2/",
        ]  # fmt: skip
        assert [part["author"][0]["name"] for part in said["hasPart"]] == ["Ada Kim", "김민재"]


def test_a_pdf_that_scholar_does_not_read_is_told() -> None:
    one, bag = issue().articles[0], Bag()
    large = with_articles(replace(one, files={**one.files, "article.pdf": bytes(5_100_000)}))
    assert website.pages(large.journal, [large], bag=bag)
    assert [(d.code, d.severity.value) for d in bag] == [("pdf-large", "warning")]
