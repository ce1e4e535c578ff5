"""What was made before, and from what: so that nothing is made twice.

`store` keeps what costly steps gave, under a hash of all that went into them; `state` knows
whether the outputs of an earlier build are still what a new one would make. Both live in a folder
of the user's, never in the project, since a project that came by mail could bring a forged one;
it can be deleted at any time.
"""

from reportgen.cache.digest import digest
from reportgen.cache.state import Output, State
from reportgen.cache.store import Store

__all__ = ["Output", "State", "Store", "digest"]
