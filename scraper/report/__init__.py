"""The report: a published dataset as a site of plain files, in which every value leads to the words that state it."""
