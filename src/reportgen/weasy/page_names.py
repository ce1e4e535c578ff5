"""The undocumented names of WeasyPrint that making pages needs; `compat` gives them."""

from collections.abc import Mapping

INTERNALS: Mapping[str, str] = {
    "LENGTHS_TO_PIXELS": "weasyprint.css.units",
    "FootnoteAreaBox": "weasyprint.formatting_structure.boxes",
    "create_anonymous_boxes": "weasyprint.formatting_structure.build",
    "block_level_layout": "weasyprint.layout.block",
    "collapse_margin": "weasyprint.layout.block",
    "remove_placeholders": "weasyprint.layout.block",
    "iter_line_boxes": "weasyprint.layout.inline",
    "remake_page": "weasyprint.layout.page",
    "split_first_line": "weasyprint.text.line_break",
}
"""Classes, functions and tables, and the module that defines each."""

REPLACEABLE: Mapping[str, str] = {
    "make_all_pages": "weasyprint.layout:make_all_pages",
    "make_page": "weasyprint.layout.page:make_page",
    "page_part_layout": "weasyprint.layout.page:block_level_layout",
    "in_flow_layout": "weasyprint.layout.block:_in_flow_layout",
    "linebox_layout": "weasyprint.layout.block:_linebox_layout",
    "layout_footnote": "weasyprint.layout:LayoutContext.layout_footnote",
    "unlayout_footnote": "weasyprint.layout:LayoutContext.unlayout_footnote",
    "report_footnote": "weasyprint.layout:LayoutContext.report_footnote",
}
"""Functions that are replaced, each where its callers look it up."""
