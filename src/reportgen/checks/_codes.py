"""The codes of all diagnostics, and the page of the manual that says what each of them means.

A check's page is its docstring. What the other stages report is described here.
"""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

from reportgen import plugins
from reportgen.checks._deposit_codes import DEPOSIT_CODES

CHECKS_PACKAGE = "reportgen.checks"

STAGE_CODES = DEPOSIT_CODES | {
    "allow-unknown": "`allow` names a code that there is not. The nearest one is named.",
    "allow-unused": "`allow` silences a code that nothing reports, or an error, which it cannot.",
    "bib-macro": "A field uses a name that no `@string` defines; the name itself is printed.",
    "bib-missing": "The bibliography that the front matter names is not in the project.",
    "bib-size": "There is more of something than any bibliography holds: entries, fields, names, "
    "the text that `@string` names expand to. `docs/limits.md` names the bounds. An entry that has "
    "too much costs that entry and nothing else.",
    "bib-unnamed": "The front matter names no bibliography; the only BibTeX file beside the text, "
    "or the one of the same name, is taken.",
    "bib-syntax": "An entry, or a whole CSL-JSON or YAML file, cannot be read as it is written: a "
    "comma or a brace is missing, a field has no value, an entry has no key. A broken entry costs "
    "that entry and nothing else.",
    "brief-empty": "Nothing in the manuscript is marked for the brief.",
    "brief-exhibit": "The figure or table that the brief is to show is not there.",
    "brief-overflow": "The brief does not fit its page at the smallest type. The message says "
    "by how much; the notes count the words of each block that is marked for it.",
    "brief-sparse": "The brief leaves a quarter of its page empty at the largest type.",
    "div-unclosed": "A Div, `::: {.key-finding}` or `<div>`, is never closed, so that all the text "
    "after it would be part of it.",
    "chunk-unclosed": "A chunk of code has no line that ends it, so that all behind it is code.",
    "code-inline": "Values in the text would be computed by code, and no code is run. The "
    "code stands in their places in brackets and marked by a colour, in formulas too.",
    "code-not-run": "Chunks of R Markdown, Quarto or MyST are not run. Pictures that an earlier "
    "run left beside the manuscript stand in their places, and those that the code only shows; "
    "words say so where a figure or a table is missing.",
    "condition-format": "A text is for one format alone, as Quarto writes it. All outputs show "
    "what a printed page would; the rest is left out.",
    "directive-unclosed": "A directive of MyST has no line that ends it.",
    "directive-unknown": "A directive of MyST is not understood; it is shown as code.",
    "field-unprinted": "The citation style leaves out a field that tells a cited work from others "
    "or finds it: a number, a volume, pages, an archive, a recipient, a version. What was printed "
    "for the work, in its notes and in the list of references, is compared with the entry.",
    "file-ambiguous": "A name could mean several files: they differ from it in capitals, or look "
    "the same and have letters in one piece and in several. The exact name always counts.",
    "file-case": "A file is named with other capitals than its own. It is found here, and would "
    "not be on a system that tells capitals from small letters.",
    "file-encoding": "A file is not UTF-8. Save it with that encoding.",
    "file-exists": "`reportgen new` would write over something, and so it writes nothing.",
    "file-outside": "A file lies outside the project, where nothing is read. `--root` names a "
    "folder above the document, within which all that it names is read.",
    "file-size": "A text is too large to be a manuscript.",
    "page-range": "The last page that is typed is not the one on which the article's PDF ends. "
    "Indexes and libraries would point to pages that there are not. The last page is counted from "
    "the first and need not be typed.",
    "table-wide": "A table is wider than the page, though it is set in the smallest type and, in "
    "an article, on a page turned on its side. Its words are broken wherever they have to be, so "
    "that nothing is lost; the message says by how much it was too wide.",
    "file-unreadable": "A file is there and cannot be read; the system's own words say why.",
    "formula-unreadable": "A formula is no LaTeX that can be read: a brace is not closed, "
    "or a command is not known. Its source would be printed.",
    "formula-unusable": "A formula takes pandoc more time or memory than any formula does.",
    "front-date": "Of a date only the year is understood; it is printed as it is typed.",
    "front-duplicate": "The front matter gives a field twice, or by two of its names.",
    "front-ignored": "A field of the front matter is understood, and no output shows it.",
    "front-missing": "The front matter lacks a field that every document needs.",
    "front-syntax": "The front matter is not YAML.",
    "front-unknown": "The front matter has a field that is not known. The nearest one is named.",
    "front-value": "A value in the front matter is not what its field takes.",
    "issue-conflict": "An article says otherwise than the issue that it is to stand in.",
    "issue-missing": "There is no file of an issue, no article in it, or no file that it names.",
    "issue-unbound": "A part of an issue was not built, or cannot be bound with the others.",
    "issue-size": "An issue has more articles, or takes more time to read, than any issue does.",
    "issue-slug": "Two articles of an issue would have one folder and one address.",
    "include-circle": "Files include each other in a circle, too deep or too often.",
    "include-missing": "A file that the text includes is not in the project.",
    "image-cleaned": "A picture holds what could run or fetch something; it is printed without.",
    "image-missing": "A picture is not in the project. The nearest file name is named.",
    "doi-repeated": "Two articles of an issue, or one and the issue, have the same DOI.",
    "font-strange": "A PDF holds a face that reportgen does not bring; it would differ elsewhere.",
    "glyph-missing": "No face has these characters of the text, and readers would see boxes. "
    "A draft shows them.",
    "identifier-malformed": "`reportgen bib add` was given what is no identifier of a work, or "
    "one whose check digit does not fit. Nobody was asked for it.",
    "image-remote": "A picture lies on the network, and nothing is fetched: its address stands in "
    "its place. Save it in the project.",
    "image-size": "The width or the height of a picture is no length: a number with `cm`, `mm`, "
    "`in`, `pt`, `pc`, `em`, `px` or nothing (pixels, 96 an inch), a width also `%` of the text's "
    "width. The picture is shown as if it were not there: in the size that its file gives.",
    "image-unreadable": "A picture is damaged, of a kind that is not known, unsafe, or takes too "
    "much time or memory to draw.",
    "jats-incomplete": "JATS has no article without the name and an ISSN of its journal. Where "
    "they are not known their elements are empty: readers take the file, archives refuse it.",
    "key-taken": "The key that `reportgen bib add --key` asks for is another entry's, in capitals "
    "or not.",
    "latex-unknown": "A LaTeX command in the text is not understood; it is left out.",
    "limit-abstract": "The abstract is longer than `limits: {abstract: ...}` allows. "
    "`docs/review-copy.md` says how words are counted.",
    "limit-brief": "The brief has more words, its standfirst included, than `limits` allows.",
    "limit-figures": "There are more figures than `limits` allows; panels are not counted.",
    "limit-keywords": "There are more keywords than `limits` allows.",
    "limit-references": "More works are cited, or listed by `nocite`, than `limits` allows.",
    "limit-tables": "There are more tables than `limits` allows.",
    "limit-title": "The title, with its subtitle, is longer than `limits` allows.",
    "limit-words": "The text is longer than `limits: {words: ...}` allows. Its notes count, with "
    "the citations that are set in them, unless `limits` says `notes: false`; the abstract, "
    "statements and the list of references do not.",
    "line-length": "A line is far longer than any paragraph.",
    "link-dead": "An address or a DOI that is cited leads nowhere: there is no page (status 404 "
    "or 410), its host is not there, or the DOI is not registered. Only `reportgen check --links` "
    "looks. Where the web archive has a copy of about the day of access, `--fix` adds it as "
    "`archiveurl`; a dead address with an `archiveurl` is no fault.",
    "link-moved": "An address leads to another one for good (status 301 or 308), or to the home "
    "page of its site, as those of pages that were taken away do. Only `reportgen check --links` "
    "looks.",
    "link-relative": "A link leads to a file beside the manuscript, where readers cannot follow.",
    "link-unreached": "An address could not be looked at, which does not say that it is dead: "
    "many sites show their pages to browsers alone (status 403), are busy (429) or slow.",
    "link-unsafe": "A link would run a script or open a file; its text stays, the link goes.",
    "markdown-doubtful": "Pandoc warns of something as it reads the text: a link that is defined "
    "twice, a macro that stands for itself. The message is pandoc's own.",
    "manuscript-empty": "There is no text to print.",
    "manuscript-size": "There is more of something than any manuscript holds: headings, cells of "
    "tables, citations, notes. `docs/limits.md` names the bounds.",
    "manuscript-unreadable": "The manuscript takes too long or too much memory to read, "
    "or makes a library crash.",
    "manifest-unsound": "`manifest.json`, which lies among the outputs, is no manifest, is too "
    "large, or is a link or a pipe. It is written anew; what it said of other outputs is left out.",
    "name-left": "A file of a copy for reviewers holds the name, the e-mail or the number of an "
    "author: its bytes are searched when it is made, unzipped and inflated. What the text says is "
    "reported by `name-anonymous` with its place, and stands in the files until it is mended.",
    "nesting-depth": "Brackets, quotes, lists or Divs nest deeper than any text needs.",
    "network-unreached": "A server could not be asked: there is no network, or it is down, slow "
    "or busy. Only `reportgen bib add` and `reportgen check --links` ask any.",
    "note-duplicate": "Two notes have one name. Pandoc would print one of them for both.",
    "note-uncalled": "A note is defined, and no text calls it, so that it is not printed.",
    "output-occupied": "The folder for an issue's outputs holds what no build of an issue put "
    "there; all of it would be replaced.",
    "output-outside": "`build` in the project is a link to a folder elsewhere, or to one that "
    "holds sources. A project may be a stranger's, so nothing is written there; `--out` names a "
    "folder that may be written.",
    "output-source": "An output has the name and the folder of a file that the document reads, "
    "such as its bibliography. Nothing is written, so that the file is not lost.",
    "pdf-large": "A PDF of a journal's site is larger than Google Scholar reads.",
    "project-missing": "There is no project, and no Markdown file, where one was named. "
    "What is there is looked at, and the help says what to type next.",
    "raw-dropped": "Raw HTML or XML in the manuscript is left out. `--allow raw` keeps it, where "
    "whoever builds trusts whoever wrote.",
    "raw-fault": "Raw OpenXML that `--allow raw` keeps is not well formed, or uses a prefix that a "
    "Word document has not.",
    "render-limit": "An output would take more time or memory than any document does, or "
    "makes a library crash.",
    "revision-missing": "What `reportgen diff` is to compare is not there: no such revision of "
    "git, no repository, or a PDF that carries no sources.",
    "revision-partial": "A file of a revision is not read: a link, a repository within, what Git "
    "LFS keeps elsewhere, or one that is too large.",
    "root-elsewhere": "The folder that `--root` names does not hold the document.",
    "review-comment": "A comment in an edited document, at the place in the sources that it is "
    "about, with the replies to it. Only `reportgen merge` tells of them.",
    "role-unknown": "A role of MyST is not understood; its words stand in the text as they are.",
    "shortcode-unknown": "A shortcode of Quarto is not understood, or has no value; it is left "
    "out.",
    "source-present": "The work that `reportgen bib add` was to add is in the bibliography: an "
    "entry has its DOI, its ISBN, its address, or its title, year and first author.",
    "source-shortened": "A registry sent more of a work than any entry holds, such as thousands "
    "of authors; the message says what was kept.",
    "source-unfound": "No registry knows the identifier that `reportgen bib add` was given, or "
    "there is no page at that address.",
    "source-unread": "What a registry or a page sent `reportgen bib add` is no description of a "
    "work: it is of another kind, is broken or too large, or leads into a private network.",
    "style-unknown": "There is no citation style of this name, or of the name of the style that it "
    "depends on. `docs/bibliography.md` lists those that are there; `make styles` adds the others.",
    "style-unusable": "The citation style does not work: it is no CSL, its macros make a circle, "
    "or pandoc does not come to an end with it within its time and memory.",
    "title-heading": "The front matter gives no title; the first heading of the text is taken.",
    "theme-unsafe": "A file of the project's theme could run or fetch something; it is left out.",
    "theme-unused": "A file of the project's theme has a name that no theme asks for. The nearest "
    "one is named.",
    "template-fault": "A template of the theme does not work.",
    "template-missing": "The theme lacks a template.",
    "template-unsafe": "A template of the project writes what would run, fetch or send something.",
    "text-template": "A text, or a part of it, is a template for Jinja, as in Manubot; it is left "
    "out.",
}
"""What the stages report that are no checks."""

_FOUND_BEHIND = """
    archive-unknown brief- character-invalid field-unprinted font- format-incomplete glyph- jats-
    limit- link- manifest- name-left output- raw-fault reference-undeposited review-comment style-
    template- theme-
"""

BUILD_ONLY = frozenset(
    name for name in STAGE_CODES if name.startswith(tuple(_FOUND_BEHIND.split()))
)
"""Codes that are found behind the checks, which cannot tell whether it is needed to allow them."""


@cache
def names() -> tuple[str, ...]:
    """Every code there is."""
    return tuple(
        sorted({*(name.replace("_", "-") for name in plugins.names(CHECKS_PACKAGE)), *STAGE_CODES})
    )


def page(code: str) -> str:
    """What a code means, as Markdown: a sentence, then the rest. Raises KeyError."""
    name = code.replace("-", "_")
    if name not in plugins.names(CHECKS_PACKAGE):
        return STAGE_CODES[code]
    folder = Path(next(iter(import_module(CHECKS_PACKAGE).__path__)))
    text = (folder / f"{name}.py").read_text(encoding="utf-8")
    return ast.get_docstring(ast.parse(text)) or ""


def manual() -> str:
    """The manual's chapter on codes."""
    return "\n".join([_HEAD, *(f"## {code}\n\n{page(code)}\n" for code in names())])


_HEAD = """# What reportgen reports

Each diagnostic has a code, made of words. An **error** would be wrong in print for sure: it stops
the editions that show it, and is marked in a [draft](drafts.md). A **warning** most likely would
be wrong; `--strict` makes it an error. A **note** is printed well and could be written better.
`allow: [code]` in the front matter silences the warnings and notes of a code, never an error; an
`allow` that silences nothing is itself a warning.

Of the bibliography only entries that are cited are judged by what stands in them. `reportgen
check --fix` mends what can be mended safely, and shows what it would change first.

This page is made from the checks themselves: `make golden` writes it anew.
"""
