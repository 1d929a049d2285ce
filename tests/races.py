"""For tests with several connections: tasks that begin at one moment. They need the `committed` fixture."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from core.errors import Refusal


def together(*tasks):
    """Run the tasks at the same moment, each on its own connection; returns answers, refusals among them."""
    gate = threading.Barrier(len(tasks))

    def one(task):
        gate.wait()
        try:
            return task()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(one, tasks))
