"""The places where a paragraph's lines may end, and what each would look like."""

from bisect import bisect_right

from reportgen.weasy import compat
from reportgen.weasy.paragraphs.breaks import HYPHEN, KEPT, Opportunities
from reportgen.weasy.paragraphs.hyphens import hyphen_positions, words
from reportgen.weasy.paragraphs.inline import LINE_FEED, SPACES, Leaf, Paragraph
from reportgen.weasy.paragraphs.measure import Text
from reportgen.weasy.paragraphs.together import inner_breaks

SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
HANG_END = {
    "\u2010": 0.6, "-": 0.6, ".": 0.6, ",": 0.6, ";": 0.4, ":": 0.4, "\u2019": 0.5, "\u201d": 0.4,
    "\u2013": 0.35, "\u2014": 0.2, "!": 0.2, "?": 0.15, "'": 0.5, '"': 0.4,
}  # fmt: skip
HANG_START = {"\u201c": 0.4, "\u2018": 0.4, "'": 0.4, '"': 0.4, "\u201e": 0.4, "\u201a": 0.4}
"""How much of a character's advance may hang over the edge (House style of most books)."""
NAME, COMPOUND = 90, 120
"""What a hyphen costs more in a name or a word that has one."""
BREAKS_IN_ADDRESS = {"/": 20, "=": 80, "&": 80}
IN_ADDRESS = 80
IN_HOST = 500
BEFORE_DASH = 800


def opportunities(whole: Paragraph) -> Opportunities:
    """The break opportunities of a paragraph, from its start to its end."""
    return _Finder(whole).find()


class _Finder:
    def __init__(self, whole: Paragraph) -> None:
        self.whole, self.text = whole, whole.text
        self.found = Opportunities()
        self.hyphen_widths: dict[int, float] = {}

    def find(self) -> Opportunities:
        text = self.text
        breaks = dict.fromkeys(_line_breaks(text, self.whole.leaves[0].box.style["lang"]), False)
        hyphens = self._hyphens()
        for position in hyphens:
            breaks.setdefault(position, True)
        kept = inner_breaks(text)
        first = len(text) - len(text.lstrip(" "))
        self._add(0, first, first, 0, False)
        for position in sorted(breaks):
            end = position
            while end and text[end - 1] in " \n":
                end -= 1
            leaf = self.leaf(position - 1)
            if end <= first or leaf.box.style["white_space"] == "nowrap" == (
                self.leaf(position).box.style["white_space"] if position < len(text) else ""
            ):
                continue
            start = position
            while start < len(text) and text[start] == " ":
                start += 1
            if start >= len(text):
                break
            hyphen = breaks[position] or text[position - 1] == SOFT_HYPHEN
            if hyphen and leaf.box.style["hyphens"] == "none":
                continue
            cost = hyphens.get(position, HYPHEN) if hyphen else self._cost(position, end)
            if position in kept or start in kept:
                cost += KEPT
            self._add(end, start, position, cost, hyphen)
        self._add(len(text.rstrip(" \n")), len(text), len(text), 0, False)
        return self.found

    def leaf(self, position: int) -> Leaf:
        """The leaf in which a character stands."""
        return self.whole.leaves[bisect_right(self.whole.starts, position) - 1]

    def _cost(self, position: int, end: int) -> float:
        """What a break between words costs."""
        before, behind = self.text[position - 1], self.text[position : position + 1]
        if before == ZERO_WIDTH_SPACE:
            if behind == ".":
                return IN_HOST if "/" not in self.text[max(0, position - 30) : position] else 120
            return BREAKS_IN_ADDRESS.get(behind, IN_ADDRESS)
        if behind in ("\u2014", "\u2013"):
            return BEFORE_DASH
        if before in "-\u2010" and end == position:
            return HYPHEN
        return 0

    def _hyphens(self) -> dict[int, float]:
        """The hyphens that may be set, by the character before which they stand."""
        text = self.text
        found: dict[int, float] = {}
        if not any(leaf.box.style["hyphens"] == "auto" for leaf in self.whole.leaves):
            return found
        for start, word in words(text):
            if SOFT_HYPHEN in text[max(0, start - 1) : start + len(word) + 1]:
                continue
            style = self.leaf(start).box.style
            limits, language = style["hyphenate_limit_chars"], style["lang"]
            cost = HYPHEN
            if text[start - 1 : start] in ("-", "\u2010") or text[start + len(word) :][:1] == "-":
                cost += COMPOUND
            german = (language or "").startswith("de")
            if (
                word[0].isupper()
                and not german
                and text[max(0, start - 2) : start] not in (". ", "")
            ):
                cost += NAME
            for offset in hyphen_positions(word, language, tuple(limits)):
                style = self.leaf(start + offset - 1).box.style
                if style["hyphens"] == "auto" and style["lang"] == language:
                    found[start + offset] = cost
        return found

    def _add(self, end: int, start: int, position: int, cost: float, hyphen: bool) -> None:
        """Add an opportunity: a line ends before character `end`, the next begins at `start`."""
        found, text = self.found, self.text
        last, next_leaf = self.leaf(max(0, end - 1)), self.leaf(min(start, len(text) - 1))
        x, spaces, em = last.at(end) if end > last.start else (last.x, last.sums, last.ems)
        if end == last.end:
            x += last.after
        hang = 0.0
        if last.text is not None and end > last.start:
            shown = text[end - 1]
            share = HANG_END.get(shown, 0)
            if hyphen:
                width = self._hyphen_width(last)
                x += width
                share, hang = 0, width * HANG_END.get(last.box.style["hyphenate_character"], 0)
            if share:
                hang = share * (x - last.at(end - 1)[0])
        found.positions.append(start)
        found.ends.append(end)
        found.x_end.append(x)
        found.space_end.append(spaces)
        found.em_end.append(em)
        found.hang_end.append(hang)
        x, spaces, em = next_leaf.at(start)
        if start == next_leaf.start:
            x -= next_leaf.before
        hang = 0.0
        if next_leaf.text is not None and start < len(text):
            share = HANG_START.get(text[start], 0)
            if share:
                hang = share * (next_leaf.at(start + 1)[0] - next_leaf.at(start)[0])
        found.x_start.append(x)
        found.space_start.append(spaces)
        found.em_start.append(em)
        found.hang_start.append(hang)
        found.penalty.append(cost)
        found.hyphen.append(hyphen)

    def _hyphen_width(self, leaf: Leaf) -> float:
        key = id(leaf.box.style)
        if key not in self.hyphen_widths:
            style = leaf.box.style
            self.hyphen_widths[key] = Text(style["hyphenate_character"], style).width
        return self.hyphen_widths[key]


def _line_breaks(text: str, language: str | None) -> list[int]:
    """The characters before which a line may begin by UAX 14, but for the text's end."""
    attributes = compat.get_log_attrs(text, language)
    flags = memoryview(compat.ffi.buffer(attributes)).cast("I")[: len(text)].tolist()
    return [p for p in range(1, len(text)) if flags[p] & 1]


def forced(whole: Paragraph, found: Opportunities) -> list[int]:
    """The opportunities at which a line must end: behind a line feed, and the last."""
    text = whole.text
    last = len(found.positions) - 1
    return [i for i in range(1, last) if LINE_FEED in text[found.ends[i] : found.positions[i]]] + [
        last
    ]


__all__ = ["SPACES", "forced", "opportunities"]
