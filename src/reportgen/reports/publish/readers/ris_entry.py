"""RIS: one entry of a reference manager (RIS format specification, 2011)."""

import re

from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read

ENDINGS = (".ris",)
_LINE = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")


def read(data: bytes) -> Read:
    """The facts of the one entry of a file. Raises ValueError."""
    fields: dict[str, list[str]] = {}
    for line in data.decode("utf-8-sig").splitlines():
        found = _LINE.match(line)
        if found:
            fields.setdefault(found[1], []).append(found[2].strip())
    if len(fields.get("TY", ())) != 1 or "ER" not in fields:
        raise ValueError("is no RIS of one entry")
    one = {tag: values[0] for tag, values in fields.items()}
    day = one.get("DA", "").strip("/").replace("/", "-") or one.get("PY", "")
    return {
        "": stated(
            title=one.get("TI") or one.get("T1", ""),
            authors=[name.rstrip(",") for name in fields.get("AU", fields.get("A1", []))],
            ISSNs=sorted(fields.get("SN", [])),
            doi=one.get("DO", ""),
            date=day,
            volume=one.get("VL", ""),
            issue=one.get("IS", ""),
            first_page=one.get("SP", ""),
            last_page=one.get("EP") or one.get("SP", ""),
            keywords=fields.get("KW", []),
            abstract=one.get("AB", ""),
            language=one.get("LA", ""),
        )
    }
