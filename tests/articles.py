"""What tests of `bib add` share: a DOI, what its registry sends, and the entry of it."""

from typing import Any

DOI = "10.1162/isec_a_00351"
ARTICLE: dict[str, Any] = {
    "type": "journal-article",
    "title": "Weaponized Interdependence: How Global Economic Networks Shape State Coercion",
    "author": [
        {"given": "Henry", "family": "Farrell", "sequence": "first", "affiliation": []},
        {"given": "Abraham L.", "family": "Newman", "ORCID": "https://orcid.org/0000-0001"},
    ],
    "container-title": "International Security",
    "volume": "44",
    "issue": "1",
    "page": "42-79",
    "issued": {"date-parts": [[2019, 7]]},
    "publisher": "MIT Press",
    "ISSN": ["0162-2889"],
    "URL": f"https://doi.org/{DOI}",
    "language": "en",
    "abstract": "<jats:p>Long.</jats:p>",
}
ENTRY = """\
@article{farrell2019,
  author = {Farrell, Henry and Newman, Abraham L.},
  title = {Weaponized Interdependence: How Global Economic Networks Shape State Coercion},
  journaltitle = {International Security},
  volume = {44},
  number = {1},
  date = {2019-07},
  pages = {42--79},
  doi = {10.1162/isec_a_00351},
}
"""
BIB = """% Sources.

@book{walt1987,
  author = {Walt, Stephen},
  title = {Alliances},
  date = {1987},
}
""".replace("\n", "\r\n")
