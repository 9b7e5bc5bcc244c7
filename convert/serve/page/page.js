"use strict";
const $ = (sel, of = document) => of.querySelector(sel);
const $$ = (sel, of = document) => [...of.querySelectorAll(sel)];
const say = (text) => { $("#status").textContent = text; };
const word = (key) => document.body.dataset[key];
const lang = new URLSearchParams(location.search).get("lang");
const at = (path) => lang ? path + (path.includes("?") ? "&" : "?") + "lang=" + lang : path;
let current = null; // the report that is shown
let chosen = null; // the cell that is decided about
let tried = null; // the value that the server was asked about last, and what it said

async function ask(path, body) {
  const answer = await fetch(at(path), body === undefined ? {} : { method: "POST", body: body instanceof Blob ? body : JSON.stringify(body) });
  if (answer.ok) return answer;
  let text = await answer.text(), seen;
  if (answer.status === 409) ({ error: text, seen } = JSON.parse(text));
  throw Object.assign(new Error(text.trim() || word("error")), { seen, status: answer.status });
}
const json = async (path, body) => (await ask(path, body)).json();
const text = async (path) => (await ask(path)).text();
const guarded = (work) => async (...args) => {
  try { return await work(...args); } catch (e) { say(e.message); }
};

// The list. What is on the page stays and is told anew: a button that is replaced while it is pressed is never clicked.
async function relist() {
  const sent = document.createElement("template"), list = $("#list ul");
  sent.innerHTML = await text("/list");
  const old = [...list.children], now = $$("li", sent.content), id = (li) => $("[data-report]", li).dataset.report;
  now.forEach((li, i) => {
    if (!old[i]) return list.append(li);
    if (id(old[i]) !== id(li)) return old[i].replaceWith(li);
    for (const key of Object.keys(old[i].dataset)) delete old[i].dataset[key];
    Object.assign(old[i].dataset, li.dataset);
    const was = $("button", old[i]), is = $("button", li);
    if (was.innerHTML !== is.innerHTML) was.innerHTML = is.innerHTML;
  });
  for (const li of old.slice(now.length)) li.remove();
  showCurrent();
  filterList();
}
function showCurrent() {
  for (const b of $$("[data-report]")) b.toggleAttribute("aria-current", b.dataset.report === current);
}
function filterList() {
  const which = $("#which").value;
  for (const li of $$("#list li")) {
    const d = li.dataset;
    li.hidden = which === "errors" && d.errors === "0" || which === "open" && d.open === "0" || which === "failed" && !d.failed;
  }
}
const picks = () => $$("[data-choose]:checked").map((box) => box.dataset.choose);
const poll = guarded(async () => {
  if ($("#list [data-pending]")) {
    await relist();
    setTimeout(poll, 1000);
  }
});

// What is dropped in.
async function entries(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail));
    return [[path + file.name, file]];
  }
  const reader = entry.createReader(), all = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    for (const e of some) all.push(...await entries(e, path + entry.name + "/"));
  }
}
async function take(files) {
  let first = null, done = 0, trouble = "";
  for (const [name, file] of files) {
    say(word("progress").replace("{n}", ++done).replace("{all}", files.length) + " " + name);
    if (file.name.startsWith(".") || file.name.startsWith("~$")) continue;
    if (file.size > word("max") * 2 ** 20) { trouble = name + ": " + word("large"); continue; }
    try {
      const { id } = await json("/reports?name=" + encodeURIComponent(name), file);
      first ??= String(id);
    } catch (e) { trouble = name + ": " + e.message; }
  }
  await relist();
  say(trouble || word("progress").replace("{n}", done).replace("{all}", files.length));
  if (first !== null) await show(first);
}

// One report.
const show = guarded(async (id, keep) => {
  const html = await text("/reports/" + id), scroll = keep && [$("article")?.scrollTop, $("aside")?.scrollTop];
  $("#report").innerHTML = html;
  if (current !== id) close();
  current = id;
  showCurrent();
  if (scroll) [$("article").scrollTop, $("aside").scrollTop] = scroll;
  else $("#report").focus();
});
const again = async () => { await Promise.all([show(current, true), relist()]); };
function cite(line, cells) {
  for (const e of $$(".marked")) e.classList.remove("marked");
  for (const e of $$(".cited")) e.classList.remove("cited");
  const li = sourceOf(line)?.closest("li");
  li?.classList.add("marked");
  li?.scrollIntoView({ block: "center" });
  const found = cells.map((id) => $(`[data-cell="${id}"]`)).filter(Boolean);
  for (const b of found) b.classList.add("cited");
  return found;
}

const sourceOf = (line) => $$("[data-source]").find((b) => Number(b.dataset.source) <= line && line <= Number(b.dataset.last));

// The cell that is decided about.
function choose(cell) {
  chosen = { id: cell.dataset.cell, seen: cell.dataset.seen };
  for (const b of $$(".chosen")) b.classList.remove("chosen");
  cell.classList.add("chosen");
  cite(cell.dataset.line, [chosen.id]);
  $("#panel").hidden = false;
  $("#panel-name").textContent = cell.dataset.name;
  const source = sourceOf(cell.dataset.line);
  $("#panel-text").textContent = source ? $("#panel-text").dataset.label + source.textContent : "";
  const open = cell.classList.contains("open");
  $("#value").value = open ? "" : cell.textContent;
  $("#reason").value = "";
  $("#drop-decision").hidden = !chosen.seen;
  $("#verdict").replaceChildren();
  $("#candidates").replaceChildren(...cell.dataset.candidates.split("\n").filter(Boolean).map((value) => {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = value;
    b.onclick = () => { $("#value").value = value; check(); $("#value").focus(); };
    return b;
  }));
  tried = null;
  $("#value").focus();
  $("#value").select();
  cell.scrollIntoView({ block: "center" }); // the panel has taken room
}
function close() {
  $("#panel").hidden = true;
  const cell = chosen && $(`[data-cell="${chosen.id}"]`);
  chosen = null;
  cell?.focus();
}
function list(title, items) {
  if (!items.length) return [];
  const p = document.createElement("p"), ul = document.createElement("ul");
  p.textContent = title;
  ul.append(...items.map((item) => Object.assign(document.createElement("li"), { textContent: item })));
  return [p, ul];
}
let timer;
async function check() {
  clearTimeout(timer);
  if (!chosen) return null;
  const value = $("#value").value, cell = chosen.id;
  try {
    const said = await json(`/reports/${current}/try`, { cells: [{ cell, value }] });
    tried = { cell, value, breaks: said.breaks.length };
    $("#verdict").replaceChildren(...list(word("breaks"), said.breaks), ...list(word("mends"), said.mends));
    if (!said.breaks.length && !said.mends.length) $("#verdict").textContent = word("fine");
  } catch (e) {
    tried = { cell, value, wrong: true };
    $("#verdict").textContent = e.message;
  }
  return tried;
}
async function keep(cells, reason) {
  try {
    await ask(`/reports/${current}/decide`, { cells, reason });
  } catch (e) {
    if (e.status !== 409 || !confirm(e.message + "\n" + word("mine"))) {
      if (e.status === 409) await again();
      throw e;
    }
    for (const c of cells) c.seen = e.seen;
    await ask(`/reports/${current}/decide`, { cells, reason });
  }
  await again();
  say(word("kept"));
}
const save = guarded(async () => {
  const value = $("#value").value;
  if (tried?.cell !== chosen.id || tried.value !== value) {
    const said = await check();
    if (said.wrong) return;
    if (said.breaks) {
      const p = document.createElement("p");
      p.textContent = word("again");
      $("#verdict").append(p);
      return;
    }
  } else if (tried.wrong) return;
  const id = chosen.id;
  await keep([{ cell: id, value, seen: chosen.seen }], $("#reason").value);
  if (!nextOpen(id)) close();
});
function nextOpen(after) {
  const all = $$(".cell"), from = all.findIndex((b) => b.dataset.cell === after) + 1;
  const next = [...all.slice(from), ...all.slice(0, from)].find((b) => b.classList.contains("open"));
  if (next) choose(next);
  return next;
}
function filterFindings() {
  const only = $("#only").value;
  for (const li of $$(".findings li")) {
    const open = (li.dataset.cells || "").split(" ").some((id) => id && $(`[data-cell="${id}"].open`));
    li.hidden = only === "open" ? !open : only !== "" && !li.classList.contains(only);
  }
}
const dismiss = guarded(async (li, drop) => {
  const reason = drop ? "" : prompt(word("reason"));
  if (reason === null) return;
  await ask(`/reports/${current}/dismiss`, { finding: Number(li.dataset.number), code: li.dataset.code, reason, drop });
  await again();
  say(word("kept"));
});
const set = guarded((cells) => keep(cells.trim().split("\n").map((line) => {
  const [cell, value] = line.split("=");
  return { cell, value, seen: $(`[data-cell="${cell}"]`)?.dataset.seen ?? "" };
}), ""));
const undo = guarded(async () => {
  await ask(`/reports/${current}/undo`, {});
  await again();
  say(word("undone"));
});
const download = guarded(async (path) => {
  const answer = await ask(path), link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
const query = () => "format=" + $("#format").value + picks().map((id) => "&id=" + id).join("");

document.addEventListener("click", (event) => {
  const b = event.target.closest("button, a[download]");
  if (!b) return;
  const d = b.dataset, li = b.closest("li");
  if (d.report) show(d.report);
  else if (d.cell) choose(b);
  else if (d.source) cite(d.source, $$("[data-cell]").filter((c) => sourceOf(c.dataset.line) === b).map((c) => c.dataset.cell))[0]?.scrollIntoView({ block: "center" });
  else if ("show" in d) cite(li.dataset.line, li.dataset.cells.split(" ").filter(Boolean))[0]?.scrollIntoView({ block: "center" });
  else if (d.set) set(d.set);
  else if ("dismiss" in d) dismiss(li, false);
  else if ("restore" in d) dismiss(li, true);
  else if (b.id === "undo") undo();
  else if (b.id === "next-open") nextOpen(chosen?.id);
  else if (b.id === "close") close();
  else if (b.id === "drop-decision") guarded(() => keep([{ cell: chosen.id, seen: chosen.seen, drop: true }], ""))();
  else if (b.id === "zip" || b.id === "sum") download(`/${b.id}?` + query());
  else if (b.id === "diff") picks().length === 2 ? download("/diff/" + picks().join("/")) : say(word("two"));
  else if (b.hasAttribute("download")) { event.preventDefault(); download(b.getAttribute("href")); }
});
document.addEventListener("change", guarded(async ({ target }) => {
  if (target.id === "files" || target.id === "folder") {
    await take([...target.files].map((f) => [f.webkitRelativePath || f.name, f]));
    target.value = "";
  } else if (target.id === "which") filterList();
  else if (target.id === "only") filterFindings();
  else if (target.id === "everything") for (const box of $$("[data-choose]")) box.checked = target.checked && !box.closest("li").hidden;
}));
$("#panel").addEventListener("submit", (event) => { event.preventDefault(); save(); });
$("#value").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(check, 250); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) return close();
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key], from = event.target;
  const around = step && !event.altKey && from.closest("[data-rove], table");
  if (!around || from.matches("select, input:not([type=checkbox])")) return;
  const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft", table = around.matches("table");
  const kind = table ? ".cell" : sideways ? "input, button" : from.tagName;
  const all = $$(kind, around).filter((e) => !e.closest("[hidden]"));
  let to = all[all.indexOf(from) + step];
  if (table && !sideways) { // the cell above or below
    const x = from.getBoundingClientRect().left, y = from.getBoundingClientRect().top;
    const rows = all.filter((e) => step * (e.getBoundingClientRect().top - y) > 1);
    to = rows.sort((a, b) => score(a) - score(b))[0];
    function score(e) { const r = e.getBoundingClientRect(); return Math.abs(r.top - y) * 1000 + Math.abs(r.left - x); }
  }
  if (!to) return;
  event.preventDefault();
  to.focus();
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", guarded(async (event) => {
  event.preventDefault();
  const roots = [...event.dataTransfer.items].map((i) => i.webkitGetAsEntry?.()).filter(Boolean), all = [];
  const plain = [...event.dataTransfer.files].map((f) => [f.name, f]);
  for (const root of roots) all.push(...await entries(root, ""));
  await take(roots.length ? all : plain);
}));
poll();
