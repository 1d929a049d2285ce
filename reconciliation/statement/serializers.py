"""Statements over the API."""

from rest_framework import serializers

from core.types import JsonObject
from orders.register.inputs import ClientField
from reconciliation.statement import selectors
from reconciliation.statement.lifecycle import LineOutcome
from reconciliation.statement.models import Statement


class StatementIn(serializers.Serializer):
    """The client's workbook of a week, by its Monday."""

    client = ClientField()
    file = serializers.FileField()
    week = serializers.DateField()


class StatementOut(serializers.Serializer):
    """One statement: its rows as `lines`, and how many lines came out in which way."""

    id = serializers.IntegerField()
    client = serializers.CharField()
    week = serializers.DateField()
    lines = serializers.IntegerField()
    amount_fen = serializers.IntegerField()
    matched = serializers.IntegerField()
    amount_diff = serializers.IntegerField()
    timing = serializers.IntegerField()
    refused_here = serializers.IntegerField()
    only_client = serializers.IntegerField()
    only_ours = serializers.IntegerField()
    settled = serializers.IntegerField()
    matched_fen = serializers.IntegerField()

    def to_representation(self, statement: Statement) -> JsonObject:
        figures = {row["outcome"]: row for row in selectors.statement_figures(statement)}
        head = {
            "id": statement.pk,
            "client": statement.client.code,
            "week": statement.week,
            "amount_fen": statement.amount_fen,
        }
        counts = {outcome: row["lines"] for outcome, row in figures.items()}
        more = {"lines": statement.rows, "matched_fen": figures[LineOutcome.MATCHED]["our_fen"]}
        return super().to_representation(head | counts | more)
