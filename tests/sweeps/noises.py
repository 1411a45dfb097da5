"""What else pages print around their projects: each a block before or after them, in every language, none of it theirs."""

from __future__ import annotations

from typing import NamedTuple


class Noise(NamedTuple):
    """Blocks of HTML above the line that leads to the projects, and below the last one."""

    before: dict[str, str]
    after: dict[str, str]
    usual: bool = True


_NOTHING = {"fi": "", "sv": "", "en": ""}

NOISES = {
    "next call": Noise(
        _NOTHING,
        {
            "fi": "<h2>Seuraava haku</h2><p>Seuraava hankehaku on auki 1.9.–30.9.2025. Haussa on jaettavana 300 000 euroa, ja yhdelle hankkeelle voidaan myöntää enintään 50 000 €.</p>",
            "sv": "<h2>Följande utlysning</h2><p>Nästa ansökningstid är 1.9–30.9.2025. Till förfogande står 300 000 euro, och ett projekt kan beviljas högst 50 000 €.</p>",
            "en": "<h2>Next call</h2><p>The next call for applications is open 1–30 September 2025. A total of EUR 300,000 is available, and a project can be granted at most EUR 50,000.</p>",
        },
    ),
    "contact": Noise(
        _NOTHING,
        {
            "fi": "<h2>Lisätietoja</h2><p>Kehitysjohtaja Maija Meri, p. 040 123 4567, maija.meri@esimerkki.fi</p>",
            "sv": "<h2>Mer information</h2><p>Utvecklingsdirektör Maja Hav, tfn 040 123 4567, maja.hav@exempel.fi</p>",
            "en": "<h2>More information</h2><p>Development director Mary Sea, tel. +358 40 123 4567, mary.sea@example.fi</p>",
        },
    ),
    "totals": Noise(
        {
            "fi": "<p>Vuonna 2024 rahoitusta myönnettiin hankkeille yhteensä 4,2 miljoonaa euroa. Hakemuksia tuli 57, ja niissä haettiin 9 876 543 euroa.</p>",
            "sv": "<p>År 2024 beviljades projekten sammanlagt 4,2 miljoner euro. Det kom in 57 ansökningar, och i dem söktes 9 876 543 euro.</p>",
            "en": "<p>In 2024 projects were granted a total of EUR 4.2 million. There were 57 applications that asked for EUR 9,876,543.</p>",
        },
        _NOTHING,
    ),
    "related news": Noise(
        _NOTHING,
        {
            "fi": "<section><h2>Aiheeseen liittyvää</h2><ul><li><a href='/a'>Maakuntahallitus kokoontui 12.3.2024</a></li><li><a href='/b'>Talousarvio: 3,1 miljoonaa euroa ensi vuodelle</a></li></ul></section>",
            "sv": "<section><h2>Läs också</h2><ul><li><a href='/a'>Landskapsstyrelsen möttes 12.3.2024</a></li><li><a href='/b'>Budgeten: 3,1 miljoner euro för nästa år</a></li></ul></section>",
            "en": "<section><h2>Related news</h2><ul><li><a href='/a'>The board met on 12 March 2024</a></li><li><a href='/b'>Budget: EUR 3.1 million for next year</a></li></ul></section>",
        },
    ),
    "dates": Noise(
        {
            "fi": "<p class='date'>Julkaistu 21.3.2024 klo 12.00</p><p>Maakuntahallitus päätti asiasta kokouksessaan 18.3.2024.</p>",
            "sv": "<p class='date'>Publicerad 21.3.2024 kl. 12.00</p><p>Landskapsstyrelsen fattade beslutet vid sitt möte 18.3.2024.</p>",
            "en": "<p class='date'>Published 21.3.2024 at 12.00</p><p>The board made the decision at its meeting on 18 March 2024.</p>",
        },
        _NOTHING,
    ),
    "quote": Noise(
        _NOTHING,
        {
            "fi": "<p>– Hankkeet vahvistavat koko maakuntaa, iloitsee maakuntajohtaja Pekka Puro.</p>",
            "sv": "<p>– Projekten stärker hela landskapet, säger landskapsdirektör Per Bäck.</p>",
            "en": "<p>“The projects strengthen the whole region,” says region mayor Peter Brook.</p>",
        },
    ),
    "terms": Noise(
        {
            "fi": "<p>Hakijana voi olla kunta, yhdistys tai oppilaitos. Tukea voidaan myöntää enintään 80 % hankkeen kustannuksista.</p>",
            "sv": "<p>Sökande kan vara en kommun, förening eller läroanstalt. Stöd kan beviljas för högst 80 % av projektets kostnader.</p>",
            "en": "<p>Applicants can be municipalities, associations or schools. Funding can cover at most 80% of the project's costs.</p>",
        },
        _NOTHING,
    ),
    "furniture": Noise(
        {
            "fi": "<nav><ul><li><a href='/'>Etusivu</a></li><li><a href='/h'>Rahoitus</a></li></ul></nav>",
            "sv": "<nav><ul><li><a href='/'>Hem</a></li><li><a href='/h'>Finansiering</a></li></ul></nav>",
            "en": "<nav><ul><li><a href='/'>Home</a></li><li><a href='/h'>Funding</a></li></ul></nav>",
        },
        {
            "fi": "<p><a href='/takaisin'>Takaisin</a></p><p>Jaa sivu: Facebook | X | LinkedIn</p><p>Päivitetty 2.1.2025</p>",
            "sv": "<p><a href='/tillbaka'>Tillbaka</a></p><p>Dela sidan: Facebook | X | LinkedIn</p><p>Uppdaterad 2.1.2025</p>",
            "en": "<p><a href='/back'>Back</a></p><p>Share this page: Facebook | X | LinkedIn</p><p>Updated 2.1.2025</p>",
        },
    ),
    "budget table": Noise(
        _NOTHING,
        {
            "fi": "<h2>Liiton talousarvio</h2><table><tr><th>Menot</th><th>2024</th></tr><tr><td>Henkilöstö</td><td>1 200 000 €</td></tr><tr><td>Tilat</td><td>90 000 €</td></tr></table>",
            "sv": "<h2>Förbundets budget</h2><table><tr><th>Utgifter</th><th>2024</th></tr><tr><td>Personal</td><td>1 200 000 €</td></tr><tr><td>Lokaler</td><td>90 000 €</td></tr></table>",
            "en": "<h2>Budget of the council</h2><table><tr><th>Expenditure</th><th>2024</th></tr><tr><td>Staff</td><td>EUR 1,200,000</td></tr><tr><td>Premises</td><td>EUR 90,000</td></tr></table>",
        },
    ),
    "breakdown": Noise(
        {
            "fi": "<p>Rahoitus jakautui maakunnittain seuraavasti:</p><ul><li>Kanta-Häme 300 000 €</li><li>Päijät-Häme 450 000 €</li></ul><h2>Hankkeet</h2>",
            "sv": "<p>Finansieringen fördelades regionvis enligt följande:</p><ul><li>Österbotten 300 000 €</li><li>Nyland 450 000 €</li></ul><h2>Projekten</h2>",
            "en": "<p>Funding was divided by region as follows:</p><ul><li>Lapland EUR 300,000</li><li>Kainuu EUR 450,000</li></ul><h2>Projects</h2>",
        },
        _NOTHING,
    ),
    "figures": Noise(
        {
            "fi": "<div class='stats'><div><span>12</span><span>hanketta</span></div><div><span>1,9 M€</span><span>rahoitusta</span></div></div>",
            "sv": "<div class='stats'><div><span>12</span><span>projekt</span></div><div><span>1,9 M€</span><span>finansiering</span></div></div>",
            "en": "<div class='stats'><div><span>12</span><span>projects</span></div><div><span>€1.9 M</span><span>funding</span></div></div>",
        },
        _NOTHING,
    ),
    "events": Noise(
        _NOTHING,
        {
            "fi": "<h2>Tapahtumat</h2><ul><li>12.5.2025 Hankeinfo, Lahti</li><li>3.6.2025 Rahoituspäivä, Forssa, osallistumismaksu 50 €</li></ul>",
            "sv": "<h2>Evenemang</h2><ul><li>12.5.2025 Projektinfo, Vasa</li><li>3.6.2025 Finansieringsdagen, Närpes, deltagaravgift 50 €</li></ul>",
            "en": "<h2>Events</h2><ul><li>12.5.2025 Project info, Kemi</li><li>3.6.2025 Funding day, Tornio, fee EUR 50</li></ul>",
        },
    ),
}
