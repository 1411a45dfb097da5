// One project beside the page that it was read from: point at a field to see its words, and the other way round.
"use strict";

(async () => {
  await report.given("words");
  const { make, text } = report;
  const byId = (id) => document.getElementById(id);
  const ASIDE = new Set(["id", "name", "warnings", "content_digest", "source_url", "retrieved_at", "currency"]);
  const MONEY = new Set(["granted_amount", "total_cost", "applied_amount"]);
  const DATES = new Set(["start_date", "end_date", "decision_date", "page_updated"]);
  const [, key, id] = location.hash.match(/^#([0-9a-f]{12})\/(.+)$/) || [];
  window.addEventListener("hashchange", () => location.reload());

  const data = key ? await report.load(`../data/pages/${key}.js`, "page") : null;
  const name = decoded(id || "");
  const project = data && Object.hasOwn(data.projects, name) ? data.projects[name] : null;
  if (!project) {
    byId("name").textContent = text("not_found");
    document.documentElement.dataset.ready = "true";
    return;
  }

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

  const heading = (column) => report.words.headings[column] || column;
  const folded = (words) => words.split(/\s+/).join(" ").trim();

  function shown(column, value) {
    if (value === null) return [make("span", "soft", text("unknown"))];
    if (MONEY.has(column)) return [report.euros(value)];
    if (DATES.has(column)) return [report.day(value)];
    if (column === "status") return [text(`status_${value}`)];
    if (column === "date_precision") return [text(`precision_${value}`)];
    if (column === "description") return value.split("\n\n").map((each) => make("p", "", each));
    if (Array.isArray(value)) return [make("ul", "", ...value.map((each) => make("li", "", each)))];
    if (typeof value === "object") return [make("ul", "", ...Object.entries(value).map(([label, each]) => make("li", "", `${label}: ${each}`)))];
    return [String(value)];
  }

  function field(column) {
    const value = project[column];
    const found = project.evidence[column] || [];
    const nothing = value === null || (typeof value === "object" && Object.keys(value).length === 0);
    if (ASIDE.has(column) && column !== "name") return null;
    if (nothing && !found.length) return null;
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
      point.addEventListener("click", () => light(new Set([column]), marks, "page"));
      point.addEventListener("focus", () => light(new Set([column]), marks, "page"));
      made.addEventListener("pointerenter", () => light(new Set([column]), marks, "page"));
    }
    return made;
  }

  function light(columns, marks, follow) {
    for (const one of document.querySelectorAll(".field")) one.classList.toggle("lit", columns.has(one.dataset.column));
    let first = null;
    for (const one of document.querySelectorAll(".words")) {
      const lit = one.dataset.marks.split(" ").some((mark) => marks.has(Number(mark)));
      one.classList.toggle("lit", lit);
      if (lit && !first) first = one;
    }
    if (follow === "page" && first) into(byId("page"), first);
    if (follow === "fields") document.querySelector(".field.lit")?.scrollIntoView({ block: "nearest" });
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
    const made = make("span", "words", said);
    const columns = new Set(mine.flatMap((mark) => [...columnsOf.get(mark)]));
    made.dataset.marks = mine.join(" ");
    made.title = [...columns].map(heading).join(", ");
    const point = () => light(columns, new Set(mine), "fields");
    made.addEventListener("pointerenter", point);
    made.addEventListener("click", point);
    return made;
  }

  document.title = `${project.name} – ${document.title}`;
  byId("name").textContent = project.name;
  const where = byId("where");
  if (project.retrieved_at) where.append(text("fetched", { time: project.retrieved_at.replace("T", " ").replace("Z", " UTC") }));
  if (report.isWeb(project.source_url)) {
    const link = make("a", "", text("live"));
    link.href = project.source_url;
    link.rel = "noreferrer noopener";
    where.append(where.childNodes.length ? " · " : "", link);
  }
  for (const code of project.warnings)
    byId("warnings").append(make("p", "warning", report.words.warnings[code] || code, " ", make("code", "", code)));
  byId("fields").append(...["name", ...report.words.order.filter((column) => column !== "name")].map(field).filter(Boolean));
  if (data.silent) {
    byId("how").hidden = true;
    byId("page").append(make("p", "note", text(`silent_${data.silent}`)));
  }
  byId("page").append(...data.lines.map((line) => make("p", "", ...line.map((piece) => (typeof piece === "string" ? piece : words(piece))))));
  const names = marksOf.get("name");
  const start = names && [...document.querySelectorAll(".words")].find((one) => one.dataset.marks.split(" ").some((mark) => names.has(Number(mark))));
  if (start) into(byId("page"), start);

  const steps = data.history[name] || [];
  byId("history").hidden = !steps.length;
  const cellText = (value) => (value === null ? text("unknown") : typeof value === "object" ? Object.values(value).join("; ") || text("unknown") : String(value));
  for (const step of steps) {
    const changes = step.cells.map(([column, old, now]) =>
      make("li", "", `${heading(column)}: `, make("del", "", cellText(old)), " → ", make("ins", "", cellText(now))));
    const what = step.cells.length ? text("changed") : text("added");
    byId("steps").append(make("li", "", `${report.day(step.at.slice(0, 10))}: ${what}`, ...(changes.length ? [make("ul", "", ...changes)] : [])));
  }
  document.documentElement.dataset.ready = "true";
})();
