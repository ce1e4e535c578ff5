"""One Pango context for all lines of a style.

WeasyPrint makes a context, a font description and a language anew for each of the two or three
layouts that a line takes, and once more to draw it. All they depend on is the style.
"""

from typing import Any, NamedTuple

from reportgen.weasy import compat

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
"""The properties that choose a font of a family, and the language that its text is shaped in."""


class _Context(NamedTuple):
    """What the layouts of a style share; `features` is a Pango attribute, None without any."""

    context: Any
    language: Any
    font: Any
    features: Any


def install() -> None:
    """Let WeasyPrint set up its layouts from shared contexts, and justified lines without any."""
    compat.replace("setup_layout", _setup)
    compat.replace("create_layout", _create)


def _setup(usual: Any) -> Any:
    """WeasyPrint's `Layout.setup`, for text without decoration lines."""

    def setup(layout: Any, style: Any) -> None:
        if style["text_decoration_line"] != "none":
            usual(layout, style)
            return
        pango = compat.pango
        shared = _context(style)
        layout.style, layout.first_line_direction = style, 0
        layout.language = shared.language
        pointer = pango.pango_layout_new(shared.context)
        layout.layout = compat.ffi.gc(pointer, compat.gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, shared.font)
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        if shared.features is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, shared.features)
            pango.pango_layout_set_attributes(layout.layout, attributes)

    return setup


def _create(usual: Any) -> Any:
    """WeasyPrint's `create_layout`, for a justified line: its layout is set up when it is drawn."""

    def create_layout(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any
    ) -> Any:
        decorated = style["text_decoration_line"] != "none" or style["word_spacing"]
        if max_width is not None or decorated or "\n" in text or "\t" in text:
            return usual(text, style, context, max_width, justification_spacing)
        layout = compat.Layout.__new__(compat.Layout)
        layout.text, layout.style, layout.max_width = text, style, max_width
        layout.justification_spacing, layout.first_line_direction = justification_spacing, 0
        layout.layout = layout.language = None
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        return layout

    return create_layout


def _context(style: Any) -> _Context:
    """The context of all styles that shape text alike."""
    contexts = vars(style.font_config).setdefault("shared_contexts", {})
    family = ",".join(style["font_family"])
    key = (family, *map(style.__getitem__, FONT), *map(style.__getitem__, FEATURES))
    found = contexts.get(key)
    if found is None:
        found = contexts[key] = _new_context(style)
    return found  # type: ignore[no-any-return]


def _new_context(style: Any) -> _Context:
    pango = compat.pango
    font_map = style.font_config.font_map
    pointer = pango.pango_font_map_create_context(font_map)
    context = compat.ffi.gc(pointer, compat.gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, compat.PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    override = style["font_language_override"]
    tag = style["lang"] if override == "normal" else override
    if tag:
        if override != "normal":
            tag = compat.LST_TO_ISO.get(tag.lower(), tag)
        pointer, _bytes = compat.unicode_to_char_p(tag)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    features = compat.font_features(*map(style.__getitem__, FEATURES))
    attribute = None
    if features:
        text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        attribute = style.font_config.font_features.setdefault(
            text, pango.pango_attr_font_features_new(text)
        )
    return _Context(context, language, compat.get_font_description(style), attribute)
