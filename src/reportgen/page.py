"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reportgen import scrub, themes, workers
from reportgen.diag import Bag
from reportgen.limits import LIMITS, Limits
from reportgen.resources import Resources
from reportgen.source import Source


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
    limits: Limits = LIMITS,
) -> str | None:
    """A template filled in; None, with a diagnostic at its line, where it does not work.

    A project's own template is a stranger's: a worker fills it in, which has little time and
    memory, and what it wrote is looked through for what would run, fetch or send something.
    """
    if not themes.strange(root, theme):
        return _filled(root, theme, name, values, bag)
    allowed = Resources(limits.theme_seconds, limits.theme_megabytes, limits.wall_seconds)
    try:
        html, found = workers.run(partial(_apart, root, theme, name, values, limits), allowed)
    except workers.Ended as ended:
        said, remedy = {
            "time": ("takes too long", "end its loops"),
            "memory": ("writes too much", "shorten it"),
            "depth": ("nests too deep", "end its recursion"),
            "crash": ("makes Python crash", "make it simpler"),
        }[ended.reason]
        text = themes.text(root, theme, name)
        place = Source(f"templates/{theme}/{name}", text).span(0) if text else None
        bag.error("template-fault", f"the template `{name}` {said}", place, remedy)
        return None
    bag.extend(found)
    return None if html is None else _vetted(html, name, values, bag)


def _apart(
    root: Path, theme: str, name: str, values: Mapping[str, Any], limits: Limits
) -> tuple[str | None, Bag]:
    """A stranger's template filled in, and what there is to say about it."""
    bag = Bag()
    return _filled(root, theme, name, values, bag, limits.page_characters), bag


def _filled(
    root: Path, theme: str, name: str, values: Mapping[str, Any], bag: Bag, most: int = 0
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
            help=f"choose a theme that is there: {', '.join(themes.names())}",
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
        )
    return None


def _vetted(html: str, name: str, values: Mapping[str, Any], bag: Bag) -> str | None:
    """A stranger's page as it may be used; None where it holds what no page may hold."""
    script = values.get("script")
    ours = (script.html,) if isinstance(script, Safe) else ()
    found = list(dict.fromkeys(scrub.faults(html, ours)))
    for fault in found[:5]:
        bag.error(
            "template-unsafe",
            f"the template `{name}` writes {fault}",
            help="a project's template may show things; it may not run, fetch or send them",
        )
    return None if found else scrub.held(html, str(values.get("policy") or ""))


def _place(error: Exception, root: Path, theme: str, name: str) -> Any:
    """The line of a template that an error came from."""
    line, file = getattr(error, "lineno", None), getattr(error, "name", None) or name
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line, file = trace.tb_lineno, trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    source = Source(f"templates/{theme}/{file}", themes.text(root, theme, file))
    return source.span(source.offset(line)) if line else None
