"""Faces of other scripts: loaded where a page needs them; an error where no face has a letter."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from reportgen import build
from reportgen.fonts import scripts

FRONT = "---\ntitle: T\nlang: {}\n{}---\n\n"
TEXTS = {
    "Noto-Serif-Hebrew": "חלוקת עבודה",
    "Noto-Naskh-Arabic": "التعاون في مجال التقنية",
    "Noto-Serif-Thai": "ภาษาไทย",
    "Noto-Serif-Devanagari": "हिन्दी भाषा",
}
WITHIN = ("Россия, Ελλάδα, Việt Nam", "정책 漢字")
"""What the usual faces have."""


def built(folder: Path, text: str, lang: str = "en-US", more: str = "", **asked: object):  # type: ignore[no-untyped-def]
    (folder / "p.md").write_text(FRONT.format(lang, more) + text + "\n", encoding="utf-8")
    return build(folder / "p.md", **({"to": ["pdf"]} | asked))  # type: ignore[arg-type]


def families(folder: Path) -> set[str]:
    """The families that a PDF embeds."""
    with pikepdf.open(folder / "build" / "p.pdf") as pdf:
        names = {
            str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/FontDescriptor")
        }
    return {name.partition("+")[2].rstrip(",") for name in names}


@pytest.mark.parametrize(("family", "text"), TEXTS.items())
def test_a_script_is_set_in_its_face_in_all_formats(family: str, text: str, tmp_path: Path) -> None:
    result = built(tmp_path, f"Text {text}.", to=["pdf", "html", "docx"])
    assert not result.bag.found
    assert family in families(tmp_path)
    html = (tmp_path / "build" / "p.html").read_text(encoding="utf-8")
    name = family.replace("-", " ")
    assert f'@font-face {{ font-family: "{name}"' in html
    with ZipFile(tmp_path / "build" / "p.docx") as package:
        assert f'w:name="{name}"' in package.read("word/fontTable.xml").decode()
        assert f'w:cs="{name}"' in package.read("word/document.xml").decode()


@pytest.mark.parametrize("text", WITHIN)
def test_no_other_face_is_loaded_without_need(text: str, tmp_path: Path) -> None:
    built(tmp_path, text)
    assert not {name for name in families(tmp_path) if "Noto" in name and "KR" not in name}
    assert scripts.used(f"<p>{text}</p>", "en-US") == ()


@pytest.mark.parametrize(
    ("lang", "text", "family"),
    [
        ("ja", "日本の経済と国際関係", "Noto-Serif-JP"),
        ("zh-CN", "中国的经济发展", "Noto-Serif-SC"),
        ("zh-TW", "國際關係與經濟", "Noto-Serif-TC"),
        ("en-US", "The word 们 here", "Noto-Serif-SC"),
        ("en-US", "[国際]{lang=ja}", "Noto-Serif-JP"),
    ],
)
def test_chinese_characters_are_set_as_their_language_draws_them(
    lang: str, text: str, family: str, tmp_path: Path
) -> None:
    assert not [d for d in built(tmp_path, text, lang).bag if d.code != "language-missing"]
    eastern = {name for name in families(tmp_path) if re.search("-(KR|JP|SC|TC)$", name)}
    assert eastern == {family}


def test_a_character_that_no_face_has_is_an_error_once_a_script(tmp_path: Path) -> None:
    result = built(tmp_path, "Tibetan བོད་ཡིག, Georgian ქართული, and \U0001f9ff.")
    said = [d for d in result.bag if d.code == "glyph-missing"]
    assert [d.severity.name for d in said] == ["ERROR"] * 3
    assert sorted(re.findall(r"of (\w+) script", " ".join(d.message for d in said))) == [
        "Georgian",
        "Tibetan",
    ]
    assert all(d.span and d.span.line == 6 for d in said)
    assert not (tmp_path / "build" / "p.pdf").exists()


def test_a_draft_shows_what_no_face_has(tmp_path: Path) -> None:
    result = built(tmp_path, "Georgian ქართული.", draft=True)
    assert result.bag.failed
    (file,) = (tmp_path / "build").glob("*.pdf")
    with pikepdf.open(BytesIO(file.read_bytes())) as pdf:
        assert len(pdf.pages) == 1


def test_without_the_extra_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scripts, "faces", lambda script: ())
    from reportgen.markup.uncovered import _remedy

    assert "policy-reportgen[cjk]" in _remedy("Chinese")
    assert "pylopdf-fonts-he" in _remedy("Hebrew")
    assert "as a picture" in _remedy("Tibetan")


def test_every_face_is_there_and_may_be_embedded() -> None:
    from fontTools.ttLib import TTFont

    assert len(scripts.all_faces()) == 2 * len(scripts.SCRIPTS)
    for face in scripts.all_faces():
        font = TTFont(face.path, lazy=True)
        assert font["OS/2"].fsType == 0
        assert (face.path.parent / "__init__.py").exists()
