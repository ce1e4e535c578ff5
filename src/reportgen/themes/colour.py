"""Colours that can be read: a colour made darker or lighter until it stands out (WCAG 2.2)."""

from colorsys import hls_to_rgb, rgb_to_hls

ENOUGH = 4.6
"""Contrast for text; the standard asks for 4.5."""

Rgb = tuple[float, float, float]


def readable(colour: str, on: str) -> str:
    """The colour, or the nearest shade of it that can be read on a background (#rgb, #rrggbb)."""
    hue, light, saturation = rgb_to_hls(*_rgb(colour))
    step = 0.01 if _luminance(_rgb(on)) < 0.18 else -0.01
    rgb = _rgb(colour)
    while _contrast(rgb, _rgb(on)) < ENOUGH and 0 <= light <= 1:
        light += step
        rgb = _rgb(_hex(hls_to_rgb(hue, min(max(light, 0), 1), saturation)))
    return _hex(rgb)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    return _contrast(_rgb(one), _rgb(other))


def _contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
