// The table of projects: only rows in sight are in the page, so that 10,000 stay fluid. Its state is in the address.
"use strict";

(async () => {
  const { columns, rows } = await report.given("table");
  await report.given("words");
  const at = Object.fromEntries(columns.map((name, index) => [name, index]));
  const { DATES, heading } = report;
  const NUMBERS = new Set([...report.MONEY, "programme_year"]);
  const CHOICES = new Set(["programme", "funder", "status", "source", "applicant_legal_form"]);
  const FIRST = ["name", "applicant", "granted_amount", "total_cost", "start_date", "end_date", "programme", "programme_year", "funder"];
  const MARGIN = 8; // rows above and below those in sight
  const byId = (id) => document.getElementById(id);
  const scroll = byId("scroll"), body = byId("rows");
  const collator = new Intl.Collator(report.words.language, { numeric: true });
  const initial = { q: "", sort: "-granted_amount", shown: FIRST, filters: {} };
  let state = structuredClone(initial);
  let found = rows;
  let rowHeight = 36;

  const said = (value) => (value === null ? "" : Array.isArray(value) ? value.join("\n") : String(value));
  const searched = columns.filter((name) => !NUMBERS.has(name) && !DATES.has(name) && !["id", "source_url", "warnings"].includes(name));
  const texts = rows.map((row) => searched.map((name) => said(row[at[name]])).join("\n").toLowerCase());

  const shownValue = (name, value) => (value === null ? "" : report.value(name, value));

  // A filter is `is.column`, `has.column`, `min.column` or `max.column`; days are compared as far as they are given.
  const TESTS = {
    is: (value, wanted) => said(value) === wanted,
    has: (value, wanted) => said(value).toLowerCase().includes(wanted.toLowerCase()),
    min: (value, wanted) => value !== null && (typeof value === "number" ? value >= Number(wanted) : value >= wanted),
    max: (value, wanted) => value !== null && (typeof value === "number" ? value <= Number(wanted) : value.slice(0, wanted.length) <= wanted),
  };

  // A bound is a number, or a day as far as it is given: 2021, 2021-05, 5.2021, 3.5.2021. Of anything else: undefined.
  function bound(name, text) {
    if (!DATES.has(name)) return NUMBERS.has(name) && Number.isFinite(Number(text)) ? text : undefined;
    const [, day, month, year] = text.trim().match(/^(?:(?:(\d\d?)\.)?(\d\d?)\.)?(\d{4})$/) || [];
    const parts = year ? [year, month, day] : (text.trim().match(/^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/) || []).slice(1);
    return parts.length ? parts.filter(Boolean).map((part) => part.padStart(2, "0")).join("-") : undefined;
  }

  function select() {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const filters = Object.entries(state.filters).flatMap(([key, wanted]) => {
      const [test, name] = key.split(".");
      const value = test === "min" || test === "max" ? bound(name, wanted) : wanted;
      return value === undefined ? [] : [[TESTS[test], at[name], value]];
    });
    found = rows.filter(
      (row, index) =>
        words.every((word) => texts[index].includes(word)) &&
        filters.every(([test, column, wanted]) => test(row[column], wanted)),
    );
    sort();
    const sum = found.reduce((total, row) => total + (["granted", "proposed"].includes(row[at.status]) ? row[at.granted_amount] || 0 : 0), 0);
    const count = { shown: report.number(found.length), all: report.number(rows.length), sum: report.euros(Math.round(sum)) };
    byId("count").textContent = report.text("shown", count) + (found.length ? "" : ` – ${report.text("none_found")}`);
    scroll.scrollTop = 0;
    draw(true);
  }

  function sort() {
    const down = state.sort.startsWith("-"), name = state.sort.replace("-", ""), column = at[name];
    if (name === "granted_amount" && down) return; // as the rows come
    const compare = NUMBERS.has(name) ? (a, b) => a - b : DATES.has(name) ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : (a, b) => collator.compare(said(a), said(b));
    const empty = (value) => value === null || value.length === 0;
    const values = found.map((row, index) => ({ row, index, value: row[column] }));
    values.sort((a, b) => empty(a.value) - empty(b.value) || (empty(a.value) ? 0 : compare(a.value, b.value) * (down ? -1 : 1)) || a.index - b.index);
    found = values.map((one) => one.row);
  }

  function cell(name, row, place) {
    const value = shownValue(name, row[at[name]]);
    const made = report.make(place === 0 ? "th" : "td", NUMBERS.has(name) ? "number" : "");
    if (place === 0) made.scope = "row";
    if (value.length > 20) made.title = value;
    if (name === "name" || place === 0) {
      const link = report.make("a", "", value || row[at.name]);
      link.href = `project.html#${encodeURIComponent(row[at.id])}`;
      made.append(link);
    } else if (name === "source_url" && report.isWeb(row[at.source_url])) {
      const link = report.make("a", "", value);
      link.href = row[at.source_url];
      link.rel = "noreferrer noopener";
      made.append(link);
    } else made.append(value);
    return made;
  }

  const gap = (height) => {
    const made = report.make("tr", "gap", report.make("td"));
    made.setAttribute("aria-hidden", "true");
    made.firstChild.colSpan = state.shown.length;
    made.firstChild.style.height = `${height}px`;
    return made;
  };

  let drawn = "";
  function draw(anew = false, all = false) {
    const first = all ? 0 : Math.max(0, Math.floor(scroll.scrollTop / rowHeight) - MARGIN);
    const last = all ? found.length : Math.min(found.length, first + Math.ceil(scroll.clientHeight / rowHeight) + 2 * MARGIN);
    if (!anew && drawn === `${first} ${last}`) return;
    drawn = `${first} ${last}`;
    const made = document.createDocumentFragment();
    if (first > 0) made.append(gap(first * rowHeight));
    for (let number = first; number < last; number++) {
      const row = report.make("tr", "", ...state.shown.map((name, place) => cell(name, found[number], place)));
      row.setAttribute("aria-rowindex", String(number + 3));
      made.append(row);
    }
    if (last < found.length) made.append(gap((found.length - last) * rowHeight));
    const focused = body.contains(document.activeElement) && document.activeElement.closest("tr").getAttribute("aria-rowindex");
    body.replaceChildren(made);
    if (focused) (body.querySelector(`tr[aria-rowindex="${focused}"] a`) || scroll).focus({ preventScroll: true });
    byId("table").setAttribute("aria-rowcount", String(found.length + 2));
    const one = body.querySelector("tr:not(.gap)");
    if (one && one.offsetHeight && !all) rowHeight = one.offsetHeight;
  }

  function input(key, label, kind) {
    const [test, name] = key.split(".");
    const made = document.createElement(kind === "select" ? "select" : "input");
    if (kind === "select") {
      made.append(new Option(report.text("any"), ""));
      const values = [...new Set(rows.map((row) => said(row[at[name]])))].filter(Boolean).sort(collator.compare);
      for (const value of values) made.append(new Option(shownValue(name, value), value));
    } else {
      made.type = kind;
      made.autocomplete = "off";
      if (test !== "has") made.placeholder = report.text(test === "min" ? "from" : "to");
    }
    made.value = state.filters[key] || "";
    const mark = () => {
      made.classList.toggle("set", Boolean(made.value));
      made.ariaInvalid = String(Boolean(made.value) && (test === "min" || test === "max") && bound(name, made.value) === undefined);
    };
    mark();
    made.dataset.filter = key;
    made.setAttribute("aria-label", report.text(label, { name: heading(name) }));
    made.addEventListener("input", () => {
      if (made.value) state.filters[key] = made.value;
      else delete state.filters[key];
      mark();
      select();
      remember();
    });
    return made;
  }

  function filterOf(name) {
    if (CHOICES.has(name)) return [input(`is.${name}`, "filter_of", "select")];
    if (NUMBERS.has(name) || DATES.has(name)) {
      const kind = DATES.has(name) ? "text" : "number"; // of a day, 2021 or 2021-05 is enough
      return [report.make("div", "pair", input(`min.${name}`, "filter_from", kind), input(`max.${name}`, "filter_to", kind))];
    }
    return [input(`has.${name}`, "filter_of", "text")];
  }

  function head() {
    byId("heads").replaceChildren(
      ...state.shown.map((name) => {
        const button = report.make("button", "sort", heading(name));
        button.type = "button";
        button.addEventListener("click", () => {
          const down = NUMBERS.has(name) || DATES.has(name);
          state.sort = state.sort === name ? `-${name}` : state.sort === `-${name}` ? name : down ? `-${name}` : name;
          select();
          sorted();
          remember();
        });
        const made = report.make("th", `w-${name}${NUMBERS.has(name) ? " number" : ""}`, button);
        made.scope = "col";
        made.dataset.column = name;
        return made;
      }),
    );
    byId("filters").replaceChildren(...state.shown.map((name) => report.make("td", "", ...filterOf(name))));
    sorted();
  }

  function sorted() {
    for (const one of byId("heads").children) {
      const here = one.dataset.column === state.sort.replace("-", "");
      if (here) one.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else one.removeAttribute("aria-sort");
    }
  }

  function chooser() {
    const choices = columns.map((name) => {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = name;
      box.checked = state.shown.includes(name);
      box.disabled = name === "name";
      box.addEventListener("change", () => {
        state.shown = columns.filter((each) => (each === name ? box.checked : state.shown.includes(each)));
        head();
        draw(true);
        remember();
      });
      return report.make("label", "", box, ` ${heading(name)}`);
    });
    byId("columns").replaceChildren(byId("columns").querySelector("legend"), ...choices);
  }

  function remember() {
    const parts = new URLSearchParams();
    if (state.q) parts.set("q", state.q);
    if (state.sort !== initial.sort) parts.set("sort", state.sort);
    if (state.shown.join() !== initial.shown.join()) parts.set("columns", state.shown.join());
    for (const [key, value] of Object.entries(state.filters)) parts.set(key, value);
    history.replaceState(null, "", `#${parts}`);
    report.keep("table", location.hash);
  }

  // Takes from the address what it knows; anything else there is passed over.
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    state = structuredClone(initial);
    state.q = parts.get("q") || "";
    const order = (parts.get("sort") || "").replace("-", "");
    if (Object.hasOwn(at, order)) state.sort = parts.get("sort");
    const asked = new Set((parts.get("columns") || "").split(","));
    if (parts.has("columns")) state.shown = columns.filter((name) => name === "name" || asked.has(name));
    for (const [key, value] of parts) {
      const [test, name] = key.split(".");
      if (value && Object.hasOwn(TESTS, test) && Object.hasOwn(at, name || "")) state.filters[key] = value;
    }
    for (const key of Object.keys(state.filters)) {
      const name = key.split(".")[1];
      if (!state.shown.includes(name)) state.shown = columns.filter((each) => each === name || state.shown.includes(each));
    }
    report.keep("table", location.hash);
    byId("search").value = state.q;
    head();
    chooser();
    select();
  }

  // A spreadsheet must not take a text for a formula: such a text gets an apostrophe in front, as in projects.fi.csv.
  const HIDDEN = "[\\s\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3000\\ufe00-\\ufe0f\\ufeff]*";
  const FORMULA = new RegExp(`(?:^|[\\n;,\\t\\r])(?:[\\t\\r]|${HIDDEN}["']*${HIDDEN}[=+\\-@|%＝＋－＠﹢﹣−])`, "u");
  function csvCell(name, value) {
    let text = Array.isArray(value) ? value.join("\n") : said(value);
    if (!NUMBERS.has(name) && !DATES.has(name) && FORMULA.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  byId("download").addEventListener("click", () => {
    const lines = [state.shown, ...found.map((row) => state.shown.map((name) => csvCell(name, row[at[name]])))];
    const blob = new Blob(["\ufeff", ...lines.map((line) => `${line.join(",")}\r\n`)], { type: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "projects.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  byId("clear").addEventListener("click", () => {
    history.replaceState(null, "", "#");
    recall();
    byId("search").focus();
  });
  byId("search").addEventListener("input", (event) => {
    state.q = event.target.value;
    select();
    remember();
  });
  const choice = document.querySelector(".choice");
  choice.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !choice.open) return;
    choice.open = false;
    choice.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!choice.contains(event.target)) choice.open = false;
  });
  scroll.addEventListener("scroll", () => draw(), { passive: true });
  body.addEventListener("focusin", () => draw()); // the next rows are there before the next key
  window.addEventListener("resize", () => draw());
  window.addEventListener("hashchange", recall);
  window.addEventListener("beforeprint", () => draw(true, true));
  window.addEventListener("afterprint", () => draw(true));
  recall();
  report.ready();
})();
