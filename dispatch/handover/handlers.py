"""What the handover does when a plan changed: it hears the fact and calls its service."""

from dispatch.handover.services.sheets import plan_follow
from dispatch.runs.events import PlanChanged


def plan_changed(fact: PlanChanged) -> None:
    """An issued sheet is void and issued anew (INV-16)."""
    plan_follow(run_id=fact.run_id, reason=fact.reason, actor_id=fact.actor_id)
