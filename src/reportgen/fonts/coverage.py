"""Which text of a page is set in which family, and drawings with the faces that they name."""

import re
from base64 import b64decode, b64encode
from functools import lru_cache
from html import unescape

from reportgen import fonts
from reportgen.fonts import scripts, subset

EASTERN = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]"
)
MATH = re.compile(r"<math\b.*?(?:</math>|\Z)", re.S)
CODE = re.compile(r"<(code|kbd|samp)\b[^<>]*>(.*?)(?:</\1>|\Z)", re.S)
DRAWING = re.compile(r"(data:image/svg\+xml;base64,)([A-Za-z0-9+/=]+)")
DATA_URL = re.compile(r"data:[\w/+-]+;base64,[^\"')]*")


def characters_by_family(style: str, text: str, lang: str) -> dict[str, str]:
    """The text that is set in each family that the styles name."""
    text = DATA_URL.sub("", text)
    plain = "".join(sorted(set(text)))
    eastern = "".join(EASTERN.findall(plain))
    code = "".join(body for _, body in CODE.findall(text))
    formulas = "".join(MATH.findall(text))
    named = set(re.findall(r'"([^"\n]+)"', style))
    first = [script for script in scripts.SCRIPTS if scripts.of(script, lang)]
    elsewhere = {c for c in eastern if any(s.serif in named and s.has(c) for s in first)}
    texts = {}
    own = {family: script for script in scripts.SCRIPTS for family in script.families}
    faces = (*fonts.faces(), *scripts.all_faces(), fonts.formulas())
    for family in dict.fromkeys(face.family for face in faces):
        if family not in named:
            continue
        if family in own:
            texts[family] = "".join(filter(own[family].has, plain))
            continue
        if family.endswith(" KR"):
            native = lang.startswith("ko") or "Serif" in family
            texts[family] = "".join(c for c in eastern if c not in elsewhere) if native else ""
        elif "Code" in family:
            texts[family] = code
        elif "Math" in family:
            texts[family] = formulas + _italic(formulas)
        else:
            texts[family] = plain
    return texts


def embed_svg_faces(text: str) -> str:
    """The page with the faces that drawings name put into them; they cannot take the page's."""
    return DRAWING.sub(lambda m: f"{m[1]}{b64encode(_drawn(b64decode(m[2]))).decode()}", text)


@lru_cache(maxsize=64)
def _drawn(drawing: bytes) -> bytes:
    """An SVG picture with its faces in it."""
    svg = drawing.decode()
    named = set(re.findall(r"font-family\s*[:=]\s*[\"']*([\w ]+)", svg))
    words = unescape("".join(re.findall(r">([^<]+)<", svg)))
    rules = (
        subset.face_rules(dict.fromkeys(sorted(named), words), base=False) if words.strip() else ""
    )
    opening = re.search(r"<svg\b[^>]*>", svg)
    if not rules or not opening:
        return drawing
    end = opening.end()
    return f"{svg[:end]}<style>{rules}</style>{svg[end:]}".encode()


def _italic(text: str) -> str:
    """The letters that a browser shows for one-letter names in formulas."""
    latin = {chr(0x41 + i): chr(0x1D434 + i) for i in range(26)}
    latin |= {chr(0x61 + i): chr(0x1D44E + i) for i in range(26)} | {"h": "\u210e"}
    greek = {chr(0x391 + i): chr(0x1D6E2 + i) for i in range(25)}
    greek |= {chr(0x3B1 + i): chr(0x1D6FC + i) for i in range(25)}
    return "".join((latin | greek).get(letter, "") for letter in set(text))
