"""The terminal simulator: a POS terminal as a client of the gateway, with nothing but its serial and its secret."""

import datetime as dt
import json
import uuid

from cod.pos.gateway import sign_request
from cod.pos.payways import CARD, TerminalWay, terminal_ways
from core import clock
from core.types import JsonObject
from lab.http import Refused, Transport, patiently

GATEWAY = "/api/pos/v1/"


class TerminalClient:
    """`transport.signed_post(path, body, headers) -> (status, JSON)` carries its requests.

    `sales` is the acquirer's own record of what was charged, from which the bank's file is made.
    """

    def __init__(self, serial: str, secret: str, transport: Transport) -> None:
        self.serial, self.secret, self.transport = serial, secret, transport
        self.sales: list[JsonObject] = []

    def preauth(self, *, amount_fen: int, card_tail: str) -> JsonObject:
        """Hold an amount on the driver's own card; {booked, reference, amount_fen}."""
        code = uuid.uuid4().hex[:6].upper()
        data = {"amount_fen": amount_fen, "card_tail": card_tail, "auth_code": code, "reference": self._reference()}
        return self._ask("preauth/", data)

    def quote(self, order_no: str, shipment_no: str = "") -> JsonObject:
        """What an order costs: {order, order_no, amount_fen, version, token}. Raises Refused."""
        return self._ask("quote/", {"order_no": order_no, "shipment_no": shipment_no})

    def sale(
        self,
        *,
        quote: JsonObject,
        card_kind: str,
        card_tail: str,
        occurred_at: dt.datetime,
        reference: str | None = None,
    ) -> JsonObject:
        """Charge a card for what was quoted. `card_kind`: as the terminal says it; {booked, reason, reference}."""
        data = {
            "order_no": quote["order_no"],
            "shipment_no": quote.get("shipment_no", ""),
            "amount_fen": quote["amount_fen"],
            "version": quote.get("version", 0),
            "token": quote.get("token", ""),
            "card_kind": card_kind,
            "card_tail": card_tail,
            "reference": reference or self._reference(),
            "occurred_at": occurred_at.isoformat(),
        }
        answer = self._ask("sale/", data)
        self.sales.append({"traded_on": clock.local(occurred_at).date(), "serial": self.serial} | data)
        return answer

    def _reference(self) -> str:
        return f"{self.serial}-{uuid.uuid4().hex[:12].upper()}"

    def _ask(self, path: str, data: JsonObject) -> JsonObject:
        """Each try has its own nonce; the gateway knows a repetition by its reference."""
        body = json.dumps(data).encode()
        status, answer = patiently(lambda: self._send(GATEWAY + path, body))
        if status >= 400:
            raise Refused(status, path, answer.get("error", answer))
        return answer

    def _send(self, path: str, body: bytes) -> tuple[int, JsonObject]:
        stamp, nonce = str(int(clock.real_now().timestamp())), uuid.uuid4().hex
        headers = {
            "Content-Type": "application/json",
            "X-Terminal": self.serial,
            "X-Timestamp": stamp,
            "X-Nonce": nonce,
            "X-Signature": sign_request(self.secret, "POST", path, stamp, nonce, body),
        }
        return self.transport.signed_post(path, body, headers)


def way_for(wish: str) -> TerminalWay:
    """How people pay at a terminal when the client's file says `wish`."""
    return next((way for way in terminal_ways if way.known_as == wish), CARD)


def settlement_rows(
    sales: list[JsonObject], booked_on: dt.date, fee_fen: int = 0
) -> list[tuple[dt.date | int | str, ...]]:
    """The acquirer's settlement of these sales, as rows of DOC-15."""
    return [
        (booked_on, sale["traded_on"], sale["serial"], sale["reference"], sale["amount_fen"], fee_fen) for sale in sales
    ]
