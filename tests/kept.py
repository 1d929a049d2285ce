"""A fixture's rows, made once and put back for every later test: the ORM works for the first one only."""

import pickle

from django.apps import apps
from django.db import connection


class Kept:
    """Calls `build` once for each set of arguments; afterwards writes the rows it inserted and copies its answer.

    What `build` gives must be picklable, and it may only insert: a row that it changed would come in twice, and the
    database refuses that. The ids are those of the first time. They are free, since no sequence goes back.
    """

    def __init__(self, build):
        self._build, self._made = build, {}

    def __call__(self, *arguments):
        if arguments not in self._made:
            before = _rows()
            answer = self._build(*arguments)
            self._made[arguments] = pickle.dumps(answer), list(_inserts(before, _rows()))
            return answer
        answer, inserts = self._made[arguments]
        with connection.cursor() as cursor:
            for statement, values in inserts:
                cursor.execute(statement, values)
        return pickle.loads(answer)


def _rows():
    """table -> {primary key: its columns as the database gives them}."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            names = ", ".join(f'"{field.column}"' for field in _fields(model))
            cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}" ORDER BY 1')
            found[model] = {row[0]: row for row in cursor.fetchall()}
    return found


def _inserts(before, after):
    """One statement with its values for each table that has grown."""
    for model, rows in after.items():
        new = [row for key, row in rows.items() if before[model].get(key) != row]
        if new:
            names = ", ".join(f'"{field.column}"' for field in _fields(model))
            places = ", ".join(["(" + ", ".join(["%s"] * len(new[0])) + ")"] * len(new))
            yield f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {places}', [v for row in new for v in row]


def _fields(model):
    """Those with a column, the primary key first."""
    return sorted(model._meta.local_concrete_fields, key=lambda field: not field.primary_key)
