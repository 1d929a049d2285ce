"""A driver with his van, his card and his terminal: takes the goods, meets the buyers, brings back what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.types import JsonObject
from lab.simulation.images import PHOTO, SIGNATURE
from lab.simulation.roles.person import Person
from lab.simulation.scenario import REFUSE_DOOR, REFUSE_PHONE
from lab.simulation.trip import Trip
from lab.simulation.words import said
from lab.simulation.workbook import Parcel
from lab.terminal.client import TerminalClient, way_for
from orders.register.lifecycle import PaymentState

if TYPE_CHECKING:
    from lab.simulation.day import Day


class Driver(Person):
    """Works alone all day; `run` is his trip, `terminal` his POS terminal while he has one."""

    def __init__(self, day: Day, run: Trip) -> None:
        super().__init__(day, run.driver.lower())
        self.run = run
        self.terminal: TerminalClient | None = None
        self.stops: list[JsonObject] = []
        self.card = f"{6000 + int(run.driver[1:])}"

    def authorise(self) -> None:
        """Pre-authorise the run's worth on his own card (INV-17)."""
        needed = self.session.get(f"runs/{self.run.id}/")["clearance"]["short_fen"]
        if needed:
            self._in_hand().preauth(amount_fen=needed, card_tail=self.card)

    def load(self) -> None:
        """Find every line on the pallet, then sign (FLW-C.2)."""
        self.session.post(f"runs/{self.run.id}/match/", {"orders": self.run.orders})
        self.sign(f"runs/{self.run.id}/sign/", "driver", self.run.sheet)

    def book(self) -> None:
        """Phone the first three customers of the run (INV-21); one who wants to refuse is reported."""
        self.look()
        for stop in self.stops:
            if stop["drivers_own"]:
                refuses = self._parcel(stop).fate == REFUSE_PHONE
                said_ = {"result": "refusing"} if refuses else {"result": "booked", **self.day.window(stop["sequence"])}
                self.session.post(f"driver/stops/{stop['id']}/call/", said_)
                self.day.progress.step()

    def look(self) -> None:
        """Look at the run on the phone."""
        self.stops = self.session.get("driver/run/")["stops"]

    def visit(self, place: int) -> None:
        """Go to the stop at this place of the run (0, 1, ...), unless it is barred or there is none."""
        if place >= len(self.stops) or self.stops[place]["status"] != "open":
            return
        stop = self.stops[place]
        if self._parcel(stop).fate == REFUSE_DOOR:
            self._refused(stop)
        else:
            self._deliver(stop)
        self.day.progress.step()

    def hand_in(self) -> None:
        """Sign papers and goods over in the evening (FLW-J.2)."""
        if self.run.papers:
            self.sign(f"evening/{self.run.id}/papers-sign/", "driver", self.run.papers)
        if self.run.back:
            self.sign(f"evening/{self.run.id}/return-sign/", "driver", self.run.back)

    def _deliver(self, stop: JsonObject) -> None:
        """Slip first, then the signature (INV-28)."""
        if stop["payment_state"] == PaymentState.UNPAID:
            self._collect(stop)
        self.session.post(
            f"driver/stops/{stop['id']}/deliver/", {"signer_name": stop["name"], "image": SIGNATURE, "method": "drawn"}
        )
        self._parcel(stop).delivered = True

    def _collect(self, stop: JsonObject) -> None:
        """Key the order number, read the amount, swipe: the customer's card, or his own for the cash he took."""
        quote, way = self._in_hand().quote(stop["order_no"]), way_for(stop["pay_mode"])
        tail = self.card if way.cash_first else f"{stop['order'] % 10000:04d}"
        if way.cash_first:
            self.session.post(f"driver/stops/{stop['id']}/cash/")
        answer = self._in_hand().sale(quote=quote, card_kind=way.reported_as, card_tail=tail, occurred_at=self.day.now)
        assert answer["booked"] == "order", answer

    def _refused(self, stop: JsonObject) -> None:
        data = {"reason": "packaging_damaged", "note": said("door"), "photo": PHOTO, "clause": "5.2"}
        self.session.post(f"driver/stops/{stop['id']}/refuse/", data)

    def _parcel(self, stop: JsonObject) -> Parcel:
        return self.day.by_id[stop["order"]]

    def _in_hand(self) -> TerminalClient:
        assert self.terminal is not None, "the cashier issues a terminal before anything is held or charged"
        return self.terminal
