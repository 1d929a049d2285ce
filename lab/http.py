"""How the people of the simulation reach the product: by real HTTP, or in this process. One interface, two transports.

Every command carries an Idempotency-Key and is sent again with the same key when the connection breaks or the server
is not there, so that a web process that is killed loses nothing and doubles nothing.
"""

import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.client import HTTPMessage
from typing import Any, TypeAlias, TypeVar
from urllib.parse import SplitResult, urlencode, urlsplit

from django.test import Client
from django.test.client import ClientHandler

from core.pagination import SIZES
from core.types import JsonObject

API = "/api/v1/"
PATIENCE_SECONDS = 90.0
TIMEOUT_SECONDS = 120.0
AWAY = {502, 503, 504}
Files: TypeAlias = dict[str, tuple[str, bytes]]  # {field: (name, bytes)}
Answer = TypeVar("Answer")


class Refused(Exception):
    """The product refused: `status`, `code` and `error` (the JSON of the refusal)."""

    def __init__(self, status: int, path: str, error: JsonObject) -> None:
        self.status, self.error = status, error
        self.code = error.get("code", "") if isinstance(error, dict) else ""
        super().__init__(f"{status} {path}: {error}")


class NoHost(Exception):
    """The address does not say which machine; without http:// a host looks like a scheme."""


class Session:
    """One person's session. Subclasses say how a request is sent; see `login`, `get`, `post`."""

    username = ""

    def login(self, username: str, password: str) -> "Session":
        """Sign in; returns this session."""
        self.username = username
        self.post("session/", {"username": username, "password": password})
        return self

    def get(self, path: str, **params: Any) -> JsonObject:
        """The JSON of a page of the API. Raises Refused."""
        return self._json("GET", path + (f"?{urlencode(params)}" if params else ""))

    def all(self, path: str, **params: Any) -> Iterator[JsonObject]:
        """Every row of a list of the API, page by page. Raises Refused."""
        page, seen, total = 1, 0, 1
        while seen < total:
            answer = self.get(path, **params, page=page, size=SIZES[-1])
            yield from answer["results"]
            page, seen, total = page + 1, seen + len(answer["results"]), answer["count"] if answer["results"] else 0

    def post(self, path: str, data: JsonObject | None = None, files: Files | None = None) -> JsonObject:
        """Carry out one command, once. Raises Refused."""
        return self._json("POST", path, data or {}, files, uuid.uuid4().hex)

    def download(self, path: str) -> bytes:
        """The bytes of a file."""
        return self.send("GET", API + path)[1]

    def _json(
        self, method: str, path: str, data: JsonObject | None = None, files: Files | None = None, key: str = ""
    ) -> JsonObject:
        status, body = self.send(method, API + path, data, files, key)
        answer = _loads(body)
        if status >= 400:
            raise Refused(status, path, answer.get("error", answer) if isinstance(answer, dict) else answer)
        return answer

    def send(
        self, method: str, path: str, data: JsonObject | None = None, files: Files | None = None, key: str = ""
    ) -> tuple[int, bytes]:
        """(status, body)."""
        raise NotImplementedError


class WebTransport:
    """Real HTTP to a running instance. `parallel`: people work at the same time."""

    parallel = True

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def session(self) -> "WebSession":
        return WebSession(self.parts)

    def signed_post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, JsonObject]:
        """A terminal's request: (status, JSON). The caller signs anew for each try."""
        status, answer, _headers = Wire(self.parts).request("POST", path, body, headers)
        return status, _loads(answer)

    def jobs_wait(self, seconds: float) -> None:
        """The workers run the timed jobs; give them a moment."""
        time.sleep(seconds)


class LocalTransport:
    """The product in this process, by Django's test client: quick, in the caller's transaction and thread."""

    parallel = False

    def __init__(self) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)  # one for all: it loads every middleware

    def client(self) -> Client:
        client = Client(SERVER_NAME="localhost")
        client.handler = self.handler
        return client

    def session(self) -> "LocalSession":
        return LocalSession(self.client())

    def signed_post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, JsonObject]:
        answer = self.client().generic("POST", path, body, content_type="application/json", headers=headers)
        return answer.status_code, _loads(answer.content)

    def jobs_wait(self, seconds: float) -> None:
        """There is no worker here: what has fallen due runs now."""
        from core.jobs import jobs_tick
        from core.outbox import outbox_pump

        jobs_tick()
        outbox_pump()


class Plain(http.client.HTTPConnection):
    """Closes with the thread that had it."""

    def __del__(self) -> None:
        self.close()


class Secure(http.client.HTTPSConnection):
    """The same over TLS."""

    def __del__(self) -> None:
        self.close()


class Wire(threading.local):
    """One kept-alive connection in each thread, so that a desk may serve several people at once."""

    connection: Plain | Secure | None = None

    def __init__(self, parts: SplitResult) -> None:
        self.parts = parts

    def request(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, bytes, HTTPMessage]:
        """(status, body, headers); OSError or HTTPException when the connection breaks."""
        self.connection = connection = self.connection or self._connect()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def _connect(self) -> Plain | Secure:
        kind = Secure if self.parts.scheme == "https" else Plain
        if self.parts.hostname is None:
            raise NoHost(f"{self.parts.geturl()} names no host; write it as http://HOST:PORT.")
        return kind(self.parts.hostname, self.parts.port, timeout=TIMEOUT_SECONDS)

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class WebSession(Session):
    """A person at a browser, in effect: cookies, CSRF token, and patience."""

    def __init__(self, parts: SplitResult) -> None:
        self.wire, self.origin, self.token = Wire(parts), f"{parts.scheme}://{parts.netloc}", ""
        self.cookies: dict[str, str] = {}

    def send(
        self, method: str, path: str, data: JsonObject | None = None, files: Files | None = None, key: str = ""
    ) -> tuple[int, bytes]:
        body, kind = _body(data, files) if method == "POST" else (None, "")
        return patiently(lambda: self._once(method, path, body, kind, key))

    def _once(self, method: str, path: str, body: bytes | None, kind: str, key: str) -> tuple[int, bytes]:
        headers = {"Accept": "application/json", "Referer": self.origin, "Accept-Language": "en"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers |= {"Content-Type": kind, "Idempotency-Key": key, "X-CSRFToken": self.token}
        status, answer, received = self.wire.request(method, path, body, headers)
        for cookie in received.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value
        if path.endswith("/session/") and status < 300:
            self.token = _loads(answer).get("csrf", "")
        return status, answer


class LocalSession(Session):
    """A person without a network in between."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def send(
        self, method: str, path: str, data: JsonObject | None = None, files: Files | None = None, key: str = ""
    ) -> tuple[int, bytes]:
        if method == "GET":
            answer = self.client.get(path)
        else:
            body, kind = _body(data, files)
            answer = self.client.generic("POST", path, body, content_type=kind, headers={"Idempotency-Key": key})
        return answer.status_code, b"".join(answer) if answer.streaming else answer.content


class TrustedSession(LocalSession):
    """A local session that is believed its name: the demonstration need not compute sixty passwords."""

    def login(self, username: str, password: str) -> "TrustedSession":
        from people.models import User

        self.username = username
        self.client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return self


class TrustedTransport(LocalTransport):
    """LocalTransport for loading a demonstration."""

    def session(self) -> "TrustedSession":
        return TrustedSession(self.client())


Transport: TypeAlias = WebTransport | LocalTransport


def patiently(send: Callable[[], tuple[int, Answer]]) -> tuple[int, Answer]:
    """Call `send` until it answers: through broken connections, a server that restarts, and a few failures of it."""
    end, pause, failures = time.monotonic() + PATIENCE_SECONDS, 0.1, 0
    while True:
        try:
            status, answer = send()
            failures += status >= 500 and status not in AWAY
            if status < 500 or failures > 2:
                return status, answer
        except (OSError, http.client.HTTPException):
            if time.monotonic() > end:
                raise
        if time.monotonic() > end:
            return status, answer
        time.sleep(pause)
        pause = min(pause * 2, 2.0)


def _body(data: JsonObject | None, files: Files | None) -> tuple[bytes, str]:
    if not files:
        return json.dumps(data or {}).encode(), "application/json"
    mark = uuid.uuid4().hex
    parts = [(f'name="{name}"', str(value).encode()) for name, value in (data or {}).items()]
    parts += [(f'name="{field}"; filename="{name}"', content) for field, (name, content) in files.items()]
    lines = [
        b"--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (mark.encode(), head.encode(), content)
        for head, content in parts
    ]
    return b"".join(lines) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def _loads(body: bytes) -> JsonObject:
    try:
        return json.loads(body or b"{}")
    except ValueError:
        return {"error": {"code": "not_json", "message": body[:300].decode("utf-8", "replace")}}
