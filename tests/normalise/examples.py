"""How many examples the round trips of this folder try: `COUNCIL_SCRAPER_EXAMPLES=10000` for a long look."""

import os

from hypothesis import settings

many = settings(max_examples=int(os.environ.get("COUNCIL_SCRAPER_EXAMPLES", "1000")), deadline=None)
