"""A block of code as HTML, coloured where its language is known."""

from html import escape
from typing import Any


def code(c: Any) -> str:
    (_, classes, _), code = c
    if classes:
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        try:
            lexer = get_lexer_by_name(classes[0], stripnl=False)
            body = highlight(code, lexer, HtmlFormatter(nowrap=True, classprefix="tok-"))
            return f'<pre tabindex="0"><code>{body.rstrip()}</code></pre>'
        except ClassNotFound:
            pass
    return f'<pre tabindex="0"><code>{escape(code, quote=False)}</code></pre>'
