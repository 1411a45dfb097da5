from __future__ import annotations

import pytest

from tests.document.reading import html, texts

LEFT_OUT = [
    "<nav>x</nav>",
    "<footer>x</footer>",
    "<aside>x</aside>",
    "<header>x</header>",
    "<noscript>x</noscript>",
    "<template>x</template>",
    "<svg><text>x</text></svg>",
    "<select><option>x</option></select>",
    "<textarea>x</textarea>",
    "<button>x</button>",
    '<button aria-label="Jaa">x</button>',
    '<div class="accordion"><div class="accordion-body"><button>x</button></div></div>',
    '<i class="toggle-icon" aria-hidden="true">x</i>',
    '<div role="navigation">x</div>',
    '<div role="search">x</div>',
    '<div role="dialog">x</div>',
    '<div role="contentinfo">x</div>',
    '<div role="banner">x</div>',
    '<div role="complementary">x</div>',
    '<ul role="menubar"><li>x</li></ul>',
    '<div id="CybotCookiebotDialog">x</div>',
    '<div class="cookie-notice">x</div>',
    '<div id="onetrust-consent-sdk">x</div>',
    '<div class="evastebanneri">x</div>',
    '<div class="cky-banner">x</div>',
    '<div class="laatikko"><h2>Käytämme evästeitä</h2><p>x</p></div>',
    "<section><h3>This site uses cookies</h3><p>x</p></section>",
    '<div class="breadcrumbs">x</div>',
    '<a class="skip-link" href="#content">x</a>',
    '<div class="et_pb_module et_pb_sidebar">x</div>',
    '<div class="elementor elementor-location-header">x</div>',
    '<div id="siteFooter">x</div>',
    '<div id="footer-wrapper">x</div>',
    '<div class="social-share">x</div>',
    '<div class="widget">x</div>',
    '<div class="murupolku">x</div>',
    '<div id="header">x</div>',
    "<div hidden>x</div>",
    '<div aria-hidden="true">x</div>',
    '<div style="color: red; DISPLAY : none">x</div>',
    '<span style="visibility:hidden">x</span>',
]


@pytest.mark.parametrize("body", LEFT_OUT)
def test_left_out(body):
    assert texts(html(f"<p>A</p>{body}<p>B</p>")) == ["A", "B"]


KEPT = [
    '<div class="with-sidebar">x</div>',
    '<div class="has-menu">x</div>',
    '<div class="main-footer">x</div>',
    '<table class="sticky-enabled"><tr><td>x</td></tr></table>',
    '<div class="sidebar-content">x</div>',
    '<div class="elementor-widget elementor-widget-text-editor">x</div>',
    '<div class="card-header">x</div>',
    '<div class="card-footer">x</div>',
    '<div class="accordion-header">x</div>',
    '<div class="header">x</div>',
    '<div class="noise">x</div>',
    '<div aria-hidden="false">x</div>',
    '<div style="display:block">x</div>',
    '<form class="aspnetForm"><p>x</p></form>',
    "<article><footer>x</footer></article>",
    "<article><aside>x</aside></article>",
    "<aside><dl><dt>x</dt><dd>1</dd><dt>z</dt><dd>2</dd></dl></aside>",
    "<article><header>x</header></article>",
    '<button aria-expanded="false">x</button>',
    '<div class="accordion"><button>x</button></div>',
    '<div class="acc"><button>x</button><div class="panel"></div></div>',
    "<div><button>x</button><div><p>Hakija: Lopen kunta</p><p>Myönnetty tuki: 5 000 €</p></div></div>",
    "<h2>x</h2><p>Evästeistä päätettiin hankkeessa</p>",
]


@pytest.mark.parametrize("body", KEPT)
def test_kept(body):
    assert "x" in texts(html(f"<p>A</p>{body}"))


def test_the_only_first_level_heading_saves_what_holds_it():
    assert texts(html("<header><h1>A</h1></header><p>B</p>")) == ["A", "B"]
    assert texts(html('<div role="banner"><h1>A</h1></div><p>B</p>')) == ["A", "B"]
    assert texts(html('<div class="sidebar"><h1>A</h1></div><p>B</p>')) == ["A", "B"]


def test_most_of_the_text_is_kept_where_nothing_names_the_page():
    text = "Hakija: Hämeen liitto, myönnetty 79 900 €. "
    assert len(texts(html(f'<p>A</p><div class="right-sidebar"><p>{text}</p><p>{text}</p></div>'))) == 3
    assert texts(html(f'<h1>A</h1><div class="right-sidebar"><p>{text}</p></div>')) == ["A"]


@pytest.mark.parametrize("hiding", ['style="visibility:hidden"', 'aria-hidden="true"', "hidden"])
def test_a_page_that_is_hidden_as_a_whole_is_read(hiding):
    assert texts(html(f"<div {hiding}><h1>A</h1><p>B</p></div>")) == ["A", "B"]
    assert texts(html(f"<div {hiding}><main><p>B</p></main></div>")) == ["B"]


def test_articles_save_what_holds_them_all():
    assert texts(html('<div class="social"><article>A</article></div>')) == ["A"]
    assert texts(html('<article>A</article><div class="related"><article>B</article></div>')) == ["A"]


@pytest.mark.parametrize("main", ["<main>{}</main>", '<div role="main">{}</div>'])
def test_only_the_main_part_is_read(main):
    assert texts(html(f"<p>A</p>{main.format('<p>B</p>')}<p>C</p>")) == ["B"]


def test_an_empty_main_part_is_passed_over():
    assert texts(html("<p>A</p><main> </main>")) == ["A"]


def test_the_only_heading_outside_the_main_part_is_read_first():
    assert texts(html("<div><h1>A</h1></div><main><p>B</p></main><p>C</p>")) == ["A", "B"]


def test_class_words_never_leave_a_page_empty():
    assert texts(html('<div class="sidebar"><p>A</p></div>')) == ["A"]


def test_a_cookie_heading_deep_in_the_text_leaves_nothing_out():
    assert texts(html("<div><h2>A</h2><p>B</p><h2>Evästeet</h2><p>C</p></div>")) == ["A", "B", "Evästeet", "C"]


OPENED = [
    "<details><summary>A</summary><p>x</p></details>",
    '<button aria-controls="k">A</button><div id="k" hidden><p>x</p></div>',
    '<a href="#k">A</a><div id="k" style="display:none"><p>x</p></div>',
    '<h3 data-bs-target="#k">A</h3><div id="k" class="collapse"><p>x</p></div>',
    '<h3>A</h3><div class="collapse"><p>x</p></div>',
    '<div class="accordion-item"><h3>A</h3><div aria-hidden="true"><p>x</p></div></div>',
    '<h3><button aria-expanded="false">A</button></h3><div hidden><p>x</p></div>',
    '<h3>A</h3><div role="tabpanel" hidden><p>x</p></div>',
]


@pytest.mark.parametrize("body", OPENED)
def test_closed_parts_are_read_as_hidden(body):
    assert [(block.text, block.hidden) for block in html(body).blocks] == [("A", False), ("x", True)]


SHOWN = [
    "<details open><summary>A</summary><p>x</p></details>",
    '<h3>A</h3><div class="collapse show"><p>x</p></div>',
    '<div class="et_pb_toggle"><h5 class="et_pb_toggle_title">A</h5><div class="et_pb_toggle_content">x</div></div>',
]


@pytest.mark.parametrize("body", SHOWN)
def test_open_parts_are_read_as_shown(body):
    assert [(block.text, block.hidden) for block in html(body).blocks] == [("A", False), ("x", False)]


OPENERS = [
    "<details><summary>A</summary>x</details>",
    '<button aria-expanded="false">A</button><p>x</p>',
    '<button data-bs-target="#k">A</button><p>x</p>',
    '<div role="button" aria-expanded="false">A</div><p>x</p>',
    '<div class="haitari"><button>A</button></div><p>x</p>',
]


@pytest.mark.parametrize("body", OPENERS)
def test_what_opens_a_part_is_its_heading(body):
    block = html(body).blocks[0]
    assert (block.kind, block.level, block.text, block.strong) == ("heading", 0, "A", True)


@pytest.mark.parametrize(
    "body",
    [
        "<div><button>x</button><div><a>Rahoitus ja hankkeet</a> <a>Yhteystiedot ja laskutus</a></div></div>",
        "<div><button>x</button><div>Aakkosjärjestyksessä olevia hankkeita on sata.</div><p>Lohja</p></div>",
    ],
)
def test_a_button_that_opens_nothing_is_left_out(body):
    assert "x" not in texts(html(body))


def test_a_button_in_a_heading_is_part_of_it():
    (block,) = html('<h3 class="accordion-header"><button aria-expanded="true">A</button></h3>').blocks
    assert (block.kind, block.level, block.text) == ("heading", 3, "A")


def test_nested_closed_parts():
    document = html("<details><summary>A</summary><details><summary>B</summary>C</details></details>")
    assert [(block.text, block.hidden) for block in document.blocks] == [("A", False), ("B", True), ("C", True)]


COPY = "<h3>Hanke A</h3><p>Hakija: B oy</p><p>Myönnetty: 79 900 €</p>"


def test_a_closed_copy_of_what_is_shown_is_left_out():
    assert len(html(f'{COPY}<div class="panel" hidden>{COPY}</div>').blocks) == 3


@pytest.mark.parametrize(("old", "new"), [("Hanke A", "Hanke C"), ("79 900", "29 900")])
def test_a_closed_part_that_says_something_new_is_no_copy(old, new):
    assert len(html(f'{COPY}<div class="panel" hidden>{COPY.replace(old, new)}</div>').blocks) == 6


def test_facts_beside_the_main_part_are_read_after_it():
    facts = "<aside><dl><dt>B</dt><dd>1</dd><dt>C</dt><dd>2</dd></dl></aside>"
    assert texts(html(f"{facts}<main><p>A</p></main><aside>x</aside>")) == ["A", "B", "1", "C", "2"]
