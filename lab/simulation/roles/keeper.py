"""The warehouse keeper: receives the truck, checks from the outside, hands goods out and takes them back."""

from core.types import JsonObject
from lab.simulation.images import SIGNATURE
from lab.simulation.roles.person import Person
from lab.simulation.scenario import Finding
from lab.simulation.trip import Trip
from lab.simulation.words import said, words


class Keeper(Person):
    """Goods come in, go out and come back only through him, and only on a sheet."""

    arrival = 0

    def receive(self) -> None:
        """The truck is at the gate; it is unloaded (FLW-B.1 to B.3)."""
        known = words()
        head = {"business_date": str(self.day.date), "carrier": known["carrier"], "plate": known["truck"]}
        self.arrival = self.session.post("arrivals/", head | {"seal_no": "S-1001", "seal_intact": True})["id"]
        self.session.post(f"arrivals/{self.arrival}/unloaded/")

    def check(self) -> None:
        """Codes of air conditioners are read one by one; what is not right is reported; the rest is as listed."""
        lines = self.session.get(f"arrivals/{self.arrival}/")["lines"]
        findings, said_lines = dict(self.day.scenario.findings), []
        for line in lines:
            found = findings.pop(line["order_no"], None)
            if found or line["parts"]:
                said_lines.append(_line(line, found or Finding("accepted")))
        self.session.post(f"arrivals/{self.arrival}/check/", {"lines": said_lines, "rest": "accepted"})
        for line in said_lines:
            if line["clause"]:
                self.session.post(f"arrivals/{self.arrival}/items/{line['item']}/photo/", {"image": SIGNATURE})

    def receipt(self) -> None:
        """Both sign: the carrier's man by name and on the glass (FLW-B.6)."""
        sheet = self.session.post(f"arrivals/{self.arrival}/issue/")["sheet"]
        path = f"arrivals/{self.arrival}/sign/"
        self.sign(path, "keeper", sheet)
        carrier = {"name": words()["carrier_man"], "image": SIGNATURE}
        self.session.post(path, {"side": "carrier", "shown_hash": sheet["shown_hash"]} | carrier)

    def issue(self, run: Trip) -> None:
        """Make out the goods handover sheet of a run (FLW-C.1)."""
        run.sheet = self.session.post(f"runs/{run.id}/issue/")["sheet"]

    def hand_over(self, run: Trip) -> None:
        """Sign the goods out of the store (FLW-C.3)."""
        self.sign(f"runs/{run.id}/sign/", "keeper", run.sheet)

    def take_back(self, run: Trip) -> None:
        """Count what came back and sign last (STM-18)."""
        if run.back:
            self.sign(f"evening/{run.id}/return-sign/", "keeper", run.back)


def _line(line: JsonObject, found: Finding) -> JsonObject:
    parts = [{"kind": part["kind"], "code": _label(part, found)} for part in line["parts"]]
    clause = said("clause") if found.outcome == "noted" else ""
    parts = [] if found.outcome == "short" else parts
    return {"item": line["item"], "outcome": found.outcome, "note": found.note, "clause": clause, "parts": parts}


def _label(part: JsonObject, found: Finding) -> str:
    return found.outdoor if found.outdoor and part["kind"] == "outdoor" else part["code"]
