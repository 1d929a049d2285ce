"""The published figures of the resolver, on labels made by someone who had not seen it (SLA-01 to SLA-24)."""

import pytest

from lab.benches import addresses
from orders.zones.addresses import resolve


@pytest.fixture(scope="module")
def figures():
    return addresses.run({})


@pytest.mark.parametrize("half", ["development", "held_out"])
@pytest.mark.parametrize("kind", ["district", "town"])
def test_what_names_a_district_or_town_is_resolved_without_asking(figures, half, kind):
    """At least 97 of 100."""
    found = figures["halves"][half][kind]
    assert found["rows"] >= 80 and found["right_share"] >= 0.97, found


def test_nowhere_silently_wrong(figures):
    """Zone, promise and district: right, or a question. Also the rows that even a person must ask about."""
    assert figures["addresses"] >= 500
    assert figures["wrong"] == []


def test_each_address_is_in_one_half_only(figures):
    rows = addresses.labels()
    assert len({row["id"] for row in rows}) == len(rows)
    sizes = [sum(kind["rows"] for kind in half.values()) for half in figures["halves"].values()]
    assert sum(sizes) == len(rows) and abs(sizes[0] - sizes[1]) <= 1


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ({"district": "嘉定区", "zone": "嘉定区", "hours": "24"}, "right"),
        ({"district": "嘉定区", "zone": "青浦区", "hours": "48"}, "wrong"),
        ({"district": "嘉定区", "zone": "嘉定区", "hours": "48"}, "wrong"),
        ({"district": "青浦区", "zone": "嘉定区", "hours": "24"}, "wrong"),
        ({"district": "?", "zone": "", "hours": ""}, "wrong"),
    ],
)
def test_the_judge_itself(label, verdict):
    """A wrong label must count as a wrong answer, or the figures say nothing."""
    answer = resolve("嘉定区安亭镇墨玉路1号")
    assert addresses.judge({"kind": "district", **label}, answer) == verdict


def test_a_name_of_something_else_is_no_place():
    """A hospital that belongs to a university does not stand where the university stands."""
    assert resolve("金山区龙航路1508号复旦大学附属金山医院").zone == "金山区"
    assert resolve("复旦大学附属中学").outcome == "ask"
