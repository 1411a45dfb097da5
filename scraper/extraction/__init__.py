"""Blocks in, raw records out: which words of a page are whose name, sum, date and goal. Nothing is normalised here.

`choose.find_projects` is the way in. `labels`, `pairs` and `unknown` find labelled values; `groups`, `titles` and
`body` make projects of them; each module of `layouts` reads one way in which pages print projects; `page`, `funder`
and `programme` read what a page says of itself.
"""
