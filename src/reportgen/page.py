"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reportgen import scrub, themes, workers
from reportgen.diag import Bag
from reportgen.limits import LIMITS, Limits
from reportgen.resources import Resources
from reportgen.source import Source, Span


@dataclass(frozen=True)
class Safe:
    """HTML that our own markup wrote, which a template may put in as it is."""

    html: str

    def __html__(self) -> str:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.html)


def warm() -> None:
    """Import Jinja2, so that it is there when it is wanted; meant for a thread."""
    import reportgen.sandbox  # noqa: F401


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
    if not themes.strange(root, theme):
        return _filled(root, theme, name, values, bag, asked)
    allowed = Resources(limits.theme_seconds, limits.theme_megabytes, limits.wall_seconds)
    try:
        html, found = workers.run(
            partial(_apart, root, theme, name, values, asked, limits), allowed
        )
    except workers.Ended as ended:
        said, remedy = {
            "time": ("takes too long", "end its loops"),
            "memory": ("writes too much", "shorten it"),
            "depth": ("nests too deep", "end its recursion"),
            "crash": ("makes Python crash", "make it simpler"),
        }[ended.reason]
        place = _source(root, theme, name).span(0)
        bag.error("template-fault", f"the template `{name}` {said}", place, remedy)
        return None
    bag.extend(found)
    return None if html is None else _vetted(html, _source(root, theme, name), values, bag)


def _apart(
    root: Path,
    theme: str,
    name: str,
    values: Mapping[str, Any],
    asked: Span | None,
    limits: Limits,
) -> tuple[str | None, Bag]:
    """A stranger's template filled in, and what there is to say about it."""
    bag = Bag()
    return _filled(root, theme, name, values, bag, asked, limits.page_characters), bag


def _filled(
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

    from reportgen.sandbox import sandbox

    try:
        template = sandbox(root, theme).get_template(name)
        if not most:
            return template.render(**values)
        written: list[str] = []
        for part in template.generate(**values):
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
            f"choose a theme that is there: {', '.join(themes.names())}",
        )
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        bag.error(
            "template-fault",
            f"the template does not work: {error}",
            _place(error, root, theme, name),
            "mend the template",
        )
    return None


def _vetted(html: str, template: Source, values: Mapping[str, Any], bag: Bag) -> str | None:
    """A stranger's page as it may be used; None where it holds what no page may hold."""
    script = values.get("script")
    ours = (script.html,) if isinstance(script, Safe) else ()
    found = list(dict.fromkeys(scrub.faults(html, ours)))
    for fault in found[:5]:
        bag.error(
            "template-unsafe",
            f"the template `{template.name.rpartition('/')[2]}` writes {fault}",
            _written(fault, template),
            "a project's template may show things; it may not run, fetch or send them",
        )
    return None if found else scrub.held(html, str(values.get("policy") or ""))


def _written(fault: str, template: Source) -> Span:
    """Where a template most likely writes what `scrub` found in its page."""
    for word in re.findall(r"`([^`]+)`|<(\w+)|^([\w-]+)(?= of )", fault):
        if found := re.search(re.escape("".join(word)), template.text, re.I):
            return template.span(*found.span())
    return template.span(0)


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
    path = themes.find(root, theme, name)
    top = root.resolve() / "templates"
    own = path is not None and path.is_relative_to(top)
    folder = path.relative_to(top).parent.as_posix() if path and own else theme
    place = f"templates/{name}" if folder == "." else f"templates/{folder}/{name}"
    return Source(place, themes.text(root, theme, name))
