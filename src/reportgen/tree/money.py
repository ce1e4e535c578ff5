"""Prices, which pandoc takes for formulas where two dollar signs may be a pair.

`a $20-a-ton tax (in US$)` is one to pandoc (manual, extension `tex_math_dollars`): the first sign
has no space behind it, the second none before it and no digit behind it.
"""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.tree import scan

SIGNS = re.compile(r"\\.|\$+|\n[ \t]*\n", re.S)
INDENTED = re.compile(r"(?:[ ]{4}|[ ]{0,3}\t)")
ITEM = re.compile(
    r"[ \t>]*(?:[-+*•][ \t]|\(?(?:\d{1,9}|[A-Za-z])[.)][ \t]|\[\^[^\]\s]+\]:|[:~][ \t])"
)
"""What a line begins with below which an indented one is text and no code."""
LINES = 200
"""How far back the line is looked for that an indented one belongs to."""
TEX = re.compile(r"[\\^_={}<>+|&]")
"""What formulas have and prices have not."""
AMOUNT = re.compile(r"\d[\d,.]*|\.\d")
CURRENCY = re.compile(
    r"(?<![\w$])(?:US|U\.S\.|USD?|A|AU|AUD?|C|CA|CAN|CDN|NZ|HK|S|SG|NT|TW|MX|R|BR|Z|J|B|T|TT|EC)$"
)
"""The letters that stand before a dollar sign: a country's or its currency's."""
WORD = re.compile(r"(?<![\w.])(?:[a-z]{3,}|to|or|in|of|at|by|on|an|is|as|we|it|per)(?![\w(])")
FUNCTION = re.compile(
    r"(?:sin|cos|tan)h?|cot|sec|csc|log|exp|max|min|mod|lim|sup|inf|det|dim|gcd|arg(?:max|min)?|"
    r"arc(?:sin|cos|tan)|deg|ker|var|cov|std|[kmgt]wh|mol|pp[mb]|[gmk]hz"
)
"""The names of functions and units that stand in formulas."""
AMOUNT_END = re.compile(r"\d(?:[kmb]n?|%)?$")


@dataclass(frozen=True)
class Dollars:
    """What dollar signs are: the offsets of prices' signs, and where formulas begin and end."""

    prices: list[int]
    formulas: list[tuple[int, int]]


def escape_prices(text: str) -> str:
    """Markdown in which a backslash stands before each dollar sign of a price that would begin or
    end a formula. Code, formulas and lone dollar signs are left as they are.
    """
    if text.count("$") < 2:
        return text
    out, after = [], 0
    for start in sorted(dollars(scan.mask(text, "\ufffc")).prices):
        if not in_code(text, start):
            out += [text[after:start], "\\"]
            after = start
    return "".join([*out, text[after:]])


def dollars(masked: str) -> Dollars:
    """What the dollar signs of a text without its code are; pandoc would pair prices too."""
    found = Dollars([], [])
    rest = deque(m for m in SIGNS.finditer(masked) if m[0][0] != "\\")
    single: list[re.Match[str]] = []  # unpaired so far in this paragraph
    while rest:
        mark = rest.popleft()
        following = rest[0] if rest else None
        if mark[0] == "$" and following and _paired(masked, mark.start(), following):
            start, end = mark.start(), following.start()
            content = masked[start + 1 : end].replace("$", "")
            if _is_price(content, masked[max(start - 5, 0) : start]):
                found.prices.append(start)
                if AMOUNT_END.search(content) or CURRENCY.search(content):
                    found.prices.append(rest.popleft().start())
                if single:  # what was no pair with this sign may be one with the next
                    rest.appendleft(single.pop())
                continue
            found.formulas.append((start, rest.popleft().end()))
            single.clear()
        elif mark[0] == "$":
            single.append(mark)
        else:
            if mark[0] == "$$" and (count := _displayed(rest)):
                found.formulas.append((mark.start(), rest[count - 1].end()))
                for _ in range(count):
                    rest.popleft()
            single.clear()
    return found


def _displayed(rest: Iterable[re.Match[str]]) -> int:
    """At which of the next marks a displayed formula ends, counted from 1; 0 where it does not."""
    for count, mark in enumerate(rest, 1):
        if mark[0][0] != "$":
            break
        if "$$" in mark[0]:
            return count
    return 0


def _paired(text: str, start: int, following: re.Match[str]) -> bool:
    """Whether a sign and the next one are a pair to pandoc."""
    end = following.start()
    if following[0][0] != "$" or end - start < 2:
        return False
    bare = not text[start + 1].isspace() and not text[end - 1].isspace()
    return bare and not text[end + 1 : end + 2].isdigit()


def _is_price(content: str, before: str) -> bool:
    """Whether what two signs enclose is more likely prose between two prices than a formula."""
    words = [word for word in WORD.findall(content) if not FUNCTION.fullmatch(word)]
    if not words or TEX.search(content):
        return False
    opens = AMOUNT.match(content) or content[0] in "),;:" or CURRENCY.search(before)
    closes = AMOUNT_END.search(content) or CURRENCY.search(content) or content[-1] in "(/–—-~"
    return bool(opens and closes)


def in_code(text: str, offset: int) -> bool:
    """Whether an offset stands in an indented line that is code and not part of a list's item."""
    start = text.rfind("\n", 0, offset) + 1
    if not INDENTED.match(text, start):
        return False
    for _ in range(LINES):
        if not start:
            break
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        if text[start:end].strip() and not INDENTED.match(text, start):
            return ITEM.match(text, start) is None
    return True
