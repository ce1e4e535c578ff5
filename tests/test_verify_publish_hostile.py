"""What a stranger left among an issue's outputs is read within bounds, and no link is followed."""

import json
import re
from pathlib import Path

import pytest

from reportgen.processes.resources import Resources
from reportgen.reports.publish import files
from reportgen.reports.publish.compared import Statement, differences
from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.issue import verified
from reportgen.reports.publish.verify import verify_publish

PAGE = '<html><head><meta name="citation_doi" content="10.5555/secret"></head></html>'


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """The outputs of an issue of an article that has none."""
    folder = tmp_path / "project/build/issue"
    (folder / "site").mkdir(parents=True)
    (folder / "deposit").mkdir()
    (folder.parent.parent / "issue.yaml").write_text("title: A\n", encoding="utf-8")
    (folder / "manifest.json").write_text('{"kind": "issue", "outputs": {}}', encoding="utf-8")
    (folder / "toc.json").write_text('{"articles": [{"slug": "rules"}]}', encoding="utf-8")
    return folder


def faults(folder: Path) -> str:
    return "\n".join(fault for one in verify_publish(folder) for fault in one.faults)


@pytest.mark.parametrize("name", ["site", "deposit", "articles", "articles/rules"])
def test_no_link_out_of_the_outputs_is_followed(issue: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "rules").mkdir(parents=True)
    (elsewhere / "page.html").write_text(PAGE, encoding="utf-8")
    (elsewhere / "crossref.xml").write_text("<doi_batch/>", encoding="utf-8")
    if (issue / name).exists():
        (issue / name).rmdir()
    (issue / name).parent.mkdir(exist_ok=True)
    (issue / name).symlink_to(elsewhere)
    assert "is a link, and is not followed" in faults(issue)
    assert "secret" not in faults(issue)


def test_an_issue_that_is_a_link_out_of_the_project_is_not_taken(
    issue: Path, tmp_path: Path
) -> None:
    project = issue.parent.parent
    issue.rename(tmp_path / "other")
    issue.symlink_to(tmp_path / "other")
    with pytest.raises(ValueError, match="no manifest"):
        verify_publish(project)


def test_the_map_of_a_site_is_read_within_bounds(
    issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ALLOWED", Resources(seconds=20, megabytes=150))
    data = b"<urlset>" + b"<url><loc>x</loc></url>" * 1_000_000 + b"</urlset>"
    (issue / "site/sitemap.xml").write_bytes(data)
    assert re.search("site/sitemap.xml: (cannot be read|takes too much)", faults(issue))


def test_an_address_of_a_feed_that_the_map_lacks_is_told(issue: Path) -> None:
    item = {"id": "https://doi.org/10.5555/a", "title": "A", "url": "https://example.org/b/"}
    (issue / "site/feed.json").write_text(json.dumps({"items": [item]}), encoding="utf-8")
    for there in ("https://example.org/a/", "https://example.org/b/"):
        text = f"<urlset><url><loc>{there}</loc></url></urlset>"
        (issue / "site/sitemap.xml").write_text(text, encoding="utf-8")
        assert ("does not have it" in faults(issue)) == there.endswith("a/")


def test_names_that_no_disk_holds_are_no_articles(issue: Path) -> None:
    names = ["x" * 5000, "..", "a\0b", "", "rules"]
    listed = {"articles": [{"slug": name} for name in names]}
    (issue / "toc.json").write_text(json.dumps(listed), encoding="utf-8")
    assert [one.name for one in verify_publish(issue)] == ["rules", "issue"]


def test_contents_of_too_many_bytes_are_none(issue: Path) -> None:
    (issue / "toc.json").write_bytes(b'{"articles": [' + b'{"slug": "a"},' * 1_500_000 + b"1]}")
    with pytest.raises(ValueError, match="lists no articles"):
        verify_publish(issue)


def article(*_: object) -> tuple[list[Statement], list[str]]:
    """What stands for an article's files: a DOI, and pages of too many digits."""
    facts = stated(doi="10.5555/secret", pages=1, first_page="9" * 5000, last_page="9" * 6000)
    return [Statement("article.ris", "", facts)], []


def test_page_numbers_of_thousands_of_digits_are_none(issue: Path) -> None:
    said = {name: faults for name, _, faults in verified(issue, article)}
    assert said == {"rules": (), "issue": ()}
    assert list(differences(article()[0])) == []


def test_pages_that_repeat_a_doi_are_counted_and_not_all_compared(issue: Path) -> None:
    for number in range(60):
        (issue / f"site/{number}.html").write_text(PAGE, encoding="utf-8")
    said = {name: (files, faults) for name, files, faults in verified(issue, article)}
    files, faults = said["rules"]
    assert "doi: 60 pages and deposits have that of rules" in faults
    assert len(files) == 52


def test_what_takes_too_long_together_is_told(issue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (issue / f"site/{number}.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr("reportgen.reports.publish.issue.SECONDS", -1)
    assert "site/0.html: it and 2 more would take too much time" in faults(issue)
