"""The papers of two orders: one is delivered, the other refused at the door.

A receipt comes into being by the buyer's signature and has one holder from then on. An order without a receipt must
bring its goods home.
"""

from collections.abc import Iterator

from tests.stories.stage import Stage


def story(on: Stage) -> Iterator[str]:
    on.file_comes(0, 0)
    on.goods_are_out()
    taken, refused = on.orders
    yield "Two prepaid orders are on the van. There is no paper yet."
    on.at("10:00")
    on.delivered(taken)
    yield "The first buyer signs: by her receipt the goods go to her, and the receipt to the driver."
    on.at("11:00")
    on.refused(refused)
    yield "The second buyer refuses: no receipt comes into being, and the goods stay on the van."
    on.at("18:30")
    on.papers_matched(papers=[taken], goods=[refused])
    yield "The document admin matched one receipt and one item against two results. Nothing has moved yet."
    on.papers_handed_in()
    yield "Driver and document admin signed both sheets: the receipt is at the desk; goods need the keeper as well."
    on.goods_accepted()
    yield "The keeper counted and signed: the goods are back in the store."
