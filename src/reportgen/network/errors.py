"""Why a request had no answer."""

from enum import StrEnum


class Reason(StrEnum):
    """What stood between a request and its answer, in words that follow "since"."""

    NAME = "its host has no address, or this machine has no network"
    LATER = "the name of its host could not be looked up now"
    REFUSED = "its server cannot be reached"
    TIME = "its server took too long"
    CERTIFICATE = "the certificate of its server is not trusted"
    PRIVATE = "it leads to an address within a private network"
    ADDRESS = "it leads to no address of the web"
    SIZE = "its answer is too large"
    REDIRECTS = "it is redirected without end"
    ANSWER = "its server does not answer in HTTP"


class NetworkError(Exception):
    """A request had no answer; `url` is the address that was asked for last."""

    def __init__(self, reason: Reason, url: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.reason = reason
        self.url = url
