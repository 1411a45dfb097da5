"""Text into values: sums, dates, organisations, clean text. A value is read in one way or refused; never looked for."""

ASKED_AGAIN = 4096
"""How many answers a reader remembers: telling labels from prose, judging records and assembling them ask about the
same words.
"""
