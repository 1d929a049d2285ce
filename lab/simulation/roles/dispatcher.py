"""The dispatcher: makes runs of the day's orders and lets the vans go."""

from lab.simulation.roles.person import Person
from lab.simulation.words import words


class Dispatcher(Person):
    """Plans as the scenario says, or takes the product's own suggestion."""

    def plan(self):
        rows = self._given() if self.day.scenario.plan else self._suggested()
        day = str(self.day.date)
        answer = self.session.post("runs/plan/", {"business_date": day, "runs": rows})
        orders = {row["driver"]: row["orders"] for row in rows}
        return [(run["id"], run["driver"], orders[run["driver"]]) for run in answer["runs"]]

    def depart(self, run):
        """The van leaves (FLW-C.5)."""
        self.session.post(f"runs/{run.id}/depart/")

    def _given(self):
        parcels = self.day.scenario.parcels
        plan = self.day.scenario.plan.items()
        return [_row(driver, [parcels[number].order for number in numbers]) for driver, numbers in plan]

    def _suggested(self):
        mine = {parcel.order for parcel in self.day.coming()}
        runs = self.session.get("runs/suggest/", business_date=str(self.day.date))["runs"]
        rows = [_row(run["driver"], [pk for pk in run["orders"] if pk in mine]) for run in runs]
        return [row for row in rows if row["orders"]]


def _row(driver, orders):
    plate = words()["plate"].format(number=10000 + int(driver[1:]))
    return {"driver": driver, "vehicle": plate, "orders": orders}
