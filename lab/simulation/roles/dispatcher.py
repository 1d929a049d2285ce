"""The dispatcher: makes runs of the day's orders and lets the vans go."""

from core.types import JsonObject
from lab.simulation.roles.person import Person
from lab.simulation.trip import Trip
from lab.simulation.words import words


class Dispatcher(Person):
    """Plans as the scenario says, or takes the product's own suggestion."""

    def plan(self) -> list[Trip]:
        given = self.day.scenario.plan
        rows = self._given(given) if given else self._suggested()
        day = str(self.day.date)
        answer = self.session.post("runs/plan/", {"business_date": day, "runs": rows})
        orders = {row["driver"]: row["orders"] for row in rows}
        return [Trip(run["id"], run["driver"], orders[run["driver"]]) for run in answer["runs"]]

    def depart(self, run: Trip) -> None:
        """The van leaves (FLW-C.5)."""
        self.session.post(f"runs/{run.id}/depart/")

    def _given(self, plan: dict[str, list[str]]) -> list[JsonObject]:
        parcels = self.day.scenario.parcels
        return [_row(driver, [parcels[number].order for number in numbers]) for driver, numbers in plan.items()]

    def _suggested(self) -> list[JsonObject]:
        mine = {parcel.order for parcel in self.day.coming()}
        runs = self.session.get("runs/suggest/", business_date=str(self.day.date))["runs"]
        rows = [_row(run["driver"], [pk for pk in run["orders"] if pk in mine]) for run in runs]
        return [row for row in rows if row["orders"]]


def _row(driver: str, orders: list[int]) -> JsonObject:
    plate = words()["plate"].format(number=10000 + int(driver[1:]))
    return {"driver": driver, "vehicle": plate, "orders": orders}
