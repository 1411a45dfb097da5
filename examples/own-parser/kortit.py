"""A parser for pages on which only the style sheet knows what is what: no label is printed beside any value."""


def read(page):
    """Yield one project for each card: the places where its values stand."""
    for card in page.soup.select("li.hanke"):
        line = card.select_one(".tiedot")
        yield {
            "name": card.select_one(".otsikko"),
            "applicant": page.part(line, r"^[^|]+?(?= *\|)"),
            "granted_amount": page.part(line, r"\| *([0-9 ]+)/"),
            "total_cost": page.part(line, r"/([0-9 ]+)"),
            "period": card.select_one(".aika"),
            "goals": card.select("ol > li"),
            "Maksatusosuus": page.part(line, r"[0-9]+ %"),
        }
