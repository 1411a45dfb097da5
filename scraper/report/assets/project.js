// One project beside the page that it was read from: point at a field to see its words, and the other way round.
"use strict";

(async () => {
  await report.given("words");
  const { make, text, heading } = report;
  const byId = (id) => document.getElementById(id);
  const ASIDE = new Set(["id", "warnings", "content_digest", "source_url", "retrieved_at", "currency"]);
  const GRANTED = new Set(["granted", "proposed"]);
  window.addEventListener("hashchange", () => location.reload());
  byId("back").href = `projects.html${report.kept("table")}`;

  const name = decoded(location.hash.slice(1));
  const file = report.place(name, Number(byId("project").dataset.places));
  const projects = name && (await report.load(`../data/projects/${file}.js`, "projects"));
  const project = projects && Object.hasOwn(projects, name) ? projects[name] : null;
  if (!project) {
    byId("name").textContent = text("not_found");
    report.ready();
    return;
  }
  const page = (await report.load(`../data/pages/${project.page[0]}.js`, "pages"))[project.page[1]];

  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return "";
    }
  }

  // For each mark on the page the columns that it says, and for each column its marks.
  const columnsOf = new Map();
  const marksOf = new Map();
  for (const [column, found] of Object.entries(project.evidence)) {
    marksOf.set(column, new Set());
    for (const [, , mark] of found) {
      if (mark === null) continue;
      if (!columnsOf.has(mark)) columnsOf.set(mark, new Set());
      columnsOf.get(mark).add(column);
      marksOf.get(column).add(mark);
    }
  }

  const folded = (words) => words.split(/\s+/).join(" ").trim();

  function shown(column, value) {
    if (column === "description" && value !== null) return value.split("\n\n").map((each) => make("p", "", each));
    if (Array.isArray(value)) return [make("ul", "", ...value.map((each) => make("li", "", report.value(column, each))))];
    if (value !== null && typeof value === "object")
      return [make("ul", "", ...Object.entries(value).map(([label, each]) => make("li", "", `${label}: ${each}`)))];
    return [value === null ? make("span", "soft", text("unknown")) : report.value(column, value)];
  }

  function field(column) {
    const value = project[column];
    const found = project.evidence[column] || [];
    const nothing = value === null || (typeof value === "object" && Object.keys(value).length === 0);
    if (ASIDE.has(column) || (nothing && !found.length)) return null;
    const said = make("dd", "", ...shown(column, value));
    const printed = new Set(Array.isArray(value) ? value : [...String(value).split("\n\n"), folded(said.textContent)]);
    for (const [raw, rule] of found) {
      if (printed.has(folded(raw))) continue;
      printed.add(folded(raw));
      const words = make("q", "raw", folded(raw));
      words.title = `${text("printed")} (${rule})`;
      said.append(words);
    }
    const marks = marksOf.get(column);
    const label = make("dt", "", heading(column));
    const made = make("div", "field", label, said);
    made.dataset.column = column;
    if (marks && marks.size) {
      const point = make("button", "point", text("printed"));
      point.type = "button";
      point.setAttribute("aria-label", text("to_words", { name: heading(column) }));
      label.append(" ", point);
      const show = () => light(new Set([column]), marks, "page");
      point.addEventListener("focus", show);
      point.addEventListener("click", () => {
        const first = show();
        first?.focus({ preventScroll: true });
        first?.scrollIntoView({ block: "nearest" }); // where the text is below, not beside
      });
      made.addEventListener("pointerenter", show);
    }
    return made;
  }

  // Lights fields and words; returns the first of the words.
  function light(columns, marks, follow) {
    for (const one of document.querySelectorAll(".field")) one.classList.toggle("lit", columns.has(one.dataset.column));
    let first = null;
    for (const one of document.querySelectorAll("mark")) {
      const lit = one.dataset.marks.split(" ").some((mark) => marks.has(Number(mark)));
      one.classList.toggle("lit", lit);
      if (lit && !first) first = one;
    }
    if (follow === "page" && first) into(byId("page"), first);
    if (follow === "fields") document.querySelector(".field.lit")?.scrollIntoView({ block: "nearest" });
    return first;
  }

  // Scrolls the text alone, so that what is pointed at stays under the pointer.
  function into(box, element) {
    const inside = element.getBoundingClientRect(), around = box.getBoundingClientRect();
    const bottom = Math.min(around.bottom, window.innerHeight);
    if (inside.top < around.top || inside.bottom > bottom) box.scrollTop += inside.top - around.top - (bottom - around.top) / 3;
  }

  function words(piece) {
    const [said, ...marks] = piece;
    const mine = marks.filter((mark) => columnsOf.has(mark));
    if (!mine.length) return said;
    const made = make("mark", "", said);
    const columns = new Set(mine.flatMap((mark) => [...columnsOf.get(mark)]));
    made.dataset.marks = mine.join(" ");
    made.dataset.columns = [...columns].join(" ");
    made.title = [...columns].map(heading).join(", ");
    made.tabIndex = -1;
    const point = () => light(columns, new Set(mine), "fields");
    for (const event of ["pointerenter", "click", "focus"]) made.addEventListener(event, point);
    return made;
  }

  // Arrows go from words to words, Escape back to the field that they say.
  byId("page").addEventListener("keydown", (event) => {
    const marks = [...document.querySelectorAll("mark")];
    const at = marks.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && at >= 0) {
      document.querySelector(`.field[data-column="${marks[at].dataset.columns.split(" ")[0]}"] .point`).focus();
    } else if (step && (at >= 0 || event.key === "ArrowRight")) {
      const next = marks[at + step];
      if (!next) return;
      into(byId("page"), next);
      next.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  });

  function cells([column, pieces]) {
    const told = make("dd", "");
    if (!pieces.length) told.append(make("span", "soft", text("not_told")));
    for (const [sign, value] of pieces) {
      if (sign === " ") told.append(make("span", "soft", value));
      else
        told.append(
          make(sign === "-" ? "del" : "ins", "", make("span", "hidden", `${text(sign === "-" ? "gone" : "came")} `), report.value(column, value)),
          " ",
        );
    }
    return make("div", "", make("dt", "", heading(column)), told);
  }

  function lead() {
    const said = [make("strong", "", project.applicant || text("unknown"))];
    if (project.granted_amount !== null) {
      const sum = report.euros(project.granted_amount);
      const share = GRANTED.has(project.status) && project.total_cost >= project.granted_amount ? project.granted_amount / project.total_cost : 0;
      said.push(share ? `${sum} (${text("share_of", { share: report.percent(share) })})` : sum);
    }
    if (project.start_date || project.end_date)
      said.push([project.start_date, project.end_date].map((day) => (day ? report.day(day) : "")).join("–"));
    said.push(text(`status_${project.status}`));
    return said.flatMap((one, at) => (at ? [" · ", one] : [one]));
  }

  document.title = `${project.name} – ${document.title}`;
  byId("name").textContent = project.name;
  byId("lead").append(...lead());
  const where = byId("where");
  if (project.retrieved_at) where.append(text("fetched", { time: report.time(project.retrieved_at) }));
  if (report.isWeb(project.source_url)) {
    const link = make("a", "", text("live"));
    link.href = project.source_url;
    link.rel = "noreferrer noopener";
    where.append(where.childNodes.length ? " · " : "", link);
  }
  byId("warnings").hidden = !project.warnings.length;
  for (const code of project.warnings)
    byId("warnings").append(make("p", "warning", report.value("warnings", code), " ", make("code", "", code)));
  byId("fields").append(...["name", ...report.words.order.filter((column) => column !== "name")].map(field).filter(Boolean));
  if (page.silent) {
    byId("how").hidden = true;
    byId("page").append(make("p", "note", text(`silent_${page.silent}`)));
  }
  byId("page").append(...page.lines.map((line) => make("p", "", ...line.map((piece) => (typeof piece === "string" ? piece : words(piece))))));

  const steps = project.history;
  byId("history").hidden = !steps.length;
  for (const step of steps) {
    const made = make("li", "", make("strong", "", report.time(step.at)), ` ${text(`was_${step.what}`)}`);
    if (step.cells.length) made.append(make("dl", "cells", ...step.cells.map(cells)));
    byId("steps").append(made);
  }
  byId("project").hidden = false;
  const first = [...document.querySelectorAll("mark")].find((one) => one.dataset.columns.split(" ").includes("name"));
  if (first) into(byId("page"), first);
  report.ready();
})();
