"""The rooms of the house: the project's apps, and in some of them folders by noun. Finds what each room declares."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings

from core.lifecycle import Machine


def own_apps() -> list[str]:
    """The project's own apps as they are installed: upstream first."""
    configs = apps.get_app_configs()
    return [config.name for config in configs if Path(config.path).parent == Path(settings.BASE_DIR)]


def modules(name: str) -> Iterator[ModuleType]:
    """Every module of this name: an app's own, then those of the rooms in it."""
    for app in own_apps():
        found = _inside(app)
        if name in found:
            yield import_module(f"{app}.{name}")
        for room, is_package in found.items():
            if is_package and name in _inside(f"{app}.{room}"):
                yield import_module(f"{app}.{room}.{name}")


def machines() -> Iterator[Machine[Any]]:
    """Every state machine of every room, upstream first."""
    for lifecycle in modules("lifecycle"):
        yield from (thing for thing in vars(lifecycle).values() if isinstance(thing, Machine))


def _inside(package: str) -> dict[str, bool]:
    """{name: is it a package} of what a package holds."""
    return {found.name: found.ispkg for found in pkgutil.iter_modules(import_module(package).__path__)}
