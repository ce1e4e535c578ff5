"""Requests: to public addresses alone, polite, and bounded whatever a server does."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import Any

import pytest

from reportgen.network import Client, NetworkError, Reason, Transport, urls
from servers import Internet, Reply, internet


@pytest.fixture
def net() -> Iterator[Internet]:
    with internet() as here:
        yield here


def reason(client: Client, url: str, **given: Any) -> Reason:
    with pytest.raises(NetworkError) as failed:
        client.ask(url, **given)
    return failed.value.reason


def test_an_answer_has_its_status_its_headers_and_its_body(net: Internet) -> None:
    net.page("a.org/x?q=1", "Hello")
    answer = net.client().ask("https://a.org/x?q=1#part")
    assert (answer.status, answer.kind, answer.body, answer.hops) == (
        200,
        "text/html",
        b"Hello",
        (),
    )
    headers = net.asked[0].headers
    assert headers["Host"] == "a.org"
    assert headers["User-Agent"].startswith("reportgen/")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1"),
        *("fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "2001:db8::1", "fe80::1%eth0"),
    ],
)
def test_private_addresses_are_not_asked(address: str) -> None:
    host = f"[{address.partition('%')[0]}]" if ":" in address else address
    assert not urls.is_public(address)
    assert reason(Client(retries=0), f"http://{host}/") is Reason.PRIVATE


def test_public_addresses_may_be_asked() -> None:
    for address in ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"):
        assert urls.is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost", "017700000001"])
def test_a_name_is_judged_by_the_address_that_it_has(host: str) -> None:
    assert reason(Client(retries=0), f"http://{host}/") in (Reason.PRIVATE, Reason.NAME)


def test_a_name_with_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def look_up(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a connection was opened"))
    assert reason(Client(Transport()), "https://rebind.org/") is Reason.PRIVATE
    assert asked == ["rebind.org"]


def test_a_redirect_into_a_private_network_is_not_followed(net: Internet) -> None:
    for i, there in enumerate(
        ("http://169.254.169.254/latest/", "http://[::1]:80/", "//127.0.0.1/")
    ):
        net.moved(f"a.org/{i}", there)
        assert reason(net.client(), f"https://a.org/{i}") is Reason.PRIVATE
    assert {asked.host for asked in net.asked} == {"a.org"}


@pytest.mark.parametrize(
    "there", ["file:///etc/passwd", "ftp://a.org/", "javascript:alert(1)", "https://u:p@a.org/",
              "https://a b/", "gopher://a.org:70/", "http://[::1", "https://a.org:99999/"],
)  # fmt: skip
def test_a_redirect_to_what_is_no_page_is_not_followed(net: Internet, there: str) -> None:
    net.moved("a.org/", there)
    assert reason(net.client(), "https://a.org/") is Reason.ADDRESS


def test_redirects_are_followed_with_their_statuses(net: Internet) -> None:
    net.moved("a.org/1", "/2", 301)
    net.moved("a.org/2", "https://b.org/pêche".encode().decode("latin-1"), 302)
    net.page("b.org/p%C3%AAche", "There")
    answer = net.client().ask("https://a.org/1")
    assert answer.body == b"There"
    assert answer.hops == ((301, "https://a.org/2"), (302, "https://b.org/pêche"))


def test_redirects_that_do_not_end_do(net: Internet) -> None:
    net.moved("a.org/1", "/2")
    net.moved("a.org/2", "/1")
    net.moved("a.org/same", "/same")
    for i in range(40):
        net.moved(f"a.org/n{i}", f"/n{i + 1}")
    for path in ("1", "same", "n0"):
        assert reason(net.client(), f"https://a.org/{path}") is Reason.REDIRECTS
    assert len(net.asked) < 20


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 65536)


def test_a_body_without_end_is_not_read_to_its_end(net: Internet) -> None:
    net.at["a.org/"] = Reply(write=endless)
    assert reason(net.client(), "https://a.org/", most=200_000) is Reason.SIZE
    answer = net.client().ask("https://a.org/", most=1000, cut=True)
    assert (len(answer.body), answer.whole) == (1000, False)


def test_a_body_that_grows_when_it_is_unpacked_is_bounded(net: Internet) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    net.at["a.org/"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    net.at["a.org/fine"] = Reply(gzip.compress(b"words"), headers={"Content-Encoding": "gzip"})
    assert reason(net.client(), "https://a.org/", most=1_000_000) is Reason.SIZE
    assert net.client().ask("https://a.org/fine").body == b"words"


def dripping(handler: BaseHTTPRequestHandler, head: bytes = b"HTTP/1.1 200 OK\r\n") -> None:
    handler.wfile.write(head)
    for _ in range(200):
        handler.wfile.write(b"X")
        handler.wfile.flush()
        time.sleep(0.05)


def dripping_body(handler: BaseHTTPRequestHandler) -> None:
    dripping(handler, b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")


@pytest.mark.parametrize("write", [dripping, dripping_body])
def test_a_server_that_sends_a_little_at_a_time_has_an_end(net: Internet, write: Any) -> None:
    net.at["a.org/"] = Reply(write=write)
    begun = time.monotonic()
    assert reason(net.client(seconds=0.3, retries=0), "https://a.org/") is Reason.TIME
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n", b"", b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: lzma9\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
    ],
)  # fmt: skip
def test_what_is_no_http_is_an_error_and_no_traceback(net: Internet, sent: bytes) -> None:
    net.at["a.org/"] = Reply(write=lambda handler: void(handler.wfile.write(sent)))
    found = reason(net.client(retries=0), "https://a.org/")
    assert found in (Reason.ANSWER, Reason.REFUSED)


def void(_: object) -> None:
    return None


def test_no_header_can_be_smuggled_into_a_request(net: Internet) -> None:
    net.at["a.org/x%0D%0AEvil:%201"] = Reply(b"fine")
    with pytest.raises(NetworkError):
        net.client().ask("https://a.org\r\nEvil: 1/")
    answer = net.client().ask("https://a.org/x%0D%0AEvil:%201")
    assert answer.status == 200
    assert all("Evil" not in asked.headers for asked in net.asked)


def test_a_busy_server_is_asked_again_when_it_says(net: Internet) -> None:
    waited: list[float] = []
    net.at["a.org/"] = [
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(status=503),
        Reply(b"x"),
    ]
    assert net.client(sleep=waited.append).ask("https://a.org/").body == b"x"
    assert waited == [7.0, 2.0]


def test_a_server_that_asks_for_too_much_patience_is_left_alone(net: Internet) -> None:
    waited: list[float] = []
    for i, wait in enumerate(("3600", "Fri, 01 Jan 2100 00:00:00 GMT")):
        net.at[f"a.org/{i}"] = Reply(status=429, headers={"Retry-After": wait})
        assert net.client(sleep=waited.append).ask(f"https://a.org/{i}").status == 429
    assert (waited, len(net.asked)) == ([], 2)


def test_a_connection_that_breaks_is_tried_again(net: Internet) -> None:
    broken = Reply(write=lambda handler: void(handler.connection.shutdown(socket.SHUT_RDWR)))
    net.at["a.org/"] = [broken, broken, Reply(b"x")]
    assert net.client().ask("https://a.org/").body == b"x"


def test_hosts_are_asked_side_by_side_and_each_once_at_a_time(net: Internet) -> None:
    for host in ("a.org", "b.org", "c.org"):
        for i in range(4):
            net.at[f"{host}/{i}"] = Reply(b"x", seconds=0.05)
    client = net.client()
    wanted = [f"https://{name}" for name in net.at]
    begun = time.monotonic()
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(client.ask, wanted))
    assert time.monotonic() - begun < 0.5  # one after the other they take 0.6
    for host in ("a.org", "b.org", "c.org"):
        times = sorted((a.begun, a.ended) for a in net.asked if a.host == host)
        assert len(times) == 4
        assert all(first[1] <= second[0] + 0.005 for first, second in pairwise(times))


def test_a_host_has_a_rest_between_two_requests(net: Internet) -> None:
    net.page("a.org/", "x")
    client = net.client(pause=0.1, sleep=time.sleep)
    for _ in range(3):
        client.ask("https://a.org/")
    times = [asked.begun for asked in net.asked]
    assert all(second - first >= 0.1 for first, second in pairwise(times))


def test_no_thread_is_left() -> None:
    assert threading.active_count() == 1
