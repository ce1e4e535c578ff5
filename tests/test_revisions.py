"""A folder is read as a revision has it: whole, bounded, and without obeying the repository."""

import hashlib
import os
import time
import zlib
from pathlib import Path

import pytest
from dulwich.objects import Blob, Commit, ObjectID, Tag, Tree
from dulwich.repo import Repo

from reportgen.project import revisions
from reportgen.project.revisions import RevisionError


def commit(repo: Repo, files: dict[str, bytes | tuple[int, bytes]], *parents: bytes) -> ObjectID:
    """A commit of files by their paths; one with a mode is what that mode says."""
    store = repo.object_store

    def tree(inner: dict[str, bytes | tuple[int, bytes]]) -> ObjectID:
        made = Tree()
        for name in {path.partition("/")[0] for path in inner}:
            own = inner.get(name)
            below = {p.partition("/")[2]: d for p, d in inner.items() if p.startswith(f"{name}/")}
            if own is None:
                made.add(name.encode(), 0o040000, tree(below))
                continue
            mode, data = own if isinstance(own, tuple) else (0o100644, own)
            if mode == 0o160000:
                made.add(name.encode(), mode, ObjectID(data))
                continue
            blob = Blob.from_string(data)
            store.add_object(blob)
            made.add(name.encode(), mode, blob.id)
        store.add_object(made)
        return made.id

    new = Commit()
    new.tree = tree(files)
    new.parents = [ObjectID(parent) for parent in parents]
    new.author = b"Jane Doe <jane@example.org>"
    new.committer = b"A Robot <robot@example.org>"
    new.author_time = 1_700_000_000
    new.commit_time = 1_750_000_000
    new.author_timezone = new.commit_timezone = 3600
    new.encoding = b"UTF-8"
    new.message = b"A change"
    store.add_object(new)
    repo.refs[b"refs/heads/main"] = new.id  # type: ignore[index]
    return new.id


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo.init(str(tmp_path / "work"), mkdir=True)
    made.refs.set_symbolic_ref(b"HEAD", b"refs/heads/main")  # type: ignore[arg-type]
    return made


@pytest.fixture
def history(repo: Repo) -> tuple[Path, ObjectID, ObjectID]:
    old = commit(repo, {"paper/a.md": b"old", "other.md": b"no"})
    new = commit(repo, {"paper/a.md": b"new", "paper/figures/f.svg": b"<svg/>"}, old)
    tag = Tag()
    tag.name, tag.object, tag.tagger = b"v1", (Commit, old), b"Jane Doe <jane@example.org>"
    tag.tag_time, tag.tag_timezone, tag.message = 1_700_000_000, 0, b"sent"
    repo.object_store.add_object(tag)
    repo.refs[b"refs/tags/v1"] = tag.id  # type: ignore[index]
    return Path(repo.path), old, new


@pytest.mark.parametrize("name", ["HEAD", "@", "main", "heads/main", ""])
def test_a_folder_is_read_as_its_newest_revision_has_it(
    history: tuple[Path, ObjectID, ObjectID], name: str
) -> None:
    root, _, new = history
    (root / "paper").mkdir()
    found = revisions.read(root / "paper", name)
    assert found.files == {"a.md": b"new", "figures/f.svg": b"<svg/>"}
    assert (found.commit, found.author) == (new.decode(), "Jane Doe")
    assert found.moment.timestamp() == 1_750_000_000


@pytest.mark.parametrize(
    "name", ["HEAD~1", "HEAD^", "main~", "v1", "v1^{commit}", "v1^0", "v1^{}", "<>"]
)
def test_an_older_revision_is_found_by_each_of_its_names(
    history: tuple[Path, ObjectID, ObjectID], name: str
) -> None:
    root, old, _ = history
    for hexes in (old.decode(), old.decode()[:9]):
        assert revisions.read(root, name.replace("<>", hexes)).files["paper/a.md"] == b"old"


@pytest.mark.parametrize(
    "name",
    ["v2", "HEAD~2", "HEAD~99999999", "HEAD^2", "../../etc/passwd", "feed", "HEAD~x", "a..b"],
)
def test_a_revision_that_there_is_not_is_refused_by_its_name(
    history: tuple[Path, ObjectID, ObjectID], name: str
) -> None:
    with pytest.raises(RevisionError, match=r"revision|history"):
        revisions.read(history[0], name)


def test_a_packed_repository_reads_the_same(history: tuple[Path, ObjectID, ObjectID]) -> None:
    root, old, _ = history
    before = revisions.read(root, "v1")
    repo = Repo(str(root))
    repo.object_store.pack_loose_objects()
    repo.refs.pack_refs(all=True)
    repo.close()
    assert not (root / ".git/objects" / old.decode()[:2] / old.decode()[2:]).exists()
    assert revisions.read(root, "v1") == before


def test_links_submodules_and_hidden_files_are_left_out_with_the_reason(repo: Repo) -> None:
    files: dict[str, bytes | tuple[int, bytes]] = {
        "a.md": b"text",
        "passwd": (0o120000, b"/etc/passwd"),
        "sub": (0o160000, b"1" * 40),
        ".env": b"secret",
        ".github/x": b"y",
        "build/article.pdf": b"built",
        "in\\out": b"z",
        "big.bin": b"\0" * (revisions.FILE + 1),
    }
    commit(repo, files)
    found = revisions.read(Path(repo.path), "HEAD")
    assert dict(found.files) == {"a.md": b"text"}
    assert found.omitted == {
        "passwd": "link", "sub": "submodule", "in\\out": "name", "big.bin": "large",
    }  # fmt: skip


def test_what_git_lfs_keeps_is_read_where_it_is_here_and_named_where_not(repo: Repo) -> None:
    def pointer(data: bytes) -> bytes:
        oid = hashlib.sha256(data).hexdigest()
        return (
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(data)}\n"
        ).encode()

    here = hashlib.sha256(b"a picture").hexdigest()
    folder = Path(repo.path) / ".git/lfs/objects" / here[:2] / here[2:4]
    folder.mkdir(parents=True)
    (folder / here).write_bytes(b"a picture")
    commit(repo, {"here.png": pointer(b"a picture"), "far.png": pointer(b"another")})
    found = revisions.read(Path(repo.path), "HEAD")
    assert dict(found.files) == {"here.png": b"a picture"}
    assert found.omitted == {"far.png": "lfs"}


def test_objects_of_another_repository_are_not_borrowed(repo: Repo, tmp_path: Path) -> None:
    other = Repo.init(str(tmp_path / "private"), mkdir=True)
    name = commit(other, {"secret.md": b"private"})
    root = Path(repo.path)
    (root / ".git/objects/info").mkdir(exist_ok=True)
    (root / ".git/objects/info/alternates").write_text(f"{tmp_path}/private/.git/objects\n")
    with pytest.raises(RevisionError, match="not here as a whole"):
        revisions.read(root, name.decode())


@pytest.mark.parametrize("lead", ["link", "file", "objects"])
def test_a_project_cannot_have_another_repository_read(tmp_path: Path, lead: str) -> None:
    other = Repo.init(str(tmp_path / "private"), mkdir=True)
    other.refs.set_symbolic_ref(b"HEAD", b"refs/heads/main")  # type: ignore[arg-type]
    commit(other, {"secret.md": b"private"})
    project = tmp_path / "project"
    project.mkdir()
    git = project / ".git"
    if lead == "link":
        git.symlink_to(tmp_path / "private/.git")
    elif lead == "file":
        git.write_text(f"gitdir: {tmp_path}/private/.git\n")
    else:
        Repo.init(str(project))
        for part in ("objects", "refs"):
            (git / part).rename(git / f"own-{part}")
            (git / part).symlink_to(tmp_path / "private/.git" / part)
    with pytest.raises(RevisionError, match=r"link|does not name it"):
        revisions.read(project, "HEAD")


def test_an_added_work_tree_is_read(history: tuple[Path, ObjectID, ObjectID]) -> None:
    root, old, _ = history
    added = root.parent / "added"
    own = root / ".git/worktrees/added"
    own.mkdir(parents=True)
    added.mkdir()
    (added / ".git").write_text(f"gitdir: {own}\n")
    (own / "gitdir").write_text(f"{added}/.git\n")
    (own / "commondir").write_text("../..\n")
    (own / "HEAD").write_text(f"{old.decode()}\n")
    assert revisions.read(added, "HEAD").files["paper/a.md"] == b"old"
    assert revisions.read(added, "main").files["paper/a.md"] == b"new"


def test_a_configuration_that_runs_programs_is_not_obeyed(
    history: tuple[Path, ObjectID, ObjectID], tmp_path: Path
) -> None:
    root, _, _ = history
    mark = tmp_path / "ran"
    (root / ".git/config").write_text(
        f"[core]\n\tfsmonitor = touch {mark}\n\tpager = touch {mark}\n[include]\n\tpath = /etc/x\n"
        f'[filter "x"]\n\tsmudge = touch {mark}\n\trequired = true\n[broken'
    )
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* filter=x\n")
    assert revisions.read(root, "HEAD").files["paper/a.md"] == b"new"
    assert not mark.exists()


def test_an_object_that_unpacks_without_end_is_refused(repo: Repo) -> None:
    name = commit(repo, {"a.md": b"text"})
    tree = Repo(repo.path)[name].tree  # type: ignore[attr-defined]
    bomb = zlib.compressobj()
    packed = bomb.compress(b"tree 900000000\0") + b"".join(
        bomb.compress(b"\0" * 1_000_000) for _ in range(900)
    ) + bomb.flush()  # fmt: skip
    path = Path(repo.path) / ".git/objects" / tree[:2].decode() / tree[2:].decode()
    path.chmod(0o644)
    path.write_bytes(packed)
    start = time.monotonic()
    with pytest.raises(RevisionError):
        revisions.read(Path(repo.path), "HEAD")
    assert time.monotonic() - start < 30


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("place", ["packed-refs", "refs/heads/v2", "an object"])
def test_a_pipe_in_a_repository_is_not_waited_for(
    history: tuple[Path, ObjectID, ObjectID], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe is read until somebody writes into it, which takes no processor time."""
    root, _, new = history
    monkeypatch.setattr(revisions, "WALL", 3.0)
    name = new.decode()
    path = root / ".git" / (f"objects/{name[:2]}/{name[2:]}" if place == "an object" else place)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    start = time.monotonic()
    with pytest.raises(RevisionError):
        revisions.read(root, "main" if place == "an object" else "v2")
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(
    "fault", ["no repository", "no folder", "half an object", "no packed refs"]
)
def test_what_is_not_there_is_said(
    history: tuple[Path, ObjectID, ObjectID], tmp_path: Path, fault: str
) -> None:
    root, _, new = history
    if fault == "no repository":
        (tmp_path / "bare").mkdir()
        with pytest.raises(RevisionError, match="lies in no git repository"):
            revisions.read(tmp_path / "bare", "HEAD")
    elif fault == "no folder":
        (root / "thesis").mkdir()
        with pytest.raises(RevisionError, match="has no folder `thesis`"):
            revisions.read(root / "thesis", "HEAD")
    elif fault == "half an object":
        path = root / ".git/objects" / new.decode()[:2] / new.decode()[2:]
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:20])
        with pytest.raises(RevisionError, match="damaged"):
            revisions.read(root, "HEAD")
    else:
        (root / ".git/packed-refs").write_bytes(b"")
        assert revisions.read(root, "HEAD").commit == new.decode()
        with pytest.raises(RevisionError, match="no revision"):
            revisions.read(root, "v7")
