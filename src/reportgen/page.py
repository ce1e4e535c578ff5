"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import guard, scrub, themes
from reportgen.diag import Bag
from reportgen.limits import LIMITS
from reportgen.source import Source, Span

if TYPE_CHECKING:
    from reportgen.sandbox import Sandbox


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
) -> str | None:
    """A template filled in; None, with a diagnostic at its line, where it does not work.

    `asked` is where the front matter asks for the theme.
    A project's own template is a stranger's: it has little time and memory, and what it wrote is
    looked through for what would run, fetch or send something.
    """
    from jinja2 import TemplateError, TemplateNotFound

    from reportgen.sandbox import sandbox

    environment, strange = sandbox(root, theme), themes.strange(root, theme)
    try:
        if not strange:
            return environment.get_template(name).render(**values)
        source = _source(root, theme, name)
        return _vetted(_filled(environment, name, values), source, values, bag)
    except TemplateNotFound as error:
        bag.error(
            "template-missing",
            f"the theme `{theme}` has no template `{error.name}`",
            asked if error.name == name else _place(error, root, theme, name),
            f"choose a theme that is there: {', '.join(themes.names())}",
        )
    except guard.Overtime as error:
        if not strange:  # the time of the whole output is up, which is not this template's fault
            raise
        place = _place(error, root, theme, name)
        bag.error("template-fault", f"the template `{name}` takes too long", place, "end its loops")
    except MemoryError as error:
        if not strange:
            raise
        place = _place(error, root, theme, name)
        bag.error("template-fault", f"the template `{name}` writes too much", place, "shorten it")
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


def _filled(environment: "Sandbox", name: str, values: Mapping[str, Any]) -> str:
    """The text that a stranger's template writes. Raises Overtime and MemoryError too."""
    written: list[str] = []
    size = 0
    with guard.bounded(LIMITS.theme_seconds, LIMITS.theme_megabytes):
        for part in environment.get_template(name).generate(**values):
            size += len(part)
            if size > LIMITS.page_characters:
                raise MemoryError
            written.append(part)
    return "".join(written)


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
