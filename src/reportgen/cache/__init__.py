"""What costly steps gave before, under a hash of all that went into them.

It lives in a folder of the user's, never in the project, since a project that came by mail could
bring a forged one; it can be deleted at any time.
"""

from reportgen.cache.digest import digest
from reportgen.cache.store import Store

__all__ = ["Store", "digest"]
