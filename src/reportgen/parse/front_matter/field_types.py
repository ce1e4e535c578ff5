"""The values that fields take: each says what would be valid where what is written is not.

All of them start from text: what the author typed, before YAML made a number or a date of it.
"""

import re
from html import unescape
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from reportgen.diagnostics.source import nfc
from reportgen.parse.front_matter.check_digits import orcid_digit, ror_digits
from reportgen.parse.front_matter.field_faults import shown, wrong
from reportgen.parse.front_matter.field_shapes import several
from reportgen.parse.front_matter.web_addresses import is_web_address

LABEL = 200
"""The most characters of a number such as a volume's or a page's, which may hold letters."""

Json: TypeAlias = dict[str, Any]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    raise wrong(f"text is wanted here, not {shown(value)}")


def _label(value: object) -> str:
    text = _text(value)
    if len(text) > LABEL:
        raise wrong(f"{shown(text)} is longer than {LABEL} characters", "write the number alone")
    return text


def _bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise wrong(f"`true` or `false` is wanted here, not {shown(value)}")


def _lang(value: object) -> str:
    text = _text(value)
    tag = text.replace("_", "-").split(".")[0]
    if re.fullmatch(
        r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d\w{3}))*"
        r"(-[a-wyzA-WYZ](-\w{2,8})+)*(-x(-\w{1,8})+)?",
        tag,
    ):
        first, *rest = tag.split("-")
        cased = {2: str.upper, 4: str.title}
        return "-".join((first.lower(), *(cased.get(len(p), str.lower)(p) for p in rest)))
    names = {
        "english": "en", "american": "en-US", "british": "en-GB", "korean": "ko",
        "german": "de", "french": "fr", "spanish": "es", "japanese": "ja", "chinese": "zh",
        "italian": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru", "arabic": "ar",
        "hebrew": "he", "simplifiedchinese": "zh-Hans", "traditionalchinese": "zh-Hant",
    }  # fmt: skip
    if known := names.get(text.lower()):
        return known
    raise wrong(
        f"{shown(text)} is not a language tag", "write a tag such as `en-US`, `en-GB` or `ko`"
    )


def _orcid(value: object) -> str:
    text = _text(value)
    bare = re.sub(r"^(https?://)?(www\.)?orcid\.org/|^orcid:\s*", "", text, flags=re.IGNORECASE)
    bare = re.sub(r"[‐-―−]", "-", bare.strip().rstrip("/")).upper()
    if re.fullmatch(r"\d{15}[\dX]", bare):
        bare = "-".join(bare[i : i + 4] for i in range(0, 16, 4))
    bare = bare if set(bare) != {"X", "-"} else bare.replace("X", "0")
    if not re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", bare, re.ASCII):
        raise wrong(
            f"{shown(text)} is not an ORCID",
            "write its sixteen digits, such as `0000-0002-1825-0097`",
        )
    digits = bare.replace("-", "")
    if not int(digits.replace("X", "0")):
        raise wrong(f"{shown(text)} only holds an ORCID's place, and is left out", error=False)
    if digits[-1] != orcid_digit(digits[:-1]):
        raise wrong(
            f"{shown(text)} is not an ORCID, as its last digit does not match the others, and is "
            "left out",
            "copy it again from the author's page at orcid.org",
            error=False,
            code="orcid-check",
        )
    return bare


def _doi(value: object) -> str:
    text = _text(value)
    bare = re.sub(r"^(https?://)?(dx\.)?doi\.org/|^doi:\s*", "", text, flags=re.IGNORECASE)
    bare = bare.rstrip(".,;")  # of the sentence that it was copied from
    if not re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", bare, re.ASCII):
        raise wrong(f"{shown(text)} is not a DOI", "write it as `10.5555/12345678`")
    return bare


def _issn(value: object) -> str:
    text = _text(value)
    bare = re.sub(r"^e?-?issn:?\s*", "", text, flags=re.IGNORECASE).upper()
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", bare, re.ASCII):
        raise wrong(f"{shown(text)} is not an ISSN", "write it as `1234-5678`")
    return bare


def _email(value: object) -> str:
    text = re.sub(r"^mailto:|^<|>$", "", unescape(_text(value)))
    text = re.sub(r"\s*[\[(]at[\])]\s*", "@", re.sub(r"\s*[\[(]dot[\])]\s*", ".", text))
    if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s.<>\"]+", text):
        raise wrong(
            f"{shown(text)} is not an email address; it is left out",
            "write it as `name@example.org`",
            error=False,
        )
    return text


def _url(value: object) -> str:
    text = re.sub(r"^<(.*)>$", r"\1", _text(value))
    if is_web_address(text):
        return text
    bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text)
    raise wrong(
        f"{shown(text)} is not a web address",
        f"did you mean `https://{text}`?" if bare else "write it as `https://example.org/page`",
    )


def _ror(value: object) -> str:
    text = _text(value)
    bare = re.sub(r"^(https?://)?ror\.org/", "", text, flags=re.IGNORECASE).lower()
    if not re.fullmatch(r"0[a-z0-9]{6}\d{2}", bare, re.ASCII):
        raise wrong(f"{shown(text)} is not a ROR identifier", "write it as `https://ror.org/...`")
    if bare[7:] != ror_digits(bare[:7]):
        raise wrong(
            f"{shown(text)} is not a ROR identifier, as its last two digits do not match the "
            "others, and is left out",
            "copy it again from the institution's page at ror.org",
            error=False,
            code="ror-check",
        )
    return f"https://ror.org/{bare}"


def _colour(value: object) -> str:
    text = _text(value).lower()
    if re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text):
        return text if len(text) == 7 else "#" + "".join(c * 2 for c in text[1:])
    bare = re.fullmatch(r"[0-9a-f]{6}", text)
    raise wrong(
        f"{shown(text)} is not a colour",
        f'did you mean `"#{text}"`?' if bare else 'write it between quotes, as `"#1f4e79"`',
    )


def _paper(value: object) -> str:
    size = re.sub(r"[\s_-]|paper$", "", _text(value).lower())
    return {"usletter": "letter", "din a4": "a4"}.get(size, size)


def _keywords(value: object) -> object:
    if isinstance(value, str):
        return [word.strip() for word in re.split(r"[;,]", value) if word.strip()]
    return several(value)


def _keys(value: object) -> tuple[str, ...]:
    """The citation keys in text such as `@one, @two`; `*` stands for every entry."""
    text = " ".join(_text(part) for part in value) if isinstance(value, list) else _text(value)
    keys = re.findall(r"@(?:\{([^{}]+)\}|(\*|\w(?:[\w:.#$%&+?<>~/-]*\w)?))", nfc(text))
    if keys or not text:
        return tuple(braced or bare for braced, bare in keys)
    raise wrong(f"{shown(text)} names no entry", 'write keys as `"@one, @two"`, or `"@*"` for all')


def _theme(value: object) -> str:
    """The name of a theme; what names a web page's theme to other tools is none of ours."""
    if not isinstance(value, str) or value in _BOOTSWATCH or value.endswith((".scss", ".css")):
        return "journal"
    return value.strip()


def _number(value: object) -> object:
    return value.get("number") if isinstance(value, dict) else value


_WORDS = """
    default cerulean cosmo cyborg darkly flatly journal litera lumen lux materia minty morph
    paper pulse quartz readable sandstone simplex sketchy slate solar spacelab superhero united
    vapor yeti zephyr
"""
_BOOTSWATCH = frozenset(_WORDS.split())

_STRING: Json = {"type": "string"}
_NUMBER: Json = {"type": ["string", "number"]}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_STRING)]
Label = Annotated[str, PlainValidator(_label), BeforeValidator(_number), WithJsonSchema(_NUMBER)]
Switch = Annotated[bool, PlainValidator(_bool), WithJsonSchema({"type": "boolean"})]
Lang = Annotated[str, PlainValidator(_lang), WithJsonSchema(_STRING)]
Orcid = Annotated[
    str,
    PlainValidator(_orcid),
    WithJsonSchema(_STRING | {"pattern": r"(\d{4}-?){3}\d{3}[\dXx]$"}),
]
Doi = Annotated[
    str, PlainValidator(_doi), WithJsonSchema(_STRING | {"pattern": r"10\.\d{4,9}[.\d]*/\S+$"})
]
Issn = Annotated[
    str, PlainValidator(_issn), WithJsonSchema(_STRING | {"pattern": r"\d{4}-\d{3}[\dXx]$"})
]
Email = Annotated[str, PlainValidator(_email), WithJsonSchema(_STRING | {"pattern": "@"})]
Url = Annotated[str, PlainValidator(_url), WithJsonSchema(_STRING | {"pattern": "^<?https?://"})]
Ror = Annotated[str, PlainValidator(_ror), WithJsonSchema(_STRING)]
Colour = Annotated[
    str,
    PlainValidator(_colour),
    WithJsonSchema(_STRING | {"pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}),
]
Paper = Annotated[Literal["letter", "a4"], BeforeValidator(_paper)]
Theme = Annotated[str, PlainValidator(_theme), WithJsonSchema(_STRING)]
Keys = Annotated[
    tuple[str, ...],
    PlainValidator(_keys),
    WithJsonSchema({"anyOf": [_STRING, {"type": "array", "items": _STRING}]}),
]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(several, json_schema_input_type=Text | list[Text])
]
Words = Annotated[
    tuple[Text, ...], BeforeValidator(_keywords, json_schema_input_type=Text | list[Text])
]
