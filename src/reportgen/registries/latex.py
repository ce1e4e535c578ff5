"""Texts of strangers as values of BibTeX: what LaTeX would take for a command is escaped."""

import re

from reportgen.bibliography import corporate, languages

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "@": "@",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": "‘", "\xa0": "~",
}  # fmt: skip
_TAGS = {"i": r"\emph", "b": r"\textbf", "sub": r"\textsubscript", "sup": r"\textsuperscript"}
_PIECE = re.compile(r"<(/?)(i|b|sub|sup)>")
_INNER = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
_SMALL = re.compile(
    r"(?:an?|and|as|at|but|by|for|from|how|in|into|is|its?|nor|of|on|or|over|per|the|their|to|up"
    r"|via|vs?|what|when|where|who|why|with)$", re.I
)  # fmt: skip


def escaped(words: str) -> str:
    """Words as LaTeX prints them; italics, bold and scripts as its commands."""
    out, last, deep = [], 0, 0
    for found in _PIECE.finditer(words):
        out.append(_signs(words[last : found.start()]))
        last = found.end()
        if not found[1]:
            out.append(f"{_TAGS[found[2]]}{{")
            deep += 1
        elif deep:
            out.append("}")
            deep -= 1
    out.append(_signs(words[last:]))
    return "".join(out) + "}" * deep


def _signs(words: str) -> str:
    words = words.replace("''", "”")
    signs = _SIGNS | {"{": r"\{", "}": r"\}"} if _is_balanced(words) else _SIGNS
    return "".join(signs.get(sign, sign) for sign in words)


def _is_balanced(words: str) -> bool:
    """Whether each brace is closed; BibTeX counts those that are escaped, too."""
    deep = 0
    for sign in words:
        deep += (sign == "{") - (sign == "}")
        if deep < 0:
            return False
    return not deep


def address(typed: str) -> str:
    """An address or a DOI, in which nothing is escaped for LaTeX (BibLaTeX, 2.2.2, `uri`)."""
    return re.sub(r'[\s{}\\"<>^`|]', lambda found: f"%{ord(found[0]):02X}", typed)


def code(typed: str) -> str:
    """A DOI, whose own brackets stay."""
    return re.sub(r'[\s{}\\"^`|]', lambda found: f"%{ord(found[0]):02X}", typed)


def title(words: str, language: str) -> str:
    """A title in which what no style may set in small letters stands in braces.

    These are initialisms and words with capitals within, and in a title in sentence style its
    proper names; a title that is not English is left as it is.
    """
    if not languages.english(language, words):
        return escaped(words)
    sentence = _in_sentence_style(words)
    out: list[str] = []
    first = True
    for piece in re.split(r"(\s+|<[^<>]+>)", words):
        kept = bool(_INNER.search(piece)) and not piece.startswith("<")
        if kept and _is_fixed(piece, sentence and not first):
            out.append(_braced(piece))
        else:
            out.append(piece if piece.startswith("<") else _mark(piece))
        if kept:
            first = piece.endswith((":", "?", "!", ".", "—", "–"))
    joined = "".join(out).replace("\ue001 \ue000", " ")
    return escaped(joined).replace("\ue000", "{").replace("\ue001", "}")


def _mark(piece: str) -> str:
    return piece.replace("\ue000", "").replace("\ue001", "")


def _braced(piece: str) -> str:
    """A word in braces, without the punctuation around it."""
    found = re.match(r"(\W*)(.*?)((?:['’]s)?\W*)$", _mark(piece), re.S)
    before, word, after = found.groups() if found else ("", piece, "")
    if after.startswith(".") and re.search(r"\.[^\W\d_]$", word):
        word, after = f"{word}.", after[1:]
    return f"{before}\ue000{word}\ue001{after}"


def _is_fixed(piece: str, name: bool) -> bool:
    words = re.split(r"[-‐‑–—/]", piece)
    if any(any(sign.isupper() for sign in word.strip("(“\"'‘[")[1:]) for word in words):
        return True
    return name and any(sign.isupper() for sign in piece) and not piece.startswith(("“", '"'))


def _in_sentence_style(title: str) -> bool:
    """Whether most words of a title that may have a capital have none."""
    bare = re.sub(r"<[^<>]+>", "", title)
    words = [word for word in _INNER.findall(bare)[1:] if word[1:].islower()]
    inner = [word for word in words if not _SMALL.match(word) and len(word) > 3]
    return len(inner) > 1 and sum(word[0].islower() for word in inner) * 2 >= len(inner)


def body(name: str) -> str:
    """The name of a body, in braces of its own, so that it is not read as a person's."""
    return f"{{{escaped(name)}}}"


def house(name: str) -> str:
    """A publisher, whose name is one though ` and ` stands in it."""
    return body(name) if " and " in name and not corporate.is_corporate(name) else escaped(name)
