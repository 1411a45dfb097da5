// What all pages share: the data that scripts hand over, words, sums and days, and links to the other languages.
"use strict";

const report = {
  words: null,
  _waiting: {},

  // Data files call this; whoever awaits `report.given(what)` gets their data.
  take(what, data) {
    if (what === "words") report.words = data;
    report._slot(what).resolve(data);
  },
  given(what) {
    return report._slot(what).promise;
  },
  load(address, what) {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("error", () => report._slot(what).resolve(null));
    document.head.append(script);
    return report.given(what);
  },
  // Among so many files the one that has a project: FNV-1a of the id's UTF-16 units.
  place(name, of) {
    let digest = 0x811c9dc5;
    for (let at = 0; at < name.length; at++) digest = Math.imul(digest ^ name.charCodeAt(at), 0x01000193) >>> 0;
    return digest % of;
  },
  _slot(what) {
    if (!report._waiting[what]) {
      const slot = {};
      slot.promise = new Promise((resolve) => (slot.resolve = resolve));
      report._waiting[what] = slot;
    }
    return report._waiting[what];
  },

  text(key, values = {}) {
    return report.words.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  },
  heading(column) {
    return report.words.headings[column] || column;
  },
  number(value) {
    const digits = Number.isInteger(value) ? 0 : 2;
    return new Intl.NumberFormat(report.words.language, { minimumFractionDigits: digits }).format(value);
  },
  euros(value) {
    const digits = Number.isInteger(value) ? 0 : 2;
    const options = { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat(report.words.language, options).format(value);
  },
  percent(share) {
    return new Intl.NumberFormat(report.words.language, { style: "percent" }).format(share);
  },
  day(iso) {
    const [year, month, day] = iso.split("-");
    return report.words.language === "en" ? iso : `${Number(day)}.${Number(month)}.${year}`;
  },
  time(iso) {
    const [day, time] = new Date(iso).toISOString().split("T");
    return `${report.day(day)} ${time.slice(0, 5)} UTC`;
  },

  // What a column is made of, and a plain value of it in words.
  MONEY: new Set(["granted_amount", "total_cost", "applied_amount"]),
  DATES: new Set(["start_date", "end_date", "decision_date", "page_updated"]),
  value(column, value) {
    if (value === null) return report.text("unknown");
    if (report.MONEY.has(column)) return report.euros(value);
    if (report.DATES.has(column)) return report.day(value);
    if (column === "status") return report.text(`status_${value}`);
    if (column === "date_precision") return report.text(`precision_${value}`);
    if (column === "warnings" && !Array.isArray(value)) return report.words.warnings[value] || value;
    if (Array.isArray(value)) return value.map((each) => report.value(column, each)).join("; ");
    return String(value);
  },

  // An element with a class and children; strings become text, never markup.
  make(name, kind, ...children) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  },
  // What one page leaves for the next; a browser that keeps nothing is no worse off.
  keep(what, text) {
    try {
      sessionStorage.setItem(what, text);
    } catch {
      /* nothing is kept */
    }
  },
  kept(what) {
    try {
      return sessionStorage.getItem(what) || "";
    } catch {
      return "";
    }
  },
  ready() {
    document.documentElement.dataset.ready = "true";
  },
  isWeb(address) {
    return typeof address === "string" && /^https?:\/\//i.test(address);
  },
};

// Another language keeps what the address says of the page's state.
for (const link of document.querySelectorAll(".languages a")) {
  const plain = link.getAttribute("href");
  const follow = () => link.setAttribute("href", plain + location.hash);
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, follow);
}
