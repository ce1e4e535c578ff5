"""Requests to servers on the internet. The only folder that opens connections outwards.

`bib add` and `check --links` alone use it, when they are called; nothing that builds a document
does. A request goes to public addresses only, lasts no longer than it may, and reads no more than
it may, whatever the server does.
"""

from reportgen.network.client import Answer, Client, NetworkError, Reason
from reportgen.network.transport import Transport

__all__ = ["Answer", "Client", "NetworkError", "Reason", "Transport"]
