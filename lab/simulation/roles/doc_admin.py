"""The document administrator: papers against the system in the evening; goods without a paper are refused goods."""

from lab.simulation.roles.person import Person
from lab.simulation.scenario import NO_PAPER
from lab.simulation.trip import Trip


class DocAdmin(Person):
    """Sees only what lies on the desk: papers and goods."""

    def match(self, run: Trip) -> None:
        """Tick what is there; the product decides and makes out the sheets (FLW-J.2, INV-31)."""
        lines = self.session.get(f"evening/{run.id}/")["lines"]
        papers, goods = [], []
        for line in lines:
            parcel = self.day.by_id[line["order"]]
            lost = parcel.fate == NO_PAPER
            papers += [] if lost else [paper["id"] for paper in line["documents"] if paper["status"] == "claimed"]
            goods += [item["id"] for item in line["items"]] if lost or not parcel.delivered else []
        answer = self.session.post(f"evening/{run.id}/match/", {"documents": papers, "goods": goods})
        run.papers, run.back = answer["papers"], answer["return"]

    def sign_in(self, run: Trip) -> None:
        """Sign for papers and goods."""
        if run.papers:
            self.sign(f"evening/{run.id}/papers-sign/", "doc_admin", run.papers)
        if run.back:
            self.sign(f"evening/{run.id}/return-sign/", "doc_admin", run.back)
