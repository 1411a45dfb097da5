"""What was published, run by run: an edition comes in, versions of every project and what changed go out."""

from scraper.history.history import History, Recorded, Run
from scraper.history.persons import Keeping, Kept

__all__ = ["History", "Keeping", "Kept", "Recorded", "Run"]
