"""Harvesting: a repository's records, by the Open Archives Initiative Protocol for Metadata Harvesting 2.0.

`client` asks and reads answers, `listing` takes a list page by page and can be stopped at any moment, `bringing` has
the readers of records read the pages and brings what they find into the catalogue; `state` remembers.
Source: <https://www.openarchives.org/OAI/openarchivesprotocol.html>.
"""

from bibliographe.harvest.harvesting import Wish, harvest
from bibliographe.harvest.manners import Manners
from bibliographe.harvest.report import HarvestReport

__all__ = ["HarvestReport", "Manners", "Wish", "harvest"]
