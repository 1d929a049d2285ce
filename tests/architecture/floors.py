"""Which room stands upstream of which: read from the import rules, so that there is one list."""

import configparser

from tests.architecture.code import BASE


def floors() -> dict[str, int]:
    """{room or app: its floor}, the ground first; siblings share one."""
    rules = configparser.ConfigParser()
    rules.read(BASE / ".importlinter")
    apps = _layers(rules["importlinter:contract:upstream"])
    found = {app: 100 * place for place, layer in enumerate(reversed(apps)) for app in layer}
    for rule in rules.values():
        for place, layer in enumerate(reversed(_layers(rule))):
            found |= {room: found[room.split(".")[0]] + place + 1 for room in layer if room.count(".") == 1}
    return found


def room_of(module: str) -> str:
    """The room of a module or a file, or its app where that has no rooms."""
    parts = module.removesuffix(".py").replace("/", ".").split(".")
    return ".".join(parts[:2]) if ".".join(parts[:2]) in FLOORS else parts[0]


def is_downstream(later: str, earlier: str) -> bool:
    """Whether a module's room stands above another's."""
    return FLOORS[room_of(later)] > FLOORS[room_of(earlier)]


def _layers(rule: configparser.SectionProxy) -> list[list[str]]:
    """The layers of a contract, the highest first; none for a contract of another type or inside a room."""
    if rule.get("type") != "layers" or "containers" in rule:
        return []
    return [[name.strip() for name in line.split("|")] for line in rule["layers"].split("\n") if line.strip()]


FLOORS = floors()
