"""An edition as JATS: the XML in which archives and indexes keep articles (JATS Publishing 1.3)."""

from reportgen.jats.pictures import images as images
