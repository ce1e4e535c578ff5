"""A build takes from the cache only what a clean build would make, byte for byte."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.cache import Store
from reportgen.cache.store import read_entry, write_entry
from reportgen.pipeline.build import build, make
from reportgen.pipeline.state import State
from reportgen.project.request import Built, Request

FRONT = """title: A title
author: [Ann Author]
date: 2026-01-02
lang: en-US
bibliography: bibliography.bib
abstract: What it says, in *short*.
toc: true
brief:
  standfirst: In short.
  url: https://example.org/a
"""
BIB = """@book{one, author = {Ann One}, title = {First Things}, publisher = {Press}, year = 2001}

@book{two, author = {Bea Two}, title = {Second Things}, publisher = {Press}, year = 2002}

@book{three, author = {Cy Three}, title = {Third Things}, publisher = {Press}, year = 2003}
"""
CHAPTERS = {
    "01-start.md": "# Start\n\nA claim.[@one, 12] Another.[^a]\n\n[^a]: A note that cites @two.\n",
    "02-end.md": '# End\n\n::: {.recommendation title="Do it"}\nDo it now.\n:::\n\n'
    "![A picture](figure.svg){#fig-a}\n\nSee @fig-a.\n",
}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="{0}" height="20" fill="#369"/></svg>'
)


def project(root: Path) -> Path:
    """A small project with everything that outputs are made from."""
    folder = root / "manuscript"
    folder.mkdir(parents=True)
    (folder / "metadata.yaml").write_text(FRONT, encoding="utf-8")
    for name, text in CHAPTERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (root / "bibliography.bib").write_text(BIB, encoding="utf-8")
    (root / "figure.svg").write_text(PICTURE.format(10), encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def outputs(built: Built) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in built.files}


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """What tells an output that was written again from one that was left alone."""
    written = (p for p in folder.iterdir() if p.is_file() and p.name != "manifest.json")
    return {p.name: (p.stat().st_ino, p.stat().st_mtime_ns) for p in written}


# --- random edits ---------------------------------------------------------------------------

Step = Callable[[Path, Path, random.Random], None]


def _append(root: Path, store: Path, chance: random.Random) -> None:
    words = [
        "More.",
        "A claim.[@two]",
        "Again.^[See @one, 4.]",
        "*Stress* and `code`.",
        "한국어 word.",
    ]
    with (root / "manuscript" / chance.choice(list(CHAPTERS))).open("a", encoding="utf-8") as file:
        file.write(f"\n{chance.choice(words)}\n")


def _shorten(root: Path, store: Path, chance: random.Random) -> None:
    name = chance.choice(list(CHAPTERS))
    (root / "manuscript" / name).write_text(CHAPTERS[name], encoding="utf-8")


def _chapter(root: Path, store: Path, chance: random.Random) -> None:
    path = root / "manuscript" / "03-more.md"
    if path.exists():
        path.rename(path.with_name("00-more.md"))
    elif path.with_name("00-more.md").exists():
        path.with_name("00-more.md").unlink()
    else:
        path.write_text("# More\n\nText with @three.\n", encoding="utf-8")


def _entry(root: Path, store: Path, chance: random.Random) -> None:
    key = chance.choice(("One", "Two", "Three"))
    path = root / "bibliography.bib"
    text = path.read_text(encoding="utf-8")
    swapped = text.replace(f"{key}}}, title", f"{key}x}}, title", 1)
    path.write_text(swapped if swapped != text else BIB, encoding="utf-8")


def _front(root: Path, store: Path, chance: random.Random) -> None:
    path = root / "manuscript" / "metadata.yaml"
    lines = ["title: Another title\n", "toc: false\n", "notes: footnotes\n", "csl: house-short\n"]
    line = chance.choice(lines)
    kept = [x for x in FRONT.splitlines(True) if x.split(":")[0] != line.split(":")[0]]
    path.write_text(line + "".join(kept) if chance.random() < 0.7 else FRONT, encoding="utf-8")


def _brief(root: Path, store: Path, chance: random.Random) -> None:
    path = root / "manuscript" / "metadata.yaml"
    text = path.read_text(encoding="utf-8")
    line = f"  standfirst: In short, {chance.randrange(3)}."
    path.write_text("\n".join(line if "standfirst" in x else x for x in text.split("\n")))


def _picture(root: Path, store: Path, chance: random.Random) -> None:
    beside = root / "manuscript" / "figure.svg"
    path = chance.choice((beside, root / "figure.svg"))
    if path == beside and path.exists():
        path.unlink()
    else:
        path.write_text(PICTURE.format(chance.randrange(1, 40)), encoding="utf-8")


def _theme(root: Path, store: Path, chance: random.Random) -> None:
    path = root / "templates" / "journal" / "article.screen.css"
    if path.exists():
        shutil.rmtree(root / "templates")
    else:
        path.parent.mkdir(parents=True)
        path.write_text(f"p {{ margin: {chance.randrange(9)}px }}\n", encoding="utf-8")


def _lose(root: Path, store: Path, chance: random.Random) -> None:
    for path in sorted((root / "build").glob("*.*")):
        if chance.random() < 0.5:
            path.unlink()


def _spoil(root: Path, store: Path, chance: random.Random) -> None:
    for path in sorted((root / "build").glob("*.*")):
        if chance.random() < 0.3:
            path.write_bytes(path.read_bytes()[:-1] + b"x")


def _forget(root: Path, store: Path, chance: random.Random) -> None:
    shutil.rmtree(store, ignore_errors=True)


def _corrupt(root: Path, store: Path, chance: random.Random) -> None:
    for path in sorted(p for p in store.rglob("*") if p.is_file()):
        data = path.read_bytes()
        at = chance.randrange(len(data) + 1)
        ways = (data[:at], b"", b"null", b"{}", data[:at] + b"7" + data[at + 1 :], data + b" ")
        if chance.random() < 0.5:
            path.write_bytes(chance.choice(ways))


def _touch(root: Path, store: Path, chance: random.Random) -> None:
    for path in sorted(root.rglob("*")):
        if path.is_file() and chance.random() < 0.5:
            path.touch()


def _nothing(root: Path, store: Path, chance: random.Random) -> None:
    pass


STEPS: tuple[Step, ...] = (
    _append, _shorten, _chapter, _entry, _front, _brief, _picture, _theme,
    _lose, _spoil, _forget, _corrupt, _touch, _nothing,
)  # fmt: skip


Made = tuple[list[str], dict[str, bytes]]
_CLEAN: dict[tuple[tuple[str, ...], tuple[tuple[str, bytes], ...]], Made] = {}
"""What clean builds of sources have made: many steps lead to the same sources."""


def _clean(root: Path, out: Path, to: tuple[str, ...]) -> Made:
    """The codes and the outputs of a build without a cache."""
    names = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    sources = sorted((n, (root / n).read_bytes()) for n in names if not n.startswith("build/"))
    key = (to, tuple(sources))
    if key not in _CLEAN:
        built = build(root, to=to, out=out, workers=1)
        _CLEAN[key] = [d.code for d in built.bag], outputs(built)
    return _CLEAN[key]


def _agree(folder: Path, steps: Sequence[Step], seed: int, to: tuple[str, ...]) -> None:
    """After each step the build with the cache has what a build without one has."""
    root, store = project(folder / "project"), folder / "cache"
    chance = random.Random(seed)
    for i, step in enumerate([_nothing, *steps]):
        step(root, store, chance)
        ours = build(root, to=to, cache=store, workers=1)
        # Only who builds where a manifest was spoilt is told so.
        codes = [d.code for d in ours.bag if d.code != "manifest-unsound"]
        assert (codes, outputs(ours)) == _clean(root, folder / f"clean{i}", to), step.__name__


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(STEPS), st.integers(0, 10**6))
def test_a_build_with_the_cache_is_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], seed: int
) -> None:
    _agree(tmp_path_factory.mktemp("edits"), steps, seed, ("html", "docx"))


def test_a_pdf_from_the_cache_is_that_of_a_clean_build(tmp_path: Path) -> None:
    _agree(tmp_path, (_spoil, _brief), 0, ("pdf",))


# --- facts ----------------------------------------------------------------------------------

PROBE = """
import json, os, subprocess, sys
started = []
sys.addaudithook(lambda event, args: started.append(event)
    if event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec") else None)
from reportgen.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    status = ended.code
heavy = ("weasyprint", "pydantic", "jinja2", "pypandoc", "bibtexparser", "multiprocessing",
         "reportgen.pipeline.build", "reportgen.pandoc", "rich", "yaml")
heavy = [name for name in heavy if name in sys.modules]
print(json.dumps({"status": status, "started": started, "heavy": heavy}))
"""


def test_a_build_without_a_change_loads_no_engine_and_starts_no_process(
    root: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", PROBE, "build", str(root), "--to", "html"]
    environment = {"XDG_CACHE_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}
    environment |= {"PYTHONPATH": ":".join(sys.path)}
    said = [
        json.loads(
            subprocess.run(
                command, env=environment, capture_output=True, check=True, text=True
            ).stdout.splitlines()[-1]
        )
        for _ in range(2)
    ]
    assert said[0]["heavy"]
    assert said[1] == {"status": 0, "started": [], "heavy": []}


def test_a_build_without_a_change_says_what_the_first_said(root: Path, store: Path) -> None:
    first = build(root, to=["html"], cache=store)
    again = build(root, to=["html"], cache=store)
    assert [(d.code, d.message, d.span and (d.span.line, d.span.column)) for d in again.bag] == [
        (d.code, d.message, d.span and (d.span.line, d.span.column)) for d in first.bag
    ]
    assert again.files == first.files


def test_the_briefs_own_fields_leave_the_article_alone(root: Path, store: Path) -> None:
    build(root, to=["html", "docx"], cache=store)
    before = marks(root / "build")
    edited(root / "manuscript" / "metadata.yaml", "In short.", "In short and new.")
    build(root, to=["html", "docx"], cache=store)
    after = marks(root / "build")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"brief.html", "brief.docx"}


def test_an_entry_that_nothing_cites_rebuilds_nothing(root: Path, store: Path) -> None:
    build(root, to=["html", "docx"], cache=store)
    before = marks(root / "build")
    edited(root / "bibliography.bib", "Third Things", "Third and Last Things")
    build(root, to=["html", "docx"], cache=store)
    assert marks(root / "build") == before


def test_a_cited_entry_rebuilds_what_cites_it(root: Path, store: Path) -> None:
    build(root, to=["html"], cache=store)
    edited(root / "bibliography.bib", "Second Things", "Second and Last Things")
    made = outputs(build(root, to=["html"], cache=store))
    assert b"Second and Last Things" in made["article.html"]


def test_a_picture_that_appears_beside_the_chapter_is_taken(root: Path, store: Path) -> None:
    first = outputs(build(root, to=["html"], cache=store))
    (root / "manuscript" / "figure.svg").write_text(PICTURE.format(33), encoding="utf-8")
    assert outputs(build(root, to=["html"], cache=store)) != first


def test_no_cache_makes_everything_anew(root: Path) -> None:
    build(root, to=["html"])
    before = marks(root / "build")
    build(root, to=["html"])
    after = marks(root / "build")
    assert all(before[name] != after[name] for name in before)


def test_one_format_does_not_forget_another(root: Path, store: Path) -> None:
    build(root, to=["html", "docx"], cache=store)
    before = marks(root / "build")
    for to in (["docx"], ["html", "docx"], ["docx", "html"]):
        build(root, to=to, cache=store)
        assert marks(root / "build") == before


def test_a_page_is_made_anew_where_other_outputs_are_made_with_it(root: Path, store: Path) -> None:
    for to in (["html"], ["html", "docx"], ["html"]):
        made = outputs(build(root, to=to, cache=store))
        page = made["article.html"].decode()
        assert {n for n in ("article.docx", "brief.html") if f'href="{n}"' in page} == (
            made.keys() & {"article.docx", "brief.html"}
        )


def test_a_step_is_not_taken_twice(store: Path) -> None:
    kept, taken = Store(store), []
    for _ in range(2):
        assert kept.get("step", ["a"], lambda: taken.append(1) or {"b": [1]}) == {"b": [1]}
    assert taken == [1]


def test_a_step_that_raises_is_not_kept(store: Path) -> None:
    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Store(store).get("step", ["a"], fail)
    assert Store(store).get("step", ["a"], lambda: 7) == 7


def test_the_store_stays_bounded(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.cache.store.KEPT", 3)
    for i in range(9):
        Store(store).get("step", [i], lambda i=i: i)
    Store(store).trim()
    assert len(list(store.iterdir())) == 3


def test_a_store_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Store(tmp_path / "file" / "steps").get("step", [], lambda: 7) == 7


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link(path: Path) -> None:
    path.with_name("kept").write_bytes(path.with_name("entry").read_bytes())
    path.symlink_to("kept")


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


def _brackets(path: Path) -> None:
    path.write_bytes(b"[" * 200_000)


@pytest.mark.parametrize("place", [_pipe, _device, _link, _huge, _brackets, Path.mkdir])
def test_what_is_no_entry_is_neither_opened_nor_believed(
    store: Path, place: Callable[[Path], None]
) -> None:
    kept = Store(store)
    assert kept.get("step", ["a"], lambda: "first") == "first"
    (entry,) = store.iterdir()
    entry.rename(store / "entry")
    place(entry)
    made = subprocess.run(  # in a process of its own, as it might never come back
        [
            sys.executable, "-c",
            "import sys; from pathlib import Path; from reportgen.cache import Store\n"
            "print(Store(Path(sys.argv[1])).get('step', ['a'], lambda: 'second'))",
            str(store),
        ],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert made.stdout == "second\n"
    assert entry.is_dir() or kept.get("step", ["a"], lambda: "third") == "second"
    kept.trim()
    assert (store / "entry").is_file()


def test_an_entry_under_anothers_name_is_not_believed(store: Path) -> None:
    kept = Store(store)
    kept.get("step", ["a"], lambda: "of a")
    kept.get("step", ["b"], lambda: "of b")
    one, other = store.iterdir()
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)
    assert kept.get("step", ["a"], lambda: "anew") == "anew"
    assert kept.get("step", ["b"], lambda: "anew") == "anew"
    assert kept.get("step", ["a"], lambda: "again") == "anew"


def test_an_entry_of_another_step_or_project_is_not_believed(
    root: Path, store: Path, tmp_path: Path
) -> None:
    other = project(tmp_path / "other")
    for top in (root, other):
        build(top, to=["html"], cache=store)
    one, two = sorted(store.glob("state-*.json"))
    one.write_bytes(two.read_bytes())
    fresh = [State(store, Request(top, ("html",))).fresh() for top in (root, other)]
    assert sorted(built is not None for built in fresh) == [False, True]
    steps = Store(store / "steps")
    steps.get("one", ["a"], lambda: "of one")
    (entry,) = (store / "steps").glob("one-*")
    entry.rename(entry.with_name(entry.name.replace("one-", "two-")))
    assert steps.get("two", ["a"], lambda: "of two") == "of two"


def test_an_entry_of_other_tools_is_not_believed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry(store / "state.json", "before")
    assert read_entry(store / "state.json") == "before"
    monkeypatch.setattr("reportgen.cache.store.tools", lambda: "others")
    with pytest.raises(ValueError, match="not what was put here"):
        read_entry(store / "state.json")


def test_what_killed_builds_left_in_the_cache_is_taken_away(store: Path) -> None:
    kept = Store(store)
    kept.get("step", ["a"], lambda: 1)
    for name in (".reportgen-a.tmp", ".mine.tmp"):
        (store / name).write_bytes(b"half")
        os.utime(store / name, (1, 1))
    kept.trim()
    assert not (store / ".reportgen-a.tmp").exists()
    assert (store / ".mine.tmp").exists()


def test_results_are_the_users_own_to_read(store: Path) -> None:
    Store(store).get("step", ["a"], lambda: 1)
    assert [path.stat().st_mode & 0o777 for path in store.iterdir()] == [0o600]


def test_two_builds_at_once_are_safe(root: Path, store: Path, tmp_path: Path) -> None:
    made: list[dict[str, bytes]] = []

    def work() -> None:
        made.append(outputs(build(root, to=["html"], cache=store, workers=1)))

    for claim in ("A claim", "A better claim"):
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        edited(root / "manuscript" / "01-start.md", claim, "A better claim")
    clean = outputs(build(root, to=["html"], out=tmp_path / "clean"))
    assert outputs(build(root, to=["html"], cache=store)) == clean
    assert len(made) == 6
    assert not list(store.rglob("*.tmp"))


def test_a_cache_that_came_with_the_project_is_not_used(root: Path, tmp_path: Path) -> None:
    """What lies in the project, under whatever name, is never taken for a result."""
    request = Request(root, ("html",))
    theirs = root / ".cache" / "reportgen"
    make(request, State(theirs, request), 1)
    for path in theirs.rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(b"claim", b"crime"))
    for name in (".reportgen", "cache", "build/.cache"):
        shutil.copytree(theirs, root / name)
    clean = outputs(build(root, to=["html"], out=tmp_path / "clean"))
    assert outputs(build(root, to=["html"], cache=tmp_path / "ours")) == clean
