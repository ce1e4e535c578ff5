"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page. What they are handed is plain values
(`context.py`), what they may do with them is listed (`filters.py`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import guard, scrub, themes
from reportgen.context import Safe, context
from reportgen.diag import Bag
from reportgen.limits import LIMITS
from reportgen.source import Source

if TYPE_CHECKING:
    from reportgen.sandbox import Sandbox


LONGEST = 200
"""The most characters of what Jinja2 says of a fault."""


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

    environment, plain = sandbox(root, theme), context(values)
    try:
        if not themes.strange(root, theme):
            return "".join(environment.get_template(name).generate(plain))
        return _vetted(_filled(environment, name, plain), name, values, bag)
    except TemplateNotFound as error:
        bag.error(
            "template-missing",
            f"the theme `{theme}` has no template `{error.name}`",
            help=f"choose a theme that is there ({', '.join(themes.names())}), or write the name "
            "of the template between quotes where it is included",
        )
    except guard.Overtime:
        bag.error("template-fault", f"the template `{name}` takes too long", help="end its loops")
    except MemoryError:
        bag.error("template-fault", f"the template `{name}` writes too much", help="shorten it")
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
        )
    return None


def _filled(environment: "Sandbox", name: str, values: Mapping[str, Any]) -> str:
    """The text that a stranger's template writes. Raises Overtime and MemoryError too."""
    written: list[str] = []
    size = 0
    with guard.bounded(LIMITS.theme_seconds, LIMITS.theme_megabytes):
        for part in environment.get_template(name).generate(values):
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


def _short(error: Exception) -> str:
    """What an error says, without the whole of a value that it quotes."""
    text = " ".join(str(error).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


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
