"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page. What they are handed is plain values
(`context.py`), what they may do with them is listed (`filters.py`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import themes
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.limits import LIMITS, Limits
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.sanitize import page as scrub
from reportgen.themes.context import SafeHtml, context

if TYPE_CHECKING:
    from reportgen.themes.sandbox import Sandbox

LONGEST = 200
"""The most characters of what Jinja2 says of a fault."""


def warm() -> None:
    """Import Jinja2, so that it is there when it is wanted; meant for a thread."""
    import reportgen.themes.sandbox  # noqa: F401


def page(
    root: Path,
    theme: str,
    name: str,
    values: Mapping[str, Any],
    bag: Bag,
    asked: Span | None = None,
    limits: Limits = LIMITS,
) -> str | None:
    """A template filled in; None, with a diagnostic at its line, where it does not work.

    `asked` is where the front matter asks for the theme. A project's own template is a stranger's:
    a worker fills it in, which has little time and memory, and what it wrote is looked through for
    what would run, fetch or send something.
    """
    return pages(root, theme, [(name, values)], bag, asked, limits)[0]


def pages(
    root: Path,
    theme: str,
    wanted: Sequence[tuple[str, Mapping[str, Any]]],
    bag: Bag,
    asked: Span | None = None,
    limits: Limits = LIMITS,
) -> list[str | None]:
    """Templates filled in, each a name and its values, as `page` does it.

    All are filled in together: a template that many pages share is read once, and one worker does
    all of a stranger's. It has the time of a page for every hundred.
    """
    if not themes.strange(root, theme):
        return _all_filled(root, theme, wanted, bag, asked)
    seconds = limits.theme_seconds * (1 + len(wanted) // 100)
    allowed = Resources(seconds, limits.theme_megabytes, limits.wall_seconds)
    try:
        texts, found = workers.run(partial(_apart, root, theme, wanted, asked, limits), allowed)
    except workers.WorkerEnded as ended:
        said, remedy = {
            "time": ("takes too long", "end its loops"),
            "memory": ("writes too much", "shorten it"),
            "depth": ("nests too deep", "end its recursion"),
            "crash": ("makes Python crash", "make it simpler"),
        }[ended.reason]
        name = wanted[0][0]
        place = _source(root, theme, name).span(0)
        bag.error("template-fault", f"the template `{name}` {said}", place, remedy)
        return [None] * len(wanted)
    bag.extend(found)
    return [
        None if html is None else _vetted(html, _source(root, theme, name), values, bag)
        for html, (name, values) in zip(texts, wanted, strict=True)
    ]


def _apart(
    root: Path,
    theme: str,
    wanted: Sequence[tuple[str, Mapping[str, Any]]],
    asked: Span | None,
    limits: Limits,
) -> tuple[list[str | None], Bag]:
    """A stranger's templates filled in, and what there is to say about them."""
    bag = Bag()
    return _all_filled(root, theme, wanted, bag, asked, limits.page_characters), bag


def _all_filled(
    root: Path,
    theme: str,
    wanted: Sequence[tuple[str, Mapping[str, Any]]],
    bag: Bag,
    asked: Span | None,
    most: int = 0,
) -> list[str | None]:
    from reportgen.themes.sandbox import sandbox

    environment = sandbox(root, theme)
    out = []
    for name, values in wanted:
        environment.work = 0
        out.append(_filled(environment, root, theme, name, values, bag, asked, most))
    return out


def _filled(
    environment: "Sandbox",
    root: Path,
    theme: str,
    name: str,
    values: Mapping[str, Any],
    bag: Bag,
    asked: Span | None,
    most: int = 0,
) -> str | None:
    """A template filled in. Raises MemoryError beyond `most` characters, where it is not 0."""
    from jinja2 import TemplateError, TemplateNotFound

    try:
        template = environment.get_template(name)
        parts = template.generate(context(values))
        if not most:
            return "".join(parts)
        written: list[str] = []
        for part in parts:
            most -= len(part)
            if most < 0:
                raise MemoryError
            written.append(part)
        return "".join(written)
    except TemplateNotFound as error:
        bag.error(
            "template-missing",
            f"the theme `{theme}` has no template `{error.name}`",
            asked if error.name == name else _place(error, root, theme, name),
            f"choose a theme that is there ({', '.join(themes.names())}), or write the name "
            "of the template between quotes where it is included",
        )
    except (
        TemplateError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        NameError,
        RuntimeError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as error:
        bag.error(
            "template-fault",
            f"the template does not work: {_short(error)}",
            _place(error, root, theme, name),
            "mend the template",
        )
    return None


def _vetted(html: str, template: Source, values: Mapping[str, Any], bag: Bag) -> str | None:
    """A stranger's page as it may be used; None where it holds what no page may hold."""
    known = (values.get(name) for name in ("script", "index"))
    ours = tuple(script.html for script in known if isinstance(script, SafeHtml))
    beside = [other["address"] for other in values.get("others", ())]
    found = list(dict.fromkeys(scrub.faults(html, ours, beside)))
    for fault in found[:5]:
        bag.error(
            "template-unsafe",
            f"the template `{template.name.rpartition('/')[2]}` writes {fault}",
            _written(fault, template),
            "a project's template may show things; it may not run, fetch or send them",
        )
    return None if found else scrub.with_csp(html, str(values.get("policy") or ""))


def _written(fault: str, template: Source) -> Span:
    """Where a template most likely writes what `scrub` found in its page."""
    for word in re.findall(r"`([^`]+)`|<(\w+)|^([\w-]+)(?= of )", fault):
        if found := re.search(re.escape("".join(word)), template.text, re.I):
            return template.span(*found.span())
    return template.span(0)


def _short(error: Exception) -> str:
    """What an error says, without the whole of a value that it quotes."""
    text = " ".join(str(error).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _place(error: BaseException, root: Path, theme: str, name: str) -> Span:
    """The line of a template that an error came from; its first where that is not known."""
    line, file = getattr(error, "lineno", None), getattr(error, "name", None) or name
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line, file = trace.tb_lineno, trace.tb_frame.f_code.co_filename
            # What Jinja2 does not catch has the lines of the code that it made of the template.
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            line = compiled.get_corresponding_lineno(line) if compiled else line
        trace = trace.tb_next
    source = _source(root, theme, file if themes.find(root, theme, file) else name)
    return source.span(source.offset(line or 1))


def _source(root: Path, theme: str, name: str) -> Source:
    """A template under the name by which its publisher knows it."""
    for place, text in themes.own(root, theme, name).items():
        return Source(place, text)
    return Source(f"templates/{theme}/{name}", themes.text(root, theme, name))
