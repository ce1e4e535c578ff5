"""What codes mean that tell what is wrong with a deposit."""

DEPOSIT_CODES = {
    "access-closed": "DOAJ takes open-access articles alone, and the front matter says nothing "
    "of an open licence or of free access.",
    "archive-unknown": "An archive that keeps the journal is none of those that Crossref's "
    "schema names. It is left out of the deposit.",
    "author-missing": "The article has no author, without whom DataCite takes no deposit.",
    "character-invalid": "A character stands in the front matter that no XML document may hold. "
    "It is left out of deposits.",
    "crossmark-missing": "A correction, retraction or other notice is deposited at Crossref as "
    "an update of the article that it is about, and the journal has no Crossmark policy, which "
    "an update needs.",
    "date-missing": "The article has no date of publication, or a notice has none to the day; "
    "deposits need it.",
    "deposit-draft": "A draft is asked for as a deposit. What is deposited has no faults.",
    "deposit-length": "A value of the front matter is longer than Crossref takes.",
    "depositor-missing": "Crossref sends what it finds wrong with a deposit to an address, and "
    "the journal names none.",
    "format-incomplete": "One of the files that `--to publish` stands for is left out, as the "
    "front matter does not say all that it needs. Asked for by its name it is an error.",
    "issn-missing": "The journal has neither an ISSN nor a DOI of its own, by which an index "
    "would know it.",
    "journal-missing": "The journal has no title, by which an index would know it.",
    "publisher-missing": "Nobody is named who publishes the article, without whom DataCite takes "
    "no deposit.",
    "reference-undeposited": "A cited work is left out of the deposit at Crossref, as its entry "
    "has neither a title nor an author nor anything else by which it could be found.",
    "registrant-missing": "Nobody is named who registers the article's DOI at Crossref: neither "
    "a registrant nor a publisher.",
    "url-missing": "The article has no landing page, to which its DOI would lead readers, or one "
    "with an address that an index does not take.",
}
