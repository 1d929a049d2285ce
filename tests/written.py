"""What a command left behind, short enough to be read in a test: rows of the history, and messages to people."""

from core.models import AuditRow, OutboxMessage
from people.models import User


class Since:
    """The rows that are written from now on."""

    def __init__(self):
        self.audit = AuditRow.objects.count()
        self.messages = OutboxMessage.objects.count()

    def history(self):
        """(what, who, about, new) of each row; who: the staff number, empty for the system."""
        return [(row.action, row.actor_no, row.about, row.new) for row in AuditRow.objects.order_by("pk")[self.audit :]]

    def changes(self):
        """(what, old, new) of each row."""
        return [(row.action, row.old, row.new) for row in AuditRow.objects.order_by("pk")[self.audit :]]

    def notes(self):
        """{what: note} of those rows that have one."""
        return {row.action: row.note for row in AuditRow.objects.order_by("pk")[self.audit :] if row.note}

    def told(self):
        """{(kind, about): (who, params)}; who: the names of those who are told, sorted."""
        found = {}
        for row in OutboxMessage.objects.order_by("pk")[self.messages :]:
            names, _params = found.setdefault((str(row.kind), row.about), ([], row.params))
            names.append(User.objects.get(pk=row.to_id).username)
        return {key: (sorted(names), params) for key, (names, params) in found.items()}
