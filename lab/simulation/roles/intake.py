"""The intake specialist: takes in the client's file before the truck comes (DAY-01)."""

from core.types import JsonObject
from lab.simulation.roles.person import Person


class Intake(Person):
    """Imports the workbook and tells everybody the orders' ids."""

    def import_orders(self) -> JsonObject:
        story = self.day.scenario
        files = {"file": (story.file_name, story.content)}
        report = self.session.post("imports/", {"business_date": str(story.date)}, files)
        self._learn()
        return report

    def _learn(self) -> None:
        for row in self.session.all("orders/", business_date=str(self.day.date)):
            parcel = self.day.scenario.parcels.get(row["order_no"])
            if parcel is not None:
                parcel.order = row["id"]
