"""The values of fields on publication: identifiers with check digits, types, access, relations.

Other tools have fields of some of these names, which hold other things: what is not understood is
a warning then, and left out.
"""

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from reportgen.parse.front_matter.check_digits import orcid_digit
from reportgen.parse.front_matter.field_faults import shown, wrong
from reportgen.parse.front_matter.web_addresses import is_web_address

ArticleType: TypeAlias = Literal[
    "research-article", "review-article", "brief-report", "commentary", "editorial", "book-review",
    "letter", "news", "policy-brief", "report", "correction", "retraction",
    "expression-of-concern", "addendum",
]  # fmt: skip
NOTICES = ("correction", "retraction", "expression-of-concern", "addendum")
"""The types of articles that say something of another article."""
_TYPES = {
    "article": "research-article", "research": "research-article", "paper": "research-article",
    "original-article": "research-article", "original-research": "research-article",
    "review": "review-article", "article-commentary": "commentary", "opinion": "commentary",
    "viewpoint": "commentary", "short-report": "brief-report", "brief": "policy-brief",
    "corrigendum": "correction", "erratum": "correction", "letter-to-the-editor": "letter",
}  # fmt: skip
"""What else the types are called, among them in JATS."""

# Crossref, relations.xsd (CC BY 4.0): the relations to works of others, and to versions of the
# same work. `hasVersion` belongs to `isVersionOf` and is missing there by an oversight of the
# schema; it is written from the other side.
_RELATIONS = """
    isDerivedFrom hasDerivation isReviewOf hasReview isCommentOn hasComment isReplyTo hasReply
    basedOnData isDataBasisFor hasRelatedMaterial isRelatedMaterial isCompiledBy compiles
    isDocumentedBy documents isSupplementTo isSupplementedBy isContinuedBy continues isPartOf
    hasPart references isReferencedBy isBasedOn isBasisFor requires isRequiredBy finances
    isFinancedBy isTranslationOf hasTranslation isPreprintOf hasPreprint isManuscriptOf
    hasManuscript isExpressionOf hasExpression isManifestationOf hasManifestation isReplacedBy
    replaces isSameAs isIdenticalTo isVariantFormOf isOriginalFormOf isVersionOf hasVersion
    isFormatOf hasFormat
"""
RELATIONS = frozenset(_RELATIONS.split())
"""The types of relations that Crossref knows."""


def _plain(value: object) -> str:
    return re.sub(r"[\s_]+", "-", value.strip().lower()) if isinstance(value, str) else ""


def _type(value: object) -> str:
    word = _plain(value)
    word = _TYPES.get(word, word)
    if word in ArticleType.__args__:  # type: ignore[attr-defined]
        return word
    raise wrong(
        f"{shown(value)} is not a type of article that is known here, and is left out",
        "write one of " + ", ".join(f"`{one}`" for one in ArticleType.__args__),  # type: ignore[attr-defined]
        error=False,
    )


def _access(value: object) -> str:
    word = _plain(value)
    known = {
        "open": "free",
        "open-access": "free",
        "closed": "subscription",
        "paid": "subscription",
    }
    word = known.get(word, word)
    if word in ("free", "subscription"):
        return word
    raise wrong(
        f"{shown(value)} says nothing of who may read it, and is left out",
        "write `free` or `subscription`",
        error=False,
    )


def _relation(value: object) -> str:
    """As Crossref spells it: `is-translation-of` is `isTranslationOf`."""
    if not isinstance(value, str):
        raise wrong(f"text is wanted here, not {shown(value)}")
    text = value.strip()
    word = re.sub(r"[\s_-]+", "", text).lower()
    return next((one for one in RELATIONS if one.lower() == word), text)


def _landing(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if is_web_address(text):
        return text
    raise wrong(
        f"{shown(value)} is not a whole web address, and is left out",
        "write it as `https://example.org/page`",
        error=False,
    )


def _prefix(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    bare = re.sub(r"^(https?://)?(dx\.)?doi\.org/|^doi:\s*", "", text, flags=re.IGNORECASE)
    bare = bare.rstrip("/")
    if re.fullmatch(r"10\.\d{4,9}(\.\d+)*", bare, re.ASCII):
        return bare
    raise wrong(f"{shown(value)} is not the prefix of DOIs", "write it as `10.5555`")


def _isni(value: object) -> str:
    """Sixteen digits, of which the last is a check by ISO 7064 (MOD 11-2), as in an ORCID."""
    text = value.strip() if isinstance(value, str) else ""
    bare = re.sub(r"^(https?://)?(www\.)?isni\.org/(isni/)?|^isni:?\s*", "", text, flags=re.I)
    digits = re.sub(r"[\s‐-―−-]", "", bare).upper()
    if not re.fullmatch(r"\d{15}[\dX]", digits, re.ASCII):
        raise wrong(f"{shown(value)} is not an ISNI", "write its sixteen digits")
    if digits[-1] != orcid_digit(digits[:-1]):
        raise wrong(
            f"{shown(value)} is not an ISNI, as its last digit does not match the others, and is "
            "left out",
            "copy it again from the person's page at isni.org",
            error=False,
        )
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def _review(value: object) -> str:
    """In the words of ANSI/NISO Z39.106-2023: `double-blind` is `double-anonymized`."""
    if not isinstance(value, str):
        raise wrong(f"text is wanted here, not {shown(value)}")
    word = re.sub(r"-(blind|blinded|anonymous|anonymised)$", "-anonymized", _plain(value))
    return {"open": "all-identities-visible"}.get(word, word.removesuffix("-peer-review"))


_STRING = {"type": "string"}

Type = Annotated[ArticleType, BeforeValidator(_type, json_schema_input_type=ArticleType)]
Access = Annotated[
    Literal["free", "subscription"],
    BeforeValidator(_access, json_schema_input_type=Literal["free", "subscription"]),
]
RelationType = Annotated[str, PlainValidator(_relation), WithJsonSchema(_STRING)]
Landing = Annotated[str, PlainValidator(_landing), WithJsonSchema(_STRING)]
Prefix = Annotated[str, PlainValidator(_prefix), WithJsonSchema(_STRING)]
Isni = Annotated[str, PlainValidator(_isni), WithJsonSchema(_STRING)]
Transparency = Annotated[str, PlainValidator(_review), WithJsonSchema(_STRING)]
