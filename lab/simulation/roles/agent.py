"""Delivery customer service: books every order by phone, speaks with the client, feeds the results back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.types import JsonObject
from lab.simulation.roles.person import Person
from lab.simulation.scenario import REFUSE_PHONE
from lab.simulation.words import said

if TYPE_CHECKING:
    from lab.simulation.day import Day

CLIENT_STAFF = "80417"
ANSWERS = {  # what the client's people say, by kind of case
    "inbound_short": "await_next_line_haul",
    "inbound_damage": "accept_with_note",
    "inbound_ac_mismatch": "refuse_on_spot",
    "out_of_area": "cancel_order",
    "onsite_refusal": "return_to_client",
    "document": "correct_record",
}


class Agent(Person):
    """`desk` of `desks`: which part of the queue is this agent's."""

    def __init__(self, day: Day, username: str, desk: int = 0, desks: int = 1) -> None:
        super().__init__(day, username)
        self.desk, self.desks = desk, desks

    def calls_mine(self) -> list[JsonObject]:
        """Open calls of customer service that fall to this desk."""
        rows = self.session.all("calls/", business_date=str(self.day.date))
        mine = [row for row in rows if row["reason"] != "done" and row["reason"] != "drivers_own"]
        return mine[self.desk :: self.desks]

    def call(self, row: JsonObject) -> None:
        """Phone one customer and write down what came of it (FLW-D, FLW-E)."""
        parcel = self.day.by_id.get(row["order"])
        refuses = parcel is not None and parcel.fate == REFUSE_PHONE
        data = _refused() if refuses else {"result": "booked", **self.day.window(row["sequence"])}
        self.session.post(f"calls/{row['order']}/log/", data)
        self.day.progress.step()

    def call_all(self, rows: list[JsonObject]) -> None:
        """Phone these customers one after the other."""
        for row in rows:
            self.call(row)

    def ask_client(self) -> None:
        """Get the client's word on every open case (INV-10)."""
        for case in self._cases("open"):
            decision = ANSWERS.get(case["kind"], (case["decisions"] or ["return_to_client"])[0])
            word = {"client_staff_no": CLIENT_STAFF, "decision": decision, "text": said("instruction")}
            self.session.post(f"exceptions/{case['id']}/instruct/", word | {"channel": "phone"})

    def close_cases(self) -> None:
        """What was instructed and has been done; the rest waits for its goods."""
        for case in [case for case in self._cases("instructed") if not case["next_step"]]:
            self.session.post(f"exceptions/{case['id']}/close/", {"executed": case["instructions"][-1]["decision"]})

    def feed_back(self, kind: str) -> JsonObject:
        """Make the results file and put it into the client's system (FLW-K)."""
        export = self.session.post("feedback/", {"business_date": str(self.day.date), "kind": kind})
        self.session.download(f"feedback/{export['id']}/file/")
        if not export["uploaded_at"]:
            self.session.post(f"feedback/{export['id']}/uploaded/")
        return export

    def _cases(self, status: str) -> list[JsonObject]:
        rows = list(self.session.all("exceptions/", status=status))
        mine = [case for case in rows if case["order"] is None or case["order_no"] in self.day.numbers]
        return [case for case in mine if case["kind"] not in self.day.leave_open]


def _refused() -> JsonObject:
    return {
        "result": "refused",
        "retention": "not_retained",
        "retention_note": said("retained"),
        "client_staff_no": CLIENT_STAFF,
        "note": said("refused"),
    }
