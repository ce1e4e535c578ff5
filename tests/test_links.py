"""`reportgen check --links`: what becomes of the addresses that a manuscript cites."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from case import examine
from reportgen import checks
from reportgen.cli import _options, main
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.pipeline import build
from reportgen.printers import format_diagnostics
from reportgen.reports import fix
from reportgen.reports.links import places, report
from reportgen.reports.links.report import Looked
from servers import Internet, Reply, internet

NOW = 1_700_000_000.0
DAY = 86_400.0
BIB = """\
@online{a,
  title = {Something},
  url = {https://a.org/page},
  urldate = {2024-05-02},
}
"""


@dataclass
class Project:
    """A project with one chapter and a bibliography, and what its addresses lead to."""

    root: Path
    net: Internet
    now: float = NOW
    client: dict[str, Any] = field(default_factory=dict)

    @property
    def bib(self) -> Path:
        return self.root / "bibliography.bib"

    def write(self, bib: str = BIB, text: str = "Text.[@a]\n", front: str = "") -> None:
        (self.root / "manuscript" / "metadata.yaml").write_text(f"title: A case\n{front}")
        (self.root / "manuscript" / "01.md").write_text(text)
        self.bib.write_bytes(bib.encode())

    def look(self) -> tuple[Looked, list[Diagnostic]]:
        manuscript, _ = examine(self.root)
        links = places.cited(manuscript, Bag())
        client = self.net.client(**self.client)
        looked = report.look(links, client, self.root / "cache", self.now)
        return looked, list(looked.report(links))

    def said(self) -> str:
        return format_diagnostics(Bag(self.look()[1]), "short")

    def mend(self) -> tuple[str, ...]:
        """Mend what can be, and say what is left."""
        manuscript, _ = examine(self.root)
        found = [*self.look()[1], *checks.run(manuscript)]
        fix.write(fix.fix(manuscript, found))
        return tuple(d.code for d in self.look()[1])

    def archive(self, page: str, stamp: str, near: str, **given: Any) -> None:
        there = f"http://web.archive.org/web/{stamp}/{page}"
        held = {"available": True, "url": there, "timestamp": stamp, "status": "200", **given}
        asked = f"archive.org/wayback/available?url={quote(page, safe='')}&timestamp={near}"
        self.net.json(asked, {"url": page, "archived_snapshots": {"closest": held}})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "manuscript").mkdir()
    with internet() as net:
        made = Project(tmp_path, net)
        made.write()
        net.page("fine.org/", "fine")
        yield made


GONE = Reply(b"gone", 404)


def test_a_dead_address_is_told_at_its_place_with_a_remedy(project: Project) -> None:
    project.net.at["a.org/page"] = GONE
    assert project.said() == (
        "bibliography.bib:3:10: error[link-dead] the address `https://a.org/page` of `a` is dead: "
        "there is no page (status 404); find where the page is now, or cite another copy of it\n"
        "1 error\n"
    )


def test_an_address_that_is_there_is_asked_for_without_its_page(project: Project) -> None:
    project.net.page("a.org/page", "here")
    looked, found = project.look()
    assert found == []
    assert project.net.methods() == ["HEAD a.org/page"]
    assert looked.summary() == "1 address looked up: 1 fine, 0 dead, 0 moved, 0 not reached"


@pytest.mark.parametrize("status", [403, 404, 405, 400, 501, 500])
def test_a_server_that_knows_no_head_is_asked_for_the_page(project: Project, status: int) -> None:
    project.net.at["a.org/page"] = [Reply(status=status), Reply(b"x" * 5_000_000)]
    assert project.said() == ""
    assert project.net.methods() == ["HEAD a.org/page", "GET a.org/page"]


@pytest.mark.parametrize("status", [401, 403, 406, 429, 451, 500, 502, 503, 999])
def test_a_wall_against_programs_is_a_note_and_no_dead_link(project: Project, status: int) -> None:
    project.net.at["a.org/page"] = Reply(status=status)
    (found,) = project.look()[1]
    assert (found.code, found.severity) == ("link-unreached", Severity.NOTE)
    assert str(status) in found.message


def test_what_is_moved_for_good_is_told_with_where_it_is(project: Project) -> None:
    project.net.moved("a.org/page", "https://b.org/new", 301)
    project.net.moved("b.org/new", "https://b.org/new/2", 308)
    project.net.moved("b.org/new/2", "https://b.org/session?id=1", 302)
    project.net.page("b.org/session?id=1", "here")
    (found,) = project.look()[1]
    assert (found.code, found.severity) == ("link-moved", Severity.WARNING)
    assert found.help == "write `https://b.org/new/2`"


@pytest.mark.parametrize(
    ("there", "status"),
    [
        *(("https://b.org/now", status) for status in (302, 303, 307)),
        *((there, 301) for there in ("https://www.a.org/page", "http://a.org/page/")),
    ],
)
def test_what_is_moved_for_a_while_or_by_a_trifle_is_not_told(
    project: Project, there: str, status: int
) -> None:
    project.net.moved("a.org/page", there, status)
    project.net.page(there.partition("://")[2], "here")
    assert project.said() == ""


@pytest.mark.parametrize("there", ["https://a.org/", "https://www.a.org", "https://a.org/404.html"])
def test_a_page_that_leads_home_is_most_likely_gone(project: Project, there: str) -> None:
    project.net.moved("a.org/page", there, 302)
    project.net.page(there.partition("://")[2].replace(".org", ".org/").replace("//", "/"), "home")
    assert "most likely dead" in project.said()


def test_a_doi_is_asked_of_its_resolver_alone(project: Project) -> None:
    project.write(
        "@article{a, title={T}, doi={10.5555/there}}\n@article{b, title={U}, doi={10.5555/none}}\n"
        "@online{c, title={V}, url={https://doi.org/10.5555/THERE2?x=1}}\n",
        "Text.[@a; @b; @c] See <https://dx.doi.org/10.5555/there>.\n",
    )
    project.net.moved("doi.org/10.5555/there", "https://publisher.org/", 302)
    project.net.moved("doi.org/10.5555/THERE2", "https://publisher.org/", 302)
    said = project.said()
    assert "2:29: error[link-dead] the DOI `10.5555/none` of `b` is dead: it is not reg" in said
    assert said.endswith("1 error\n")
    assert {asked.host for asked in project.net.asked} == {"doi.org"}


def test_addresses_of_the_text_and_of_other_fields_are_looked_up(project: Project) -> None:
    project.write(
        "@misc{a, title={T}, howpublished={\\url{https://a.org/x_y%20z}}}\n"
        "@online{b, title={U}, url={https://b.org/1; https://b.org/2}}\n"
        "@online{unused, title={V}, url={https://unused.org/}}\n",
        "Text.[@a] A [link](https://text.org/here#part) and <https://auto.org/x>.[@b]\n\n"
        "[^1]: no\n\n[mail](mailto:a@b.org) [@https://made.org/x]\n",
        "abstract: See <https://front.org/x>.\n",
    )
    project.look()
    hosts = {asked.host for asked in project.net.asked}
    assert not hosts  # none of them has an address here
    for name in (
        *("a.org/x_y%20z", "b.org/1", "b.org/2"),
        *("text.org/here", "auto.org/x", "front.org/x", "made.org/x"),
    ):
        project.net.at[name] = GONE
    found = project.look()[1]
    assert {d.code for d in found} == {"link-dead"}
    where = {re.findall(r"`(http[^`]+)`", d.message)[0]: d.span for d in found}
    assert len(where) == 7
    assert all(span is not None for span in where.values())
    one = where["https://b.org/2"]
    assert one is not None
    assert one.text == "https://b.org/2"
    text = where["https://text.org/here"]
    assert text is not None
    assert (text.source.name, text.line) == ("manuscript/01.md", 1)


def test_a_host_that_is_not_there_is_dead_where_others_are(project: Project) -> None:
    project.write(text="Text.[@a] <https://fine.org/>\n")
    assert "its host is not there" in project.said()


def test_without_a_network_it_is_told_once(project: Project) -> None:
    project.write(text="Text.[@a] <https://b.org/x> <https://c.org/x>\n")
    (found,) = project.look()[1]
    assert (found.code, found.severity) == ("network-unreached", Severity.ERROR)
    assert "none of 3 addresses" in found.message


def test_the_copy_of_an_archive_is_offered_and_added(project: Project) -> None:
    project.net.at["a.org/page"] = GONE
    project.archive("https://a.org/page", "20240430120000", "20240502")
    (found,) = project.look()[1]
    copy = "https://web.archive.org/web/20240430120000/https://a.org/page"
    assert f"a copy of 2024-04-30: {copy}" in found.help
    assert project.mend() == ()
    assert project.bib.read_text() == BIB.replace(
        "page},\n",
        f"page}},\n  archiveurl = {{{copy}}},\n  archivedate = {{2024-04-30}},\n",
    )
    assert not examine(project.root)[1].found


@pytest.mark.parametrize(
    "bib",
    [
        '@online{a,\r\n\ttitle   = "Something",\r\n\turl     = "https://a.org/page",\r\n'
        '\turldate = "2024-05-02"\r\n}\r\n',
        "@online{a, title={Something}, urldate={2024-05-02}, url={https://a.org/page}}",
        "@online{a, urldate={2024-05-02}, title={Something},\n url = {https://a.org/page}\n}\n",
    ],
)
def test_a_copy_is_added_in_the_manner_of_the_entry(project: Project, bib: str) -> None:
    project.write(bib)
    project.net.at["a.org/page"] = GONE
    project.archive("https://a.org/page", "20240430120000", "20240502")
    before = project.bib.read_bytes()
    assert project.mend() == ()
    after = project.bib.read_bytes()
    manuscript, bag = examine(project.root)
    assert not bag.found
    entry = manuscript.library.get("a")
    assert entry is not None
    assert entry.text("archiveurl").startswith("https://web.archive.org/web/2024")
    added = re.compile(
        rb",\r?\n[ \t]*archiveurl *= *\{[^{}]*\},\r?\n[ \t]*archivedate *= *\{[^{}]*\}"
    )
    assert added.sub(b"", after) == before
    assert (b"\n" in after.replace(b"\r\n", b"")) is (b"\r\n" not in before)


def test_a_copy_of_another_time_is_named_and_not_added(project: Project) -> None:
    project.net.at["a.org/page"] = GONE
    project.archive("https://a.org/page", "20150430120000", "20240502")
    (found,) = project.look()[1]
    assert "a copy of 2015-04-30" in found.help
    assert project.mend() == ("link-dead",)
    assert project.bib.read_text() == BIB


HOSTILE: dict[str, dict[str, Any]] = {
    "elsewhere": {"url": "http://evil.org/web/20240430/https://a.org/page"},
    "a script": {"url": "javascript:alert(1)"},
    "a user": {"url": "http://web.archive.org@evil.org/"},
    "braces": {"url": "http://web.archive.org/web/2024/}, evil = {x"},
    "a line end": {"url": "http://web.archive.org/web/2024/\n@book{x,"},
    "no text": {"url": 5},
    "no page": {"status": "404"},
    "no copy": {"available": False},
    "no day": {"timestamp": "99999999"},
    "no figures": {"timestamp": ["2024"]},
    "a long one": {"url": "http://web.archive.org/" + "x" * 50_000},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_archive_that_sends_something_else_is_not_believed(project: Project, name: str) -> None:
    project.net.at["a.org/page"] = GONE
    project.archive("https://a.org/page", "20240430120000", "20240502", **HOSTILE[name])
    assert "web archive" not in project.said()
    assert project.mend() == ("link-dead",)
    assert project.bib.read_text() == BIB


@pytest.mark.parametrize(
    "sent", [b"{", b"[]", b'{"archived_snapshots": []}', b"[" * 100_000, b"\xff" * 300_000]
)
def test_an_archive_that_sends_no_answer_costs_the_copy_alone(
    project: Project, sent: bytes
) -> None:
    project.net.at["a.org/page"] = GONE
    asked = f"archive.org/wayback/available?url={quote('https://a.org/page', safe='')}"
    project.net.at[f"{asked}&timestamp=20240502"] = Reply(sent)
    assert [d.code for d in project.look()[1]] == ["link-dead"]


def test_a_dead_address_whose_copy_is_named_is_no_fault(project: Project) -> None:
    project.write(BIB.replace("urldate", "archiveurl = {https://web.archive.org/x},\n urldate"))
    project.net.at["a.org/page"] = GONE
    assert project.said() == ""
    assert "1 dead" in project.look()[0].summary()


def test_what_was_found_lately_is_not_asked_again(project: Project) -> None:
    project.write(text="Text.[@a] <https://fine.org/> <https://wall.org/>\n")
    project.net.at["a.org/page"] = GONE
    project.net.at["wall.org/"] = Reply(status=403)
    project.archive("https://a.org/page", "20240430120000", "20240502")
    first = project.said()
    project.net.asked.clear()
    assert project.said() == first
    assert {asked.host for asked in project.net.asked} == {"wall.org"}
    project.now = NOW + 2 * DAY
    project.net.asked.clear()
    assert project.said() == first
    assert {asked.host for asked in project.net.asked} == {"wall.org", "a.org", "archive.org"}
    project.now = NOW + 8 * DAY
    project.net.asked.clear()
    project.look()
    assert {asked.host for asked in project.net.asked} > {"fine.org"}
    assert "links.json" in [path.name for path in (project.root / "cache").iterdir()]


def test_a_cache_of_somebody_elses_is_not_believed(project: Project) -> None:
    project.net.at["a.org/page"] = GONE
    (project.root / "cache").mkdir()
    forged = {"https://a.org/page": {"at": NOW, "state": "fine", "to": "", "why": "", "copy": None}}
    (project.root / "cache" / "links.json").write_text(json.dumps(forged))
    assert [d.code for d in project.look()[1]] == ["link-dead"]


def test_many_addresses_are_looked_up_side_by_side_and_each_host_in_turn(project: Project) -> None:
    names = [f"h{host}.org/{page}" for host in range(12) for page in range(4)]
    project.write(text="".join(f"<https://{name}>\n\n" for name in names))
    for name in names:
        project.net.at[name] = Reply(b"x", seconds=0.02)
    looked, found = project.look()
    assert (len(looked.found), found) == (48, [])
    spans = sorted((a.begun, a.ended) for a in project.net.asked)
    together = max(sum(s <= begun < e for s, e in spans) for begun, _ in spans)
    assert together > 4
    for host in range(12):
        own = sorted((a.begun, a.ended) for a in project.net.asked if a.host == f"h{host}.org")
        assert len(own) == 4
        assert all(one[1] <= two[0] + 0.005 for one, two in pairwise(own))


def endless(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    with suppress(OSError):
        for _ in range(10_000):
            handler.wfile.write(b"x" * 65_536)


def test_hostile_servers_are_notes_and_cost_little_time(project: Project) -> None:
    project.client = {"seconds": 0.4, "retries": 0}
    project.net.at["slow.org/"] = Reply(b"x", seconds=0.6)
    project.net.at["endless.org/"] = [Reply(status=405), Reply(write=endless)]
    project.net.at["odd.org/"] = Reply(
        write=lambda handler: handler.wfile.write(b"220 SMTP\r\n") and None
    )
    project.net.moved("loop.org/", "https://loop.org/")
    project.net.moved("private.org/", "http://10.0.0.1/", 302)
    project.net.page("fine.org/", "x")
    hosts = ("slow", "endless", "odd", "loop", "private", "fine")
    project.write(text="\n\n".join(f"<https://{host}.org/>" for host in hosts))
    found = project.look()[1]
    assert {d.code for d in found} == {"link-unreached"}
    told = {host for host in hosts if any(f"{host}.org" in d.message for d in found)}
    assert told == {"slow", "odd", "loop", "private"}


def test_sources_of_csl_json_are_looked_up_and_not_mended(project: Project) -> None:
    item = {
        "id": "a",
        "type": "webpage",
        "title": "T",
        "URL": "https://a.org/page",
        "DOI": "10.5555/no",
    }
    (project.root / "manuscript" / "metadata.yaml").write_text("title: T\nbibliography: b.json\n")
    (project.root / "b.json").write_text(json.dumps([item]))
    project.net.at["a.org/page"] = GONE
    project.net.page("doi.org/", "x")
    found = project.look()[1]
    assert [d.code for d in found] == ["link-dead", "link-dead"]
    assert all(d.span and d.span.source.name == "b.json" and not d.fix for d in found)


def check(project: Project, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(_options, "cache", lambda: project.root / "cache")
    monkeypatch.setattr(build, "supervised", lambda task, *_: task())  # without a worker of its own
    monkeypatch.setattr("reportgen.cli.check._checked", lambda *_: Bag())  # without a layout
    typed = ["check", *arguments, str(project.root)]
    return CliRunner().invoke(main, typed, obj=project.net.client(), catch_exceptions=False)


def test_the_command_looks_mends_and_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(text="Text.[@a] <https://moved.org/x>\n", front="allow: [link-moved]\n")
    project.net.at["a.org/page"] = GONE
    project.net.moved("moved.org/x", "https://b.org/y")
    project.net.page("b.org/y", "x")
    project.archive("https://a.org/page", "20240430120000", "20240502")
    result = check(project, "--links", "--format", "json", monkeypatch=monkeypatch)
    assert [d["code"] for d in json.loads(result.stdout)] == ["link-dead"]
    assert (result.exit_code, result.stderr) == (
        1, "2 addresses looked up: 0 fine, 1 dead, 1 moved, 0 not reached\n",
    )  # fmt: skip
    diff = check(project, "--links", "--diff", monkeypatch=monkeypatch)
    assert "+  archiveurl = {https://web.archive.org/web/2024" in diff.stderr
    assert project.bib.read_text() == BIB
    mended = check(project, "--links", "--fix", monkeypatch=monkeypatch)
    assert (mended.exit_code, mended.stdout) == (0, "")
    assert "archiveurl" in project.bib.read_text()


def test_without_links_nobody_is_asked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.net.at["a.org/page"] = GONE
    assert check(project, "--fix", monkeypatch=monkeypatch).exit_code == 0
    assert project.net.asked == []
