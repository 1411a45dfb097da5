// Fields and the words that they were read from light up together; a click on words chooses their field to correct.
// Everything works without this, but for the light.
"use strict";

const fields = new Map([...document.querySelectorAll(".field")].map((field) => [field.dataset.column, field]));
const marks = [...document.querySelectorAll("mark")];
const columnsOf = (mark) => mark.dataset.columns.split(" ");

function light(columns) {
  for (const [column, field] of fields) field.classList.toggle("lit", columns.includes(column));
  for (const mark of marks) mark.classList.toggle("lit", columnsOf(mark).some((column) => columns.includes(column)));
}

function choose(column) {
  const field = document.getElementById("field");
  if (field && [...field.options].some((option) => option.value === column)) field.value = column;
}

function reveal(element) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

for (const [column, field] of fields) {
  const show = () => light([column]);
  field.addEventListener("mouseenter", show);
  field.addEventListener("focus", () => {
    show();
    const first = marks.find((mark) => columnsOf(mark).includes(column));
    if (first) reveal(first);
    choose(column);
  });
}

for (const mark of marks) {
  mark.addEventListener("mouseenter", () => light(columnsOf(mark)));
  mark.addEventListener("click", () => {
    light(columnsOf(mark));
    choose(columnsOf(mark)[0]);
    const field = fields.get(columnsOf(mark)[0]);
    if (field) reveal(field);
  });
}

const text = document.querySelector(".text");
const title = marks.find((mark) => columnsOf(mark).includes("name"));
if (text && title) text.scrollTop = title.offsetTop - text.offsetTop; // the record, not the top of a long page
