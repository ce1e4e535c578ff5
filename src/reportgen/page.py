"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import guard, scrub, themes
from reportgen.diag import Bag
from reportgen.limits import LIMITS
from reportgen.source import Source

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


def page(root: Path, theme: str, name: str, values: Mapping[str, Any], bag: Bag) -> str | None:
    """A template filled in; None, with a diagnostic at its line, where it does not work.

    A project's own template is a stranger's: it has little time and memory, and what it wrote is
    looked through for what would run, fetch or send something.
    """
    from jinja2 import TemplateError, TemplateNotFound

    from reportgen.sandbox import sandbox

    environment = sandbox(root, theme)
    try:
        if not themes.strange(root, theme):
            return environment.get_template(name).render(**values)
        return _vetted(_filled(environment, name, values), name, values, bag)
    except TemplateNotFound as error:
        bag.error(
            "template-missing",
            f"the theme `{theme}` has no template `{error.name}`",
            help=f"choose a theme that is there: {', '.join(themes.names())}",
        )
    except guard.Overtime:
        bag.error("template-fault", f"the template `{name}` takes too long", help="end its loops")
    except MemoryError:
        bag.error("template-fault", f"the template `{name}` writes too much", help="shorten it")
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
