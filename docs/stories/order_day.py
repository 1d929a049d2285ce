"""An order's day: a television with 2,199.00 to collect, from the client's file to the sheet of 23:00.

Two signatures move the goods; one alone moves nothing. The money comes before the receipt.
"""

from collections.abc import Iterator

from cod.sheet23.services import handover_sheet_generate
from tests.stories.stage import Stage


def story(on: Stage) -> Iterator[str]:
    on.file_comes(219_900)
    yield "The client's file is imported: the goods are still the client's, and the amount is due."
    on.truck_comes()
    yield "The keeper checked the truck; he and the carrier signed."
    on.run_issued()
    yield "The run is planned, its sheet made out; the driver drew a terminal and holds the amount on his own card."
    on.keeper_hands_over()
    yield "The keeper signed the handover sheet. One signature moves nothing."
    on.driver_takes_over()
    yield "The driver signed too, and left."
    on.at("10:00")
    on.card_is_charged(on.orders[0])
    yield "At the door the buyer's card is charged."
    on.delivered(on.orders[0])
    yield "The buyer signs the receipt: the goods are hers, and the paper is the driver's."
    on.at("18:30")
    on.papers_matched(papers=on.orders, goods=[])
    on.papers_handed_in()
    yield "The driver came home and handed in the receipt; both signed."
    on.at("23:00")
    handover_sheet_generate(business_date=on.day)
    yield "The day's sheet of collected money is made out. It moves nothing: the money is at the acquirer."
