"""The same projects as people save pages as text: each manner gives what the page gives."""

from __future__ import annotations

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import row

EXPECTED = [
    "Biohiilen käyttö kasvualustoissa | Hämeen ammattikorkeakoulu Oy | 49700 | - | 2023-09-01–2024-12-31",
    "Silta tulevaan | Lopen kunta | 21000 | - | 2023-09-01–2023-12-31",
]
MANNERS = {
    "a browser's text": """
Hämeen liittoValikko
Palvelut
Rahoitetut hankkeet 2023
Biohiilen käyttö kasvualustoissa

Hakija: Hämeen ammattikorkeakoulu Oy

Myönnetty rahoitus: 49 700 €

Toteutusaika: 1.9.2023–31.12.2024

Silta tulevaan

Hakija: Lopen kunta

Myönnetty rahoitus: 21 000 €

Toteutusaika: 1.9.–31.12.2023

Hämeen liitto

Y-tunnus: 0201256-6
""",
    "a browser of a terminal": """
     * Palvelut
          + Rahoitus

Rahoitetut hankkeet 2023

   Hämeen liitto on myöntänyt rahoitusta kahdelle hankkeelle, joiden avulla
   kehitetään maakuntaa.

   Hanke                 Hakija             Myönnetty rahoitus Toteutusaika
   Biohiilen käyttö      Hämeen             49 700 €           1.9.2023–31.12.2024
   kasvualustoissa       ammattikorkeakoulu
                         Oy
   Silta tulevaan        Lopen kunta        21 000 €           1.9.–31.12.2023

   · Tietosuoja · Saavutettavuus
""",
    "Markdown": """
[Hem](/) [Palvelut](/palvelut)

# Rahoitetut hankkeet 2023

### Biohiilen käyttö kasvualustoissa

  * **Hakija:** Hämeen ammattikorkeakoulu Oy
  * **Myönnetty rahoitus:** 49 700 €
  * **Toteutusaika:** 1.9.2023–31.12.2024

### Silta tulevaan

  * _Hakija_ : Lopen kunta
  * _Myönnetty rahoitus_ : 21 000 €
  * _Toteutusaika_ : 1.9.–31.12.2023
""",
    "a table in Markdown": """
# Rahoitetut hankkeet 2023

**Hanke**| **Hakija**| **Myönnetty rahoitus**| **Toteutusaika**
---|---|---|---
Biohiilen käyttö kasvualustoissa| Hämeen ammattikorkeakoulu Oy| 49 700 €| 1.9.2023–31.12.2024
Silta tulevaan| Lopen kunta| 21 000 €| 1.9.–31.12.2023
""",
    "a line for each element": """
Rahoitetut hankkeet 2023
Biohiilen käyttö kasvualustoissa
Hakija
: Hämeen ammattikorkeakoulu Oy
Myönnetty rahoitus
: 49 700
€
Toteutusaika
: 1.9.2023–
31.12.2024
Silta tulevaan
Hakija
: Lopen kunta
Myönnetty rahoitus
: 21 000
€
Toteutusaika
: 1.9.–
31.12.2023
""",
    "a printout on two sheets": """\
11/24/26, 7:06 PM                    Rahoitetut hankkeet - Hämeen liitto

     Rahoitetut hankkeet 2023

          Hanke                Hakija                      Myönnetty rahoitus     Toteutusaika
      Biohiilen käyttö     Hämeen
                                                           49 700 €               1.9.2023–31.12.2024
      kasvualustoissa      ammattikorkeakoulu Oy

https://example.fi/hankkeet                                                                    1/2
\f11/24/26, 7:06 PM                    Rahoitetut hankkeet - Hämeen liitto

     Silta tulevaan

     Hakija: Lopen kunta
     Myönnetty rahoitus: 21 000 €
     Toteutusaika: 1.9.–31.12.2023

https://example.fi/hankkeet                                                                    2/2
""",
}


@pytest.mark.parametrize("manner", MANNERS)
def test_manners(manner: str) -> None:
    read = extract(MANNERS[manner].encode(), content_type="text/plain").to_dict()
    assert [row(project) for project in read["projects"]] == EXPECTED  # type: ignore[attr-defined]
