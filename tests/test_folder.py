"""A project's folder may be a stranger's: `build`, the outputs in it and the manifest."""

import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen import build
from reportgen.diagnostics import Bag, Severity
from reportgen.pipeline import cluster, manifest
from reportgen.pipeline.build import make
from reportgen.pipeline.state import State
from reportgen.project import regular_files
from reportgen.project.request import Built, Request
from reportgen.project.write import PREFIX, SUFFIX, clean, locked, put, write_files
from reportgen.reports import verify as verification
from reportgen.reports.verify import verify

SOURCE = Path(__file__).parents[1] / "src" / "reportgen"
PAPER = "---\ntitle: A title\nauthor: [A]\ndate: 2026-01-02\nlang: en-US\n---\n\nText.\n"
OLD = (1, 1)


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    """What hangs on a pipe fails here and holds nobody up."""

    def stop(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(100)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "project"
    root.mkdir()
    (root / "p.md").write_text(PAPER, encoding="utf-8")
    assert [f.name for f in build(root / "p.md", to=["html"]).files] == ["p.html"]
    return root


@pytest.fixture
def root(_made: Path, tmp_path: Path) -> Path:
    """A project that was built, and its document `p.md`."""
    return Path(shutil.copytree(_made, tmp_path / "project"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder of the user's that is none of the project's business."""
    folder = tmp_path / "other"
    folder.mkdir()
    for name in ("p.html", "manifest.json", ".p.html.x.tmp", f"{PREFIX}x{SUFFIX}"):
        (folder / name).write_bytes(b"mine")
        os.utime(folder / name, OLD)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "reportgen.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


# --- the folder for the outputs --------------------------------------------------------------


def _straight(root: Path, other: Path) -> None:
    (root / "build").symlink_to(Path("..") / other.name)


def _absolute(root: Path, other: Path) -> None:
    (root / "build").symlink_to(other)


def _chain(root: Path, other: Path) -> None:
    (root / "a").symlink_to("b")
    (root / "b").symlink_to(other)
    (root / "build").symlink_to("a")


def _component(root: Path, other: Path) -> None:
    (root / "up").symlink_to(other.parent)
    (root / "build").symlink_to(Path("up") / other.name)


def _dangling(root: Path, other: Path) -> None:
    (root / "build").symlink_to(other / "new")


def _hidden(root: Path, other: Path) -> None:
    (root / ".git").mkdir()
    (root / "build").symlink_to(".git")


def _loop(root: Path, other: Path) -> None:
    (root / "build").symlink_to("build")


@pytest.mark.parametrize(
    "link", [_straight, _absolute, _chain, _component, _dangling, _hidden, _loop]
)
def test_a_build_folder_that_leads_elsewhere_is_refused(
    root: Path, other: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    shutil.rmtree(root / "build")
    link(root, other)
    before = held(other)
    for state in (None, tmp_path / "cache"):
        made = build(root / "p.md", to=["html"], cache=state)
        (fault,) = made.bag
        assert (fault.code, fault.severity) == ("output-outside", Severity.ERROR)
        assert "`--out`" in fault.help
        assert made.files == ()
    assert held(other) == before
    assert not list((root / ".git").glob("*"))
    with pytest.raises(ValueError, match="leads out of the project"):
        verify(root / "p.md")
    answer = cluster.RemoteResult(Built(Bag(), (Path("p.html"),)), {"p.html": b"new"}, {})
    assert [d.code for d in cluster.unpack(Request(root / "p.md"), answer).bag] == [fault.code]
    assert held(other) == before


@pytest.mark.parametrize("name", ["a.md", "figure.svg", "MORE.BIB"])
def test_a_build_folder_among_the_sources_is_refused(root: Path, name: str) -> None:
    shutil.rmtree(root / "build")
    (root / "texts").mkdir()
    (root / "texts" / name).write_text("words")
    (root / "build").symlink_to("texts")
    assert [d.code for d in build(root / "p.md", to=["html"]).bag] == ["output-outside"]
    assert [file.name for file in (root / "texts").iterdir()] == [name]


def test_a_build_folder_elsewhere_in_the_project_is_no_fault(root: Path) -> None:
    (root / "build").rename(root / "outputs")
    (root / "build").symlink_to("outputs")
    assert build(root / "p.md", to=["html"]).files == (root / "outputs" / "p.html",)


def test_with_a_folder_given_it_does_not_matter_where_build_leads(root: Path, other: Path) -> None:
    shutil.rmtree(root / "build")
    (root / "build").symlink_to(other)
    (root.parent / "link").symlink_to(other)
    for out in (root.parent / "given", root.parent / "link"):
        made = build(root / "p.md", to=["html"], out=out)
        assert [f.read_bytes()[:9] for f in made.files] == [b"<!DOCTYPE"]


def test_what_the_cache_knows_of_a_folder_does_not_lead_into_another(
    root: Path, tmp_path: Path
) -> None:
    build(root / "p.md", to=["html"], cache=tmp_path / "cache")
    request = Request(root / "p.md", ("html",))
    assert State(tmp_path / "cache", request).fresh()
    (root / "build").rename(tmp_path / "moved")
    (root / "build").symlink_to(tmp_path / "moved")
    assert State(tmp_path / "cache", request).fresh() is None


def test_the_command_says_what_to_do(root: Path, other: Path) -> None:
    shutil.rmtree(root / "build")
    (root / "build").symlink_to(other)
    done = run("build", str(root / "p.md"), "--to", "html", "--no-cache")
    assert done.returncode == 1
    assert "error[output-outside]" in done.stderr


# --- what stands where a file is to be written ------------------------------------------------


def test_what_stands_in_an_outputs_place_is_replaced_and_not_written_through(
    tmp_path: Path, other: Path
) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "link").symlink_to(other / "p.html")
    (folder / "dangling").symlink_to(other / "new")
    (folder / "folder-link").symlink_to(other)
    (folder / "device").symlink_to("/dev/full")
    os.mkfifo(folder / "pipe")
    os.link(other / "manifest.json", folder / "hard")
    names = sorted(p.name for p in folder.iterdir())
    before = held(other)
    write_files(dict.fromkeys(names, b"new"), folder)
    assert held(folder) == dict.fromkeys(names, b"new")
    assert all(stat.S_ISREG((folder / name).lstat().st_mode) for name in names)
    assert held(other) == before


def test_a_folder_in_an_outputs_place_is_refused_and_nothing_changes(root: Path) -> None:
    (root / "build" / "p.docx").mkdir()
    before = (root / "build" / "p.html").read_bytes()
    (root / "p.md").write_text(PAPER + "\nMore.\n", encoding="utf-8")
    done = run("build", str(root / "p.md"), "--to", "html,docx", "--no-cache")
    assert done.returncode == 3
    assert "a folder stands in its place" in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "build" / "p.html").read_bytes() == before
    assert sorted(p.name for p in (root / "build").glob("*.*")) == [
        "manifest.json", "p.docx", "p.html",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["../x", "/x", "a/b", "", ".", "..", "a/"])
def test_a_name_that_is_none_in_the_folder_is_not_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "build").mkdir()
    with pytest.raises(ValueError, match="no name of a file"):
        write_files({"a": b"1", name: b"2"}, tmp_path / "build")
    assert held(tmp_path / "build") == {}


def test_only_temporary_files_of_our_own_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"mine")
    (tmp_path / f"{PREFIX}folder{SUFFIX}").mkdir()
    (tmp_path / f"{PREFIX}link{SUFFIX}").symlink_to("target")
    os.mkfifo(tmp_path / f"{PREFIX}pipe{SUFFIX}")
    mine = {".a.tmp", ".a.html.x1.tmp", f"a{SUFFIX}", f"{PREFIX}notes", f"x{PREFIX}y{SUFFIX}"}
    for name in mine:
        (tmp_path / name).write_bytes(b"mine")
    (tmp_path / f"{PREFIX}left{SUFFIX}").write_bytes(b"half")
    (tmp_path / f"{PREFIX}now{SUFFIX}").write_bytes(b"half")
    before = {p.name for p in tmp_path.iterdir()}
    for path in tmp_path.iterdir():
        if "now" not in path.name:
            os.utime(path, OLD, follow_symlinks=False)
    clean(tmp_path)
    assert before - {p.name for p in tmp_path.iterdir()} == {f"{PREFIX}left{SUFFIX}"}


def test_temporary_files_carry_a_name_of_our_own(tmp_path: Path) -> None:
    seen: list[str] = []
    put({tmp_path / "a": b"1"}, ready=lambda: seen.extend(p.name for p in tmp_path.iterdir()))
    assert [name.startswith(PREFIX) and name.endswith(SUFFIX) for name in seen] == [True]
    assert held(tmp_path) == {"a": b"1"}


def test_a_lock_follows_no_link(tmp_path: Path, other: Path) -> None:
    (tmp_path / "build").symlink_to(other)
    with pytest.raises(OSError, match="build"), locked(tmp_path / "build"):
        pass


def test_one_module_writes_files() -> None:
    writes = re.compile(
        r"write_(?:bytes|text)\(|mkstemp|NamedTemp|os\.replace|open\([^)\n]*\"[wax]b?\""
    )
    found = {p.name for p in SOURCE.rglob("*.py") if writes.search(p.read_text("utf-8"))}
    # A cluster's worker unpacks into a temporary folder that it made itself; a closed stream
    # stands for the null device; which previews are running is noted in the user's cache.
    assert found == {"write.py", "cluster.py", "_streams.py", "running.py"}


# --- the manifest -----------------------------------------------------------------------------

HASH = "0" * 64
REQUEST = {"path": "p.md", "to": ["html"], "edition": [], "allow": [], "epoch": None}
BUILD = {
    "request": REQUEST, "inputs": {}, "templates": {}, "tools": {}, "fonts": {}, "themes": "",
}  # fmt: skip


def said(outputs: Any = None, **request: Any) -> dict[str, Any]:
    """A manifest of one output, with another request."""
    outputs = {"p.html": {"sha256": HASH, "build": "b"}} if outputs is None else outputs
    return {"outputs": outputs, "builds": {"b": BUILD | {"request": REQUEST | request}}}


def output(name: str) -> dict[str, Any]:
    return said({name: {"sha256": HASH, "build": "b"}})


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link(path: Path) -> None:
    sound = path.parent.parent.parent / "elsewhere.json"
    sound.write_text(json.dumps(said()), encoding="utf-8")
    path.symlink_to(sound)


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


def _text(text: str | bytes) -> Callable[[Path], None]:
    def put_it(path: Path) -> None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return put_it


UNSOUND: dict[str, Callable[[Path], None]] = {
    "pipe": _pipe,
    "device": _zero,
    "link": _link,
    "dangling": lambda path: path.symlink_to("nowhere"),
    "huge": _huge,
    "brackets": _text("[" * 200_000),
    "objects": _text('{"outputs":' * 200_000),
    "empty": _text(""),
    "null": _text("null"),
    "list": _text("[]"),
    "nothing": _text("{}"),
    "outputs-list": _text('{"outputs": [], "builds": {}}'),
    "builds-list": _text('{"outputs": {}, "builds": []}'),
    "string": _text('{"outputs": {"p.html": "x"}, "builds": {}}'),
    "no-build": _text(json.dumps(said() | {"builds": {}})),
    "build-number": _text(json.dumps(said() | {"builds": {"b": 5}})),
    "not-utf-8": _text(b'{"outputs": {"\xff": 1}}'),
    "surrogate": _text('{"outputs": {}, "builds": {"\\ud800": 1}}'),
    "digits": _text(json.dumps(said()).replace("null", "9" * 5000)),
    "epoch": _text(json.dumps(said(epoch=10**30))),
    "epoch-true": _text(json.dumps(said(epoch=True))),
    "epoch-before": _text(json.dumps(said(epoch=-1))),
    "to-string": _text(json.dumps(said(to="html"))),
    "to-thousands": _text(json.dumps(said(to=["html"] * 3000))),
    "allow-number": _text(json.dumps(said(allow=[1]))),
    "path-list": _text(json.dumps(said(path=[]))),
    "name-up": _text(json.dumps(output("../../x"))),
    "name-absolute": _text(json.dumps(output("/etc/passwd"))),
    "name-inner": _text(json.dumps(output("a/b"))),
    "name-windows": _text(json.dumps(output("..\\x"))),
    "name-hidden": _text(json.dumps(output(".bashrc"))),
    "name-control": _text(json.dumps(output("a\x1b[2J"))),
    "name-long": _text(json.dumps(output("a" * 300))),
    "name-none": _text(json.dumps(output(""))),
    "hash": _text(json.dumps(said()).replace(HASH, "Z" * 64)),
    "hash-line": _text(json.dumps(said()).replace(HASH, HASH + "\\n")),
}


@pytest.mark.parametrize("kind", UNSOUND)
def test_an_unsound_manifest_is_none_to_go_by(root: Path, kind: str) -> None:
    path = root / "build" / "manifest.json"
    path.unlink()
    UNSOUND[kind](path)
    with pytest.raises(ValueError, match=r"^(is|has) "):
        manifest.read(root / "build")
    with pytest.raises(ValueError, match="has no manifest to go by"):
        verify(root / "p.md")


@pytest.mark.parametrize("kind", ["pipe", "device", "huge", "brackets", "name-up"])
def test_a_build_notes_an_unsound_manifest_and_writes_it_anew(root: Path, kind: str) -> None:
    path = root / "build" / "manifest.json"
    sound = path.read_bytes()
    path.unlink()
    UNSOUND[kind](path)
    bag = build(root / "p.md", to=["html"]).bag
    assert [(d.code, d.severity) for d in bag] == [("manifest-unsound", Severity.NOTE)]
    assert path.read_bytes() == sound
    assert not list(build(root / "p.md", to=["html"]).bag)


def test_the_note_is_not_repeated_from_the_cache(root: Path, tmp_path: Path) -> None:
    (root / "build" / "manifest.json").write_text("[", encoding="utf-8")
    for expected in (["manifest-unsound"], []):
        bag = build(root / "p.md", to=["html"], cache=tmp_path / "cache").bag
        assert [d.code for d in bag] == expected


def test_wrong_values_by_the_million_cost_little(root: Path) -> None:
    many = ",".join(["1"] * (manifest.LARGEST // 3))
    text = json.dumps(said()).replace('["html"]', f"[{many}]")
    (root / "build" / "manifest.json").write_text(text, encoding="utf-8")
    probe = (
        "import resource, sys; from pathlib import Path; from reportgen.pipeline import manifest\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: manifest.read(Path(sys.argv[1]))\n"
        "except ValueError as error: assert 'as a build writes it' in str(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    command = [sys.executable, "-c", probe, str(root / "build")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    assert int(done.stdout) < 400_000  # kilobytes


def test_the_manifest_of_other_outputs_is_kept_while_they_are_there(root: Path) -> None:
    path = root / "build" / "manifest.json"
    known = json.loads(path.read_bytes())
    (first,) = known["builds"]
    for name in ("stays.html", "changed.html", "pipe.html", "link.html", "gone.html"):
        known["outputs"][name] = {"sha256": hashlib.sha256(b"a").hexdigest(), "build": first}
    path.write_text(json.dumps(known), encoding="utf-8")
    (root / "build" / "stays.html").write_bytes(b"a")
    (root / "build" / "changed.html").write_bytes(b"b")
    (root / "build" / "link.html").symlink_to("stays.html")
    os.mkfifo(root / "build" / "pipe.html")
    build(root / "p.md", to=["html"])
    assert sorted(json.loads(path.read_bytes())["outputs"]) == ["p.html", "stays.html"]


# --- verify -----------------------------------------------------------------------------------


def written(root: Path, value: object) -> Path:
    (root / "build" / "manifest.json").write_text(json.dumps(value), encoding="utf-8")
    return root / "p.md"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """The requests that `verify` would build; nothing is built."""
    seen: list[Request] = []

    def note(request: Request, *_: object) -> Built:
        seen.append(request)
        return Built(Bag())

    monkeypatch.setattr(verification, "make", note)
    return seen


@pytest.mark.parametrize("builds", [{}, {"b": BUILD}])
def test_a_manifest_without_outputs_is_no_proof(root: Path, builds: Any) -> None:
    paper = written(root, {"outputs": {}, "builds": builds})
    with pytest.raises(ValueError, match="lists an output"):
        verify(paper)
    assert run("verify", str(paper)).returncode == 1


def test_an_output_that_the_manifest_leaves_out_is_not_the_same(
    root: Path, asked: list[Request]
) -> None:
    (root / "build" / "p.pdf").write_bytes(b"forged")
    (root / "build" / "another.pdf").write_bytes(b"of another document")
    found = {f.name: f.causes for f in verify(root / "p.md")}
    assert found["p.pdf"] == ("the manifest does not list it",)
    assert sorted(found) == ["p.html", "p.pdf"]


@pytest.mark.parametrize(
    ("request_", "cause"),
    [
        ({"path": "../other/p.md"}, "no document of this project"),
        ({"path": "/etc/hostname"}, "no document of this project"),
        ({"path": "link.md"}, "no document of this project"),
        ({"path": "pipe.md"}, "no document of this project"),
        ({"path": "inner/p.md"}, "no document of this project"),
        ({"path": "inner"}, "no document of this project"),
        ({"path": ""}, "no document of this project"),
        ({"path": "p.md\0"}, "no document of this project"),
        ({"path": "p" * 5000}, "no document of this project"),
        ({"allow": ["raw"]}, "--allow raw"),
        ({"allow": ["rm", "raw"]}, "--allow raw --allow rm"),
        ({"edition": ["nonsense"]}, "no build of the document makes it"),
        ({"path": "."}, "no build of the document makes it"),
    ],
)
def test_what_a_manifest_asks_for_beyond_the_project_is_not_built(
    root: Path, other: Path, asked: list[Request], request_: dict[str, Any], cause: str
) -> None:
    (root / "link.md").symlink_to(other / "p.html")
    (root / "inner").mkdir()
    (root / "inner" / "p.md").write_text(PAPER, encoding="utf-8")
    os.mkfifo(root / "pipe.md")
    (finding,) = verify(written(root, said(**request_)))
    assert not finding.same
    assert any(cause in said for said in finding.causes), finding
    assert asked == []


def test_a_build_is_asked_for_no_more_than_the_outputs_that_are_listed(
    root: Path, asked: list[Request]
) -> None:
    paper = written(root, said(to=["pdf", "html", "html", "x"], edition=["article"] * 9))
    verify(paper)
    (request,) = asked
    assert (request.to, request.edition, request.allow) == (("html",), ("article",), ())
    assert request.path == paper


def test_raw_is_built_only_for_who_says_so_here_as_well(root: Path) -> None:
    paper = root / "p.md"
    paper.write_text(PAPER + "\n<b>raw</b>\n", encoding="utf-8")
    build(paper, to=["html"], allow=["raw"])
    assert [f.same for f in verify(paper)] == [False]
    assert [f.same for f in verify(paper, allow=["raw"])] == [True]


@pytest.mark.parametrize("kind", ["pipe", "device", "link", "huge", "folder"])
def test_what_stands_in_a_listed_outputs_place_is_not_opened(
    root: Path, asked: list[Request], kind: str
) -> None:
    path = root / "build" / "p.html"
    path.rename(root / "real.html")
    make_it: dict[str, Callable[[], object]] = {
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "link": lambda: path.symlink_to(root / "real.html"),
        "huge": lambda: _huge(path),
        "folder": path.mkdir,
    }
    make_it[kind]()
    (finding,) = verify(root / "p.md")
    assert "the file is a link, a folder or a pipe, or more than 2 GB" in finding.causes


def test_inputs_outside_the_project_are_not_looked_at(
    root: Path, other: Path, asked: list[Request]
) -> None:
    secret = hashlib.sha256(b"mine").hexdigest()
    (root / "link").symlink_to(other / "p.html")
    os.mkfifo(root / "pipe")
    known = said()
    names = ("../other/p.html", str(other / "p.html"), "link", "pipe", "\0")
    known["builds"]["b"] = BUILD | {"inputs": dict.fromkeys(names, secret)}
    (finding,) = verify(written(root, known))
    assert {f"{name} is gone" for name in names} <= set(finding.causes)


def test_causes_by_the_thousand_are_counted(root: Path, asked: list[Request]) -> None:
    known = said()
    known["builds"]["b"] = BUILD | {"tools": {f"tool{i}" * 100: "1" for i in range(5000)}}
    (finding,) = verify(written(root, known))
    assert finding.causes[-1] == "4,981 more things differ"
    assert sum(map(len, finding.causes)) < 10_000


def test_verify_prints_nothing_that_a_terminal_obeys(root: Path) -> None:
    paper = written(root, said(path="\x1b[2J\u202e\x07.md"))
    done = run("verify", str(paper))
    assert done.returncode == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", done.stdout + done.stderr)
    assert "is no document of this project" in done.stdout


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=20,
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for key, part in inner:
        yield from _places(part, (*at, key))


PLACES = sorted(_places(said()), key=str)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON), min_size=1, max_size=3))
def test_any_manifest_ends_in_a_verdict_or_in_words(
    root: Path, asked: list[Request], changes: list[tuple[tuple[Any, ...], Any]]
) -> None:
    known: Any = json.loads(json.dumps(said()))
    for place, value in changes:
        known = _replaced(known, place, value)
    asked.clear()
    findings, words = (), ""
    try:
        findings = verify(written(root, known))
    except ValueError as error:
        words = str(error)
    assert findings or "has no manifest" in words
    assert not any(finding.same for finding in findings)
    for request in asked:
        assert (request.path, request.to, request.allow) == (root / "p.md", ("html",), ())


def _replaced(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return new
    if isinstance(value, dict) and place[0] in value:
        return value | {place[0]: _replaced(value[place[0]], place[1:], new)}
    if isinstance(value, list) and isinstance(place[0], int) and place[0] < len(value):
        inner = _replaced(value[place[0]], place[1:], new)
        return [*value[: place[0]], inner, *value[place[0] + 1 :]]
    return value


# --- files ------------------------------------------------------------------------------------


def test_hashing_stops_at_so_many_bytes_of_all_files(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(b"12345")
    hashes = regular_files.Hashes(12)
    found = [hashes.of(tmp_path / name) for name in "aababc"]
    assert found == [hashlib.sha256(b"12345").hexdigest()] * 5 + [""]


def test_only_a_regular_file_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"123456")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    handles = len([*Path("/dev/fd").iterdir()])
    for path in (*map(tmp_path.joinpath, ("pipe", "link", "folder", "none")), Path("/dev/zero")):
        with pytest.raises(OSError, match=r"regular|exist|such"):
            regular_files.read_bytes(path, 10)
    assert regular_files.read_bytes(tmp_path / "file", 3)[0] == b"1234"
    assert regular_files.read_bytes(tmp_path / "file", 10)[0] == b"123456"
    assert len([*Path("/dev/fd").iterdir()]) == handles


def test_a_project_with_a_pipe_in_place_of_what_was_read_is_built_anew(
    root: Path, tmp_path: Path
) -> None:
    paper, request = root / "p.md", Request(root / "p.md", ("html",))
    make(request, State(tmp_path / "cache", request), 1)
    paper.unlink()
    os.mkfifo(paper)
    assert State(tmp_path / "cache", request).fresh() is None
