"""Templates are a stranger's: what they can reach, call and make large is listed, all of it."""

import pickle
import re
import resource
import sys
import time
from collections import Counter, deque
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.utils import Namespace
from markupsafe import Markup

from reportgen import build
from reportgen.parse.front_matter import Date
from reportgen.themes import filters, methods
from reportgen.themes.context import SafeHtml, context
from reportgen.themes.sandbox import Sandbox, sandbox
from stage import filled, handed, paper

HERE = Path(__file__).parent

TEXT = frozenset(
    """
    capitalize count endswith find format join lower lstrip replace rstrip split startswith strip
    title upper
    """.split()  # noqa: SIM905 (a list of so many words is read as words)
)
FIELDS = frozenset(("get", "items", "keys", "values"))
CALLABLE = {
    "str": TEXT,
    "Markup": TEXT,
    "dict": FIELDS,
    "mappingproxy": FIELDS,
    "Date": frozenset(("say",)),
    "LoopContext": frozenset(("changed", "cycle")),
}
"""Every method that a template may call, by the type of the value that has it."""
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "count": ("a",), "endswith": ("a",), "find": ("a",), "format": ("a", "b"), "join": (("a",),),
    "replace": ("a", "b"), "startswith": ("a",), "say": ("ko",), "get": ("title",),
    "cycle": ("a", "b"), "changed": ("a",),
}  # fmt: skip
NAMED = {"format": {"author": "a", "title": "b"}}
PLAIN = {str, Markup, int, float, bool, type(None), SafeHtml, Date, tuple, list, range, dict}
LEAVES = {str, Markup, int, float, bool, type(None)}
RUNTIME = {LoopContext, Macro, BlockReference, TemplateReference, TemplateModule, Namespace}
TRIED = (
    "__class__", "__dict__", "__init__", "__mro__", "__globals__", "__builtins__", "__reduce__",
    "parse_raw", "parse_file", "model_dump", "model_copy", "copy", "json", "format_map", "mro",
    "gi_frame", "gi_code", "f_globals", "_root", "_environment", "_func", "_context", "encode",
    "_TemplateReference__context", "_Namespace__attrs", "_iterator", "_stack", "function",
    "__html__", "html", "unescape", "html_safe", "append", "pop", "clear", "update", "tofile",
)  # fmt: skip


def walk(environment: Sandbox, roots: dict[str, Any]) -> int:
    """Look at all that a template can reach from values; how many there are.

    Every attribute that there is in Python is asked for as a template would, as a field and as an
    item; what comes back is looked at in its turn. Fails where a thing has a kind, or a method,
    that is not listed here.
    """
    waiting = deque(roots.items())
    seen: set[object] = set()
    kept: list[Any] = []
    asked: Counter[type] = Counter()
    while waiting:
        path, value = waiting.popleft()
        key = (str, value) if type(value) is str else (object, id(value))
        if key in seen:
            continue
        seen.add(key)
        kept.append(value)  # so that no other thing takes its number
        kind = type(value)
        listed = kind in PLAIN | RUNTIME or kind.__name__ == "mappingproxy"
        listed = listed or (kind is methods.Method and path.count(":") > 0)
        listed = listed or value in (filters.numbers, filters.namespace)
        assert listed, f"{path} is a {kind}"
        can = kind in (methods.Method, Macro, BlockReference, LoopContext) or kind.__name__ == (
            "function"
        )
        assert environment.is_safe_callable(value) is can, path
        if kind.__name__ in ("mappingproxy", "dict"):
            waiting.extend((f"{path}[{key}]", part) for key, part in value.items())
        if kind in (tuple, list):
            waiting.extend((f"{path}[{i}]", part) for i, part in enumerate(value))
        asked[kind] += 1
        if kind is methods.Method or (kind in LEAVES and asked[kind] > 40):
            continue  # that many texts and numbers have been asked for all that they have
        for name in {*dir(value), *TRIED}:
            for ask in (environment.getattr, environment.getitem):
                found = ask(value, name)
                if isinstance(found, Undefined):
                    continue
                if type(found) is methods.Method:
                    assert name in CALLABLE.get(kind.__name__, ()), f"{path}.{name}"
                    # What a method gives is looked at, but its own methods are not called again.
                    if kind is not LoopContext and "()" not in path:
                        with suppress(ValueError):  # a script has brackets of its own
                            given = found(*ARGUMENTS.get(name, ()), **NAMED.get(name, {}))
                            waiting.append((f"{path}.{name}()", given))
                else:
                    # `prose` and `sections` hold nothing, which is HTML, under any name.
                    empty = type(found) is SafeHtml and not found
                    assert empty or not name.startswith("_"), f"{path}.{name}"
                    waiting.append((f"{path}.{name}", found))
    return len(seen)


@pytest.fixture
def environment(tmp_path: Path) -> Sandbox:
    return sandbox(tmp_path, "journal")


@pytest.mark.parametrize("theme", ["journal", "report"])
@pytest.mark.parametrize("edition", ["article", "brief"])
@pytest.mark.parametrize("target", ["html", "pdf"])
def test_what_a_page_reaches_from_its_values_is_listed(
    edition: str, target: str, theme: str, environment: Sandbox
) -> None:
    values = context(handed(edition, target, theme))
    assert walk(environment, values) > 100


class _Shown:
    """A thing with a method."""

    def show(self) -> str:
        return ""


class _Text(str):
    __slots__ = ()


class _Fields(dict[str, str]):
    pass


PLANTED = [
    Path("a"), len, _Shown(), _Shown, _Shown().show, _Text("a"), _Fields(), {1, 2}, b"a", sys,
    object(), (part for part in "ab"), memoryview(b"a"),
]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=lambda it: type(it).__name__)
def test_the_walk_and_the_door_refuse_what_is_planted(
    planted: object, environment: Sandbox
) -> None:
    for values in ({"a": planted}, {"a": {"b": (1, planted)}}):
        with pytest.raises(AssertionError, match="is a <class"):
            walk(environment, values)
        with pytest.raises(TypeError, match="cannot be handed"):
            context(values)
    with pytest.raises(TemplateError):
        environment.call(environment.from_string("").new_context(), planted)


def test_a_record_is_handed_on_as_its_fields_alone(environment: Sandbox) -> None:
    front = paper().front
    for planted in (front, front.journal, front.authors[0], front.style.fonts):
        with pytest.raises(AssertionError, match="is a <class"):
            walk(environment, {"a": planted})
        for name in ("parse_raw", "parse_file", "model_dump", "copy", "__class__", "span"):
            assert isinstance(environment.getattr(planted, name), Undefined)
            assert isinstance(environment.getitem(planted, name), Undefined)
        assert walk(environment, context({"a": planted}))


def test_what_templates_make_themselves_is_listed(environment: Sandbox, tmp_path: Path) -> None:
    found: dict[str, Any] = {}

    def probe(value: Any, name: str) -> str:
        found[name] = value
        return ""

    top = tmp_path / "templates" / "journal"
    top.mkdir(parents=True)
    (top / "part.html.j2").write_text("{% macro bold(a) %}<b>{{ a }}</b>{% endmacro %}")
    (top / "base.html.j2").write_text("{% block a %}base{% endblock %}")
    (top / "article.print.html.j2").write_text("""\
{% extends "base.html.j2" %}{% import "part.html.j2" as part %}
{% macro wrap(a) %}{{ varargs | probe("varargs") }}{{ kwargs | probe("kwargs") }}
{{ caller | probe("caller") }}{{ caller() }}{% endmacro %}
{% block a %}{{ super | probe("super") }}{{ super() | probe("super()") }}
{{ self | probe("self") }}{{ self.a | probe("block") }}
{% set ns = namespace(n=1) %}{% set ns.m = [1] %}{{ ns | probe("ns") }}{{ ns.m | probe("ns.m") }}
{% for a in [1, 2] recursive %}{{ loop | probe("loop") }}{{ loop.previtem | default(1) }}
{% endfor %}
{{ part | probe("module") }}{{ part.bold | probe("macro") }}{{ part.bold(1) | probe("macro()") }}
{% call wrap(1, 2, b=3) %}x{% endcall %}
{% set html %}<i>{% endset %}{{ html | probe("html") }}
{{ {"a": 1} | probe("dict") }}{{ (1, 2) | probe("tuple") }}{{ range(3) | probe("range") }}
{{ "a".upper | probe("method:") }}
{% endblock %}""")
    environment = sandbox(tmp_path, "journal")
    environment.filters["probe"] = probe
    template = environment.get_template("article.print.html.j2")
    assert "base" in template.render() or found
    # A block is given anew each time that it is asked for.
    assert {type(value) for value in found.values()} >= RUNTIME
    assert set(found) >= {"super", "self", "caller", "kwargs", "varargs", "method:"}
    found["method:"] = found.pop("method:")
    assert walk(environment, found) > len(found)


SAMPLES = ("a <b>c</b>", 7, 2.5, (3, 1, 2), ({"name": "b"}, {"name": "a"}), Markup("<i>"))
GIVEN: dict[str, str] = {
    "batch": "(2)", "d": "(1)", "default": "(1)", "map": "('string')", "replace": "('a', 'b')",
    "select": "('defined')", "reject": "('undefined')", "selectattr": "('name')", "slice": "(2)",
    "rejectattr": "('name')", "join": "(', ')", "truncate": "(5)", "sum": "",
}  # fmt: skip


def test_filters_and_tests_are_listed_and_give_plain_values(environment: Sandbox) -> None:
    assert set(environment.filters) == set(filters.FILTERS)
    assert set(environment.tests) == set(filters.TESTS)
    assert set(environment.globals) == {"range", "namespace"}
    for refused in ("attr", "format", "pprint", "xmlattr", "tojson", "groupby", "urlize", "random"):
        assert refused not in environment.filters
    for refused in ("callable", "filter", "test", "sameas"):
        assert refused not in environment.tests
    found: list[Any] = []
    environment.filters["probe"] = lambda value: found.append(value) or ""  # type: ignore[func-returns-value]
    for name in filters.FILTERS:
        before = len(found)
        template = environment.from_string(
            f"{{{{ (value | {name}{GIVEN.get(name, '')}) | probe }}}}"
        )
        for sample in SAMPLES:
            try:
                template.render(value=sample)
            except (TypeError, ValueError, TemplateError):
                continue
        assert len(found) > before, name
    assert walk(environment, {f"filter {i}": value for i, value in enumerate(found)})


class _Pickled:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("target", ["html", "pdf"])
def test_a_template_runs_no_python_and_reads_no_file(target: str, tmp_path: Path) -> None:
    made, secret = tmp_path / "made", tmp_path / "secret.json"
    secret.write_text('{"title": "the secret"}', encoding="utf-8")
    data = pickle.dumps(_Pickled(made), protocol=0).decode("ascii")
    project = tmp_path / "project"
    tries = (
        f'{{{{ front.parse_raw({data!r}, proto="pickle", allow_pickle=true) }}}}',
        f'{{{{ front.parse_file("{secret}").title }}}}',
        f'{{{{ front.authors.__class__.__base__.__subclasses__() }}}}{{{{ "{made}" }}}}',
    )
    medium = {"html": "screen", "pdf": "print"}[target]
    for template in tries:
        top = project / "templates" / "journal"
        top.mkdir(parents=True, exist_ok=True)
        (top / f"article.{medium}.html.j2").write_text(template, encoding="utf-8")
        (project / "paper.md").write_text("---\ntitle: T\n---\n\nText.\n", encoding="utf-8")
        built = build(project / "paper.md", to=[target], workers=1)
        assert not made.exists()
        assert [d.code for d in built.bag if d.code.startswith("template")] == ["template-fault"]
        assert built.files == ()


REFUSED = r"""
front.parse_raw("{}")
front.parse_file("/etc/passwd")
front.model_dump()
front.copy()
front.json()
front.__class__
front["__class__"]
front._root
front.date.__reduce__()
front.date.say.__globals__
front.date.say.function
title.__class__
title["__class__"]
title.format_map({})
title.encode()
title.mro()
"{0.__class__}".format(front)
"{0[a]}".format({"a": 1})
"{:>100}".format("x")
"{!r}".format("x")
"%s" % title
"%(a)s" % {"a": 1}
"%s" | format(title)
title | attr("__class__")
[front] | map(attribute="__class__") | first
[front] | map("attr", "__class__") | first
[front] | selectattr("__class__") | first
front.authors | sort(attribute="__class__") | first
front.authors | groupby("__class__")
front | xmlattr
front | tojson
front | pprint
front | list | random
cycler(1, 2)
joiner(",")
lipsum()
dict(a=1)
self
self.__init__
self._TemplateReference__context
self.__init__.__globals__
namespace().__class__
namespace()._Namespace__attrs
namespace(a=1)["__class__"]
range(3).__class__
range.__class__
(range)()
namespace.__init__
body.__html__
body.__class__
body.html.__class__
front
front.authors
front.authors[0]
words.volume.format
words.volume.format(front)
title()
[1] | map(beside) | first
front.date()
title.upper.__call__()
title.upper.function
record.linked()
nosuch
front.nosuch
nosuch.field
nosuch()
nosuch + 1
"""


@pytest.mark.parametrize("tried", REFUSED.strip().splitlines())
def test_what_is_not_listed_is_refused(tried: str, tmp_path: Path) -> None:
    page, bag = filled(tmp_path, f"<!DOCTYPE html>\n<p>{{{{ {tried} }}}}</p>")
    assert page is None
    assert [d.code for d in bag] == ["template-fault"]
    assert "0x" not in bag.found[0].message
    assert len(bag.found[0].message) < 300


STATEMENTS = r"""
{% for a in [1] %}{{ loop.__class__ }}{% endfor %}
{% for a in [1] %}{{ loop._iterator }}{% endfor %}
{% for a in [1] %}{{ loop }}{% endfor %}
{% macro m() %}{% endmacro %}{{ m._func }}
{% macro m() %}{% endmacro %}{{ m._environment }}
{% macro m() %}{% endmacro %}{{ m.__class__ }}
{% macro m() %}{% endmacro %}{{ m }}
{% macro m() %}{{ caller._environment }}{% endmacro %}{% call m() %}{% endcall %}
{% block b %}{{ self.b._context }}{% endblock %}
{% block b %}{{ super() }}{% endblock %}
{% set ns = namespace() %}{% set ns.a = ns %}{{ ns.a.a.__class__ }}
{% include "/etc/passwd" %}
{% include "../../../etc/passwd" %}
{% include title ~ ".html.j2" %}
{% import "os" as os %}
{% do 1 %}
{% debug %}
"""


@pytest.mark.parametrize("tried", STATEMENTS.strip().splitlines())
def test_what_a_statement_makes_is_no_way_out(tried: str, tmp_path: Path) -> None:
    page, bag = filled(tmp_path, f"<!DOCTYPE html>\n<p>{tried}</p>")
    assert page is None
    assert {d.code for d in bag} <= {"template-fault", "template-missing"}
    assert len(bag) == 1


def _loop(body: str, first: str = "'ab'") -> str:
    start = f"{{% set ns = namespace(a={first}, b={first}) %}}"
    return start + "{% for i in range(60) %}" + body + "{% endfor %}{{ ns.a == ns.b }}"


LARGE = {
    "repeated": '{{ "x" * 10**9 }}',
    "folded": '{{ "x" * 1000000000 }}',
    "range": "{{ range(10**12) | length }}",
    "list of a range": "{% for a in range(10**7) %}{% endfor %}",
    "joined by ~": _loop("{% set ns.a = ns.a ~ ns.a %}"),
    "joined by +": _loop("{% set ns.a = ns.a + ns.a %}"),
    "block": _loop("{% set x %}{{ ns.a }}{{ ns.a }}{% endset %}{% set ns.a = x %}"),
    "macro": "{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}" + _loop("{% set ns.a = m(ns.a) %}"),
    "replaced": _loop('{% set ns.a = ns.a | replace("a", ns.a) %}'),
    "replaced by method": _loop('{% set ns.a = ns.a.replace("a", ns.a) %}'),
    "formatted": _loop('{% set ns.a = "{0}{0}".format(ns.a) %}'),
    "joined": _loop("{% set ns.a = [ns.a, ns.a] | join(ns.a) %}"),
    "joined by method": _loop("{% set ns.a = ns.a.join([ns.a, ns.a]) %}"),
    "escaped": _loop("{% set ns.a = (ns.a | replace('a', '<<') | string | e) ~ ns.a %}"),
    "lists": _loop("{% set ns.a = ns.a + ns.a %}", "[1]"),
    "lists in lists": _loop("{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}", "[1]"),
    "fields": _loop('{% set ns.a = {"a": ns.a, "b": ns.a} %}{% set ns.b = [ns.b] %}', "[1]"),
    "filled batches": _loop("{% set ns.a = ns.a | batch(2, ns.a) %}", "[1]"),
    "a list kept": "{% set ns = namespace(a=[]) %}{% for i in range(10**6) %}"
    '{% set ns.a = ns.a + ["x" * 10**6] %}{% endfor %}',
    "text kept": "{% set ns = namespace(a=[]) %}{% set x = 'a' * 10**7 %}"
    "{% for i in range(10**4) %}{% set ns.a = ns.a + [x.upper()] %}{% endfor %}",
    "split": "{% set x = 'a ' * 10**7 %}{{ x.split() | length }}",
    "power": "{{ 10 ** (10 ** 10) }}",
    "product": "{% set ns = namespace(a=3) %}{% for i in range(60) %}{% set ns.a = ns.a * ns.a %}"
    "{% endfor %}",
    "a quotient": "{{ ('f' * 10**7) | int(base=16) // 7 }}",
    "percent": '{{ "%1000000000d" % 1 }}',
    "odd": '{{ "%1000000000d" is odd }}',
    "even": '{{ "%1000000000d" is even }}',
    "divisible": '{{ "%1000000000d" is divisibleby(2) }}',
    "selected odd": '{{ ["%1000000000d"] | select("odd") | first }}',
    "batch": '{{ [1] | batch(10**9, "x") | first | length }}',
    "slice": "{{ [1] | slice(10**9) | list | length }}",
    "rounded": '{{ 1.5 | round(10**9, "floor") }}',
    "summed": "{{ [[1], [2]] | sum(start=[]) }}",
    "centred": '{{ "x" | center(10**9) }}',
    "indented": '{{ "x" | indent(10**9) }}',
    "filled in": '{{ "x".ljust(10**9) }}',
    "zeros": '{{ "x".zfill(10**9) }}',
    "tabs": '{{ "\t".expandtabs(10**9) }}',
    "wrapped": '{{ ("x" * 100000) | wordwrap(1) }}',
    "nested loops": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "lists of lists": "{{ " + "[" * 300 + "]" * 300 + " }}",
    "terms": "{{ " + "1 + " * 20_000 + "1 }}",
    "not": "{{ " + "not " * 5000 + "1 }}",
    "itself": '{% include "article.screen.html.j2" %}',
    "a macro in itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "truncated": '{{ "abcdef" | truncate(1, end="xxxxx") }}',
}


@pytest.mark.parametrize("name", LARGE)
def test_nothing_large_is_made_of_something_small(name: str, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    page, bag = filled(tmp_path, f"<!DOCTYPE html>\n<p>{LARGE[name]}</p>")
    assert page is None
    assert [d.code for d in bag] == ["template-fault"]
    assert time.process_time() - start < 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000


def test_what_reasonable_templates_do_works(tmp_path: Path) -> None:
    page, bag = filled(
        tmp_path,
        """<!DOCTYPE html>
<title>{{ title | upper }}</title>
{% macro link(a) %}<a href="https://example.org">{{ a }}</a>{% endmacro %}
{% set ns = namespace(count=0) %}
{% for author in front.authors %}{% set ns.count = ns.count + 1 %}
<p class="{{ loop.cycle("odd", "even") }}">{{ loop.index }}/{{ loop.length }} {{ author.name }}</p>
{% endfor %}
<p>{{ ns.count }} authors: {{ front.authors | map(attribute="name") | join(" & ") }}</p>
<p>{{ words.volume.format(front.journal.volume) }}, {{ front.journal.pages }}</p>
<p>{{ front.date.say("ko") }} {{ front.date.iso }} {{ front.date.year + 1 }} {{ front.date }}</p>
<p>{{ "{name}: {}".format(1, name="<n>") }} {{ front.nosuch | default("none") }}</p>
<p>{{ front.keywords[0].title() }} {{ title[:2] }} {{ title.split(" ")[1] }} {{ "=" * 3 }}</p>
<p>{{ [3, 1, 2] | sort | join("-") }} {{ [1, 2, 3] | sum }} {{ (7 / 2) | round(1) }}</p>
<p>{{ link("here") }} {{ prose.abstract }} {{ prose.nosuch }} {{ prose["nosuch"] }}</p>
{% for name, value in {"a": 1}.items() %}<p>{{ name }}={{ value }}</p>{% endfor %}
{% if contents | selectattr("level", "gt", 1) | list %}<p>deep</p>{% endif %}
""",
    )
    assert not bag.found
    assert page is not None
    for part in (
        "<title>ON CHIPS</title>", '<p class="odd">1/2 Ada Kim</p>', "2 authors: Ada Kim &amp; Bo",
        "Volume 3, 33–58", "2026년 3월 4일 2026-03-04 2027 March 4, 2026", "&lt;n&gt;: 1 none",
        "<p>One On Chips ===</p>", "<p>1-2-3 6 3.5</p>", '<a href="https://example.org">here</a>',
        "<em>this</em>", "<p>a=1</p>", "<p>deep</p>",
    ):  # fmt: skip
        assert part in page, part


def _rows(heading: str) -> dict[str, list[str]]:
    """The rows of the tables below a heading of the manual: what stands in the first two cells."""
    page = (HERE.parent / "docs" / "themes.md").read_text("utf-8")
    part = page.split(heading)[1].split("\n### ")[0]
    rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {cells[0].strip("| "): re.findall("`([^`]+)`", cells[1]) for cells in rows}


def test_the_manual_has_every_value_and_no_other() -> None:
    rows = _rows("### The values a template gets")
    named = {name for first in rows for name in re.findall("`([^`]+)`", first)} - {"loop"}
    screen = {name for e in ("article", "brief") for name in handed(e, "html", "journal")}
    paper = {name for e in ("article", "brief") for name in handed(e, "pdf", "journal")}
    assert named == screen
    assert paper <= screen


def test_the_manual_has_all_that_may_be_done_with_values() -> None:
    rows = _rows("### The values a template gets")
    signs = {"!=", "<", "<=", "==", ">", ">="}
    assert set(rows["filters"]) == set(filters.FILTERS)
    assert set(rows["tests"]) == set(filters.TESTS) - signs
    assert set(rows["functions"]) == set(filters.GLOBALS)
    assert set(rows["a text"]) - {"{}", "{0}", "{name}"} == TEXT == set(methods.METHODS[str])
    assert set(rows["a set of fields"]) == FIELDS == set(methods.METHODS[dict])
    date = {*methods.METHODS[Date], *methods.FIELDS[Date]}
    assert set(rows["a date"]) - {"front.date.say(lang)"} == date
    assert rows["HTML"] == list(methods.FIELDS[SafeHtml])
    loop = {*methods.METHODS[LoopContext], *methods.FIELDS[LoopContext]}
    assert set(rows["`loop`"]) == loop
