"""Lines of text set with what their style has in common: one Pango context for a style.

WeasyPrint makes a context, a description of the font and a language anew for each of the two or
three layouts that a line takes, and once more to draw it. All they depend on is the style.
"""

from functools import partial
from typing import Any, NamedTuple

FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
"""The properties of a style that choose a font's features, in `font_features`' order."""
FONT = (
    "font_language_override", "lang", "direction", "font_style", "font_stretch", "font_weight",
    "font_size", "font_variation_settings",
)  # fmt: skip


class _Context(NamedTuple):
    """What the layouts of a style share; `features` is a Pango attribute, None without any."""

    context: Any
    language: Any
    font: Any
    features: Any


def share() -> None:
    """Let WeasyPrint's layouts be set up from shared contexts, and spread lines without any."""
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    if Layout.setup is not _setup:
        Layout.usual_setup = Layout.setup
        Layout.setup = _setup
        inline.create_layout = partial(_spread, inline.create_layout)


def _setup(layout: Any, style: Any) -> None:
    """WeasyPrint's `Layout.setup`, for text without lines drawn along it."""
    from weasyprint.text.ffi import ffi, gobject, pango

    if style["text_decoration_line"] != "none":
        layout.usual_setup(style)
        return
    shared = _context(style)
    layout.style, layout.first_line_direction = style, 0
    layout.language = shared.language
    layout.layout = ffi.gc(pango.pango_layout_new(shared.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, shared.font)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    if shared.features is not None:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, shared.features)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _spread(
    usual: Any, text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any
) -> Any:
    """A line that is spread over its width: a new layout of the same text, set when it is drawn."""
    from weasyprint.text.line_break import Layout

    marked = style["text_decoration_line"] != "none" or style["word_spacing"]
    if max_width is not None or marked or "\n" in text or "\t" in text:
        return usual(text, style, context, max_width, justification_spacing)
    layout = Layout.__new__(Layout)
    layout.text, layout.style, layout.max_width = text, style, max_width
    layout.justification_spacing, layout.first_line_direction = justification_spacing, 0
    layout.layout = layout.language = None
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    return layout


def _context(style: Any) -> _Context:
    """The context of all styles that set text alike."""
    known = vars(style.font_config).setdefault("shared_contexts", {})
    family = ",".join(style["font_family"])
    key = (family, *map(style.__getitem__, FONT), *map(style.__getitem__, FEATURES))
    found = known.get(key)
    if found is None:
        found = known[key] = _made(style)
    return found  # type: ignore[no-any-return]


def _made(style: Any) -> _Context:
    from weasyprint.text import constants, fonts
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

    font_map = style.font_config.font_map
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, constants.PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    override = style["font_language_override"]
    said = style["lang"] if override == "normal" else override
    if said:
        if override != "normal":
            said = constants.LST_TO_ISO.get(said.lower(), said)
        pointer, _bytes = unicode_to_char_p(said)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    features = fonts.font_features(*map(style.__getitem__, FEATURES))
    attribute = None
    if features:
        text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        attribute = style.font_config.font_features.setdefault(
            text, pango.pango_attr_font_features_new(text)
        )
    return _Context(context, language, fonts.get_font_description(style), attribute)
