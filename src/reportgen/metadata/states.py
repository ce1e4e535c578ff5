"""Which state of an article a document is, in the vocabulary of schema.org.

Its version; what was retracted, corrected, doubted or added, by the addresses of the notices; and
of a notice, the article that it is about.
"""

from collections.abc import Mapping

from reportgen.editions._first_page import address
from reportgen.metadata.authors import filled
from reportgen.parse.front_matter import Front
from reportgen.parse.front_matter.nested_fields import Notice


def states(front: Front) -> Mapping[str, object]:
    """The properties `version`, `creativeWorkStatus`, `correction` and `about`; only known ones."""
    since = (front.retraction, front.expression_of_concern, *front.correction, *front.addendum)
    target = front.relates
    about = filled(
        {
            "@type": "ScholarlyArticle",
            "name": (target.title or "") if target else "",
            "url": address(target.doi) if target else "",
        }
    )
    return filled(
        {
            "version": front.version or "",
            "creativeWorkStatus": "Retracted" if front.retraction else "",
            "correction": [_notice(one) for one in since if one and one.doi],
            "about": about if target else "",
        }
    )


def _notice(notice: Notice) -> Mapping[str, object]:
    """A notice that has an address of its own (https://schema.org/CorrectionComment)."""
    day = notice.date.iso if notice.date else ""
    return filled({"@type": "CorrectionComment", "datePublished": day, "url": address(notice.doi)})
