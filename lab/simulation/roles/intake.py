"""The intake specialist: takes in the client's file before the truck comes (DAY-01)."""

from core.types import JsonObject
from lab.simulation.roles.person import Person

PAGE = 200


class Intake(Person):
    """Imports the workbook and tells everybody the orders' ids."""

    def import_orders(self) -> JsonObject:
        story = self.day.scenario
        files = {"file": (story.file_name, story.content)}
        report = self.session.post("imports/", {"business_date": str(story.date)}, files)
        self._learn()
        return report

    def _learn(self) -> None:
        page, seen, total = 1, 0, 1
        while seen < total:
            answer = self.session.get("orders/", business_date=str(self.day.date), page=page, size=PAGE)
            total, page, seen = answer["count"], page + 1, seen + len(answer["results"])
            for row in answer["results"]:
                parcel = self.day.scenario.parcels.get(row["order_no"])
                if parcel is not None:
                    parcel.order = row["id"]
            if not answer["results"]:
                break
