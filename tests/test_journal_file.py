"""`journal.yaml`, which the articles of a journal share: found, merged, with its own places."""

import json
from pathlib import Path

import pytest

from reportgen import build
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.parse.front_matter import Front, read
from reportgen.project.load import load

ARTICLE = "---\ntitle: T\n---\n\nText.\n"
JOURNAL = """\
journal: {title: The Journal, eissn: 1234-5679, prefix: '10.5555'}
license: {text: CC BY 4.0, start-date: 2026-01-01}
limits: {words: 8000, abstract: 200}
lang: en-GB
"""


def merged(article: str, journal: str) -> tuple[Front, Bag]:
    bag = Bag()
    text = f"title: T\n{article}"
    source, shared = Source("metadata.yaml", text), Source("../journal.yaml", journal)
    return read(source, 0, len(text), bag, journal=shared), bag


def codes(bag: Bag) -> list[str]:
    return [f"{d.span.source.name}:{d.span.line}:{d.span.column} {d.code}" for d in bag if d.span]


def place(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_an_article_takes_what_its_journal_says() -> None:
    front, bag = merged("", JOURNAL)
    assert not list(bag)
    assert (front.journal.title, front.journal.prefix) == ("The Journal", "10.5555")
    assert front.license
    assert front.license.url == "https://creativecommons.org/licenses/by/4.0/"
    assert (front.limits.words, front.lang) == (8000, "en-GB")


def test_mappings_are_merged_field_by_field_and_the_articles_own_values_count() -> None:
    front, bag = merged("journal: {vol: 1, volume: 3}\nlimits: {abstract: 150}\nlang: ko", JOURNAL)
    assert codes(bag) == ["metadata.yaml:2:11 front-unknown"]
    assert (front.journal.title, front.journal.volume) == ("The Journal", "3")
    assert (front.limits.words, front.limits.abstract, front.lang) == (8000, 150, "ko")


@pytest.mark.parametrize("written", ["journal: Another", "venue: {name: Another}"])
def test_a_journal_that_is_named_otherwise_keeps_its_name(written: str) -> None:
    front, _ = merged(written, JOURNAL)
    assert (front.journal.title, front.journal.eissn) == ("Another", "1234-5679")


def test_an_articles_licence_is_not_mixed_with_the_journals() -> None:
    shared = "license: {text: CC BY 4.0, url: 'https://example.org/by', start-date: 2026-01-01}"
    front, _ = merged("license: CC BY-NC 4.0", shared)
    assert front.license
    assert front.license.url == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert front.license.start_date
    front, _ = merged("copyright: {holder: Ann Lee}", "copyright: All rights the journal's.")
    assert front.copyright
    assert front.copyright.text == "© Ann Lee"


def test_what_is_an_articles_own_is_not_taken_from_the_journal() -> None:
    front, bag = merged("doi: 10.5555/a", "doi: 10.5555/journal\nabstract: All.\nlang: ko\n")
    assert codes(bag) == ["../journal.yaml:1:1 front-ignored", "../journal.yaml:2:1 front-ignored"]
    assert (front.doi, front.abstract, front.lang) == ("10.5555/a", None, "ko")


def test_a_journals_brief_completes_an_articles_and_asks_for_none() -> None:
    shared = "brief: {series: Policy note}\nreview: {line-numbers: page}"
    front, _ = merged("", shared)
    assert (front.brief, front.review) == (None, None)
    front, _ = merged("brief: {}\nreview: {}", shared)
    assert front.brief
    assert front.review
    assert (front.brief.series, front.review.line_numbers) == ("Policy note", "page")


def test_faults_are_told_at_their_places_in_the_journals_file() -> None:
    _, bag = merged("lang: en", "lang: en\njournal:\n  eissn: 12\n  colour: red\n- x\n")
    assert codes(bag) == ["../journal.yaml:5:1 front-syntax"]
    _, bag = merged("lang: en", "journal:\n  eissn: 12\n  colour: red\n")
    found = ["../journal.yaml:2:10 front-value", "../journal.yaml:3:3 front-unknown"]
    assert codes(bag) == found


def test_the_nearest_file_within_the_root_counts(tmp_path: Path) -> None:
    place(tmp_path / "journal.yaml", "lang: ko")
    article = place(tmp_path / "12" / "han" / "a.md", ARTICLE)
    alone = load(article, Bag())
    assert alone
    assert alone.journal is None  # its root is its own folder
    found = load(article, Bag(), base=tmp_path)
    assert found
    assert found.journal
    assert found.journal.name == "journal.yaml"
    place(tmp_path / "12" / "journal.yml", "lang: fr")
    nearer = load(article, Bag(), base=tmp_path)
    assert nearer
    assert nearer.journal
    assert nearer.journal.name == "12/journal.yml"


def test_a_file_that_leads_out_of_the_root_or_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    place(tmp_path / "secret.yaml", "lang: ko")
    article = place(tmp_path / "project" / "a.md", ARTICLE)
    (tmp_path / "project" / "journal.yaml").symlink_to(tmp_path / "secret.yaml")
    found = load(article, Bag())
    assert found
    assert found.journal is None
    (tmp_path / "project" / "journal.yaml").unlink()
    (tmp_path / "project" / "journal.yaml").mkdir()
    found = load(article, Bag())
    assert found
    assert found.journal is None


def test_a_build_knows_the_journals_file_and_follows_its_changes(tmp_path: Path) -> None:
    manuscript = place(tmp_path / "j" / "manuscript" / "metadata.yaml", "title: T\n").parent
    place(manuscript / "01-text.md", "Text.\n")
    out = tmp_path / "out"

    def page() -> str:
        built = build(manuscript.parent, to=("html",), out=out)
        assert not built.bag.failed, [d.message for d in built.bag]
        return next(out.glob("*.html")).read_text("utf-8")

    assert "The Journal" not in page()
    journal = place(tmp_path / "j" / "journal.yaml", JOURNAL)
    assert "The Journal" in page()
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert "journal.yaml" in json.dumps(manifest)
    journal.write_text(JOURNAL.replace("The Journal", "Renamed"), "utf-8")
    assert "Renamed" in page()
    journal.unlink()
    assert "Renamed" not in page()


def test_what_the_journal_allows_need_not_be_there_in_each_article(tmp_path: Path) -> None:
    article = place(tmp_path / "a.md", "---\ntitle: T\nallow: [url-end]\n---\n\nText.\n")
    place(tmp_path / "journal.yaml", "allow: [url-form]\n")
    bag = build(article, to=("html",), out=tmp_path / "out").bag
    assert codes(bag) == ["a.md:3:9 allow-unused"]
