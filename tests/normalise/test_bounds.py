"""No text, however odd, keeps a normaliser busy: the time grows with the length, not with its square."""

import time

import pytest

from scraper.normalise import money, organisation, period, text

READERS = [
    money.read_money,
    money.find_sums,
    money.trailing_sum,
    period.read_period,
    period.read_date,
    period.find_dates,
    organisation.read_organisation,
    organisation.is_organisation,
    text.clean,
    text.strip_footnote,
    text.trim_goal,
    text.has_mojibake,
]


@pytest.mark.parametrize(
    "odd", ["1 ", "9", "€", "5% ", "(5%", "1.", "5-", "(", "1)", "noin ", "2021 ", "Oy ", ", ", "Ã"]
)
def test_odd_text_is_done_with_in_time(odd):
    started = time.process_time()
    for read in READERS:
        read(odd * 20_000)
    # All of them take about a tenth of a second together; in the square of the length it would be minutes.
    assert time.process_time() - started < 10
