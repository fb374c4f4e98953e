"use strict";
(() => {
  const PAGE = 100;
  const RANK = { low: 1, medium: 2, high: 3, critical: 4 };
  const { rules, steps, findings } = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const count = document.getElementById("count");
  const pages = document.getElementById("pages");
  const [before, , after] = pages.children;
  const narrow = matchMedia("(max-width: 46rem)");
  const opened = new Set();
  const sorting = { by: "severity", up: false };
  let shown = findings;
  let page = 0;
  let whole = false;

  findings.forEach((one, number) => {
    one.number = number;
    one.words = [one.message, one.path, one.rule, rules[one.rule].title, one.masked, one.by, one.unheeded, one.history, one.fingerprint]
      .concat(...(one.related ?? [])).filter(Boolean).join("\n").toLowerCase();
  });

  const order = {
    severity: (a, b) => RANK[a.severity] - RANK[b.severity],
    message: (a, b) => text(a.message, b.message),
    place: (a, b) => text(a.path, b.path) || a.line - b.line || a.column - b.column,
    rule: (a, b) => text(a.rule, b.rule),
    state: (a, b) => text(a.state, b.state),
  };

  function text(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  function made(name, words, kind) {
    const element = document.createElement(name);
    if (words !== undefined) element.textContent = words;
    if (kind) element.className = kind;
    return element;
  }

  function number(value) {
    return value.toLocaleString("en-US");
  }

  // Words between backticks are code.
  function prose(name, words) {
    const element = made(name);
    const parts = words.split("`");
    if (parts.length % 2 === 0) return made(name, words);
    parts.forEach((part, index) => element.append(index % 2 ? made("code", part) : part));
    return element;
  }

  function place(one) {
    return one.line ? `${one.path}:${one.line}:${one.column}` : one.path;
  }

  function row(one) {
    const line = made("tr", undefined, opened.has(one.number) ? "row open" : "row");
    const severity = made("td");
    severity.append(made("span", one.severity, `badge ${one.severity}`));
    if (one.confidence !== "high") {
      severity.append(made("span", one.confidence === "proven" ? "proven" : `${one.confidence} confidence`, "doubt"));
    }
    const what = made("td");
    const button = made("button", one.message);
    button.type = "button";
    button.dataset.number = one.number;
    button.setAttribute("aria-expanded", String(opened.has(one.number)));
    if (opened.has(one.number)) button.setAttribute("aria-controls", `story-${one.number}`);
    what.append(button);
    const where = made("td");
    where.append(made("code", place(one)));
    line.append(severity, what, where, made("td", one.rule), made("td", one.state));
    return line;
  }

  function story(one) {
    const card = rules[one.rule];
    const line = made("tr", undefined, "story");
    line.id = `story-${one.number}`;
    const cell = made("td");
    cell.colSpan = narrow.matches && !whole ? 3 : 5;
    const told = made("p", `${card.title}. CWE-${card.cwe}, ${one.confidence === "proven" ? "proven" : `${one.confidence} confidence`}, ${one.state}.`);
    cell.append(told);
    if (one.by) cell.append(made("p", `Silenced by ${one.by}.`));
    if (one.unheeded) cell.append(made("p", `${one.unheeded}.`));
    if (one.masked) part(cell, "Value, masked", made("code", one.masked));
    if (one.related) part(cell, "Belongs to it", related(one.related));
    if (one.history) part(cell, "History", made("p", one.history), ...(one.blob ? [version(one.blob)] : []));
    part(cell, "Why it matters", prose("p", card.why));
    if (steps[one.steps].length) part(cell, "What to do", listed("ol", steps[one.steps]));
    const comment = made("code", `# keylint: ignore[${one.rule}] why it is all right`);
    if (one.state !== "silenced") part(cell, "If it is meant to be so, on its line", comment);
    part(cell, "More", links(card.links), fingerprint(one));
    line.append(cell);
    return line;
  }

  function part(cell, title, ...inner) {
    cell.append(made("h3", title), ...inner);
  }

  function listed(name, items) {
    const list = made(name);
    list.append(...items.map((item) => prose("li", item)));
    return list;
  }

  function related(places) {
    const list = made("ul");
    for (const [where, message] of places) {
      const item = made("li");
      item.append(made("code", where), ` ${message}`);
      list.append(item);
    }
    return list;
  }

  function version(blob) {
    const line = made("p", "git object ");
    line.append(made("code", blob));
    return line;
  }

  function links(addresses) {
    const list = made("ul");
    for (const address of addresses) {
      if (!address.startsWith("https://")) continue;
      const link = made("a", address);
      link.href = address;
      link.rel = "noreferrer noopener";
      const item = made("li");
      item.append(link);
      list.append(item);
    }
    return list;
  }

  function fingerprint(one) {
    const line = made("p", "Fingerprint ", "faint");
    line.append(made("code", one.fingerprint));
    return line;
  }

  function matches() {
    const asked = new FormData(form);
    const severities = new Set(asked.getAll("severity"));
    const words = asked.get("words").toLowerCase().split(/\s+/).filter(Boolean);
    const path = asked.get("path").trim().toLowerCase();
    const rule = asked.get("rule");
    const state = asked.get("state");
    return (one) =>
      (!severities.size || severities.has(one.severity)) &&
      (!rule || one.rule === rule) &&
      (state === "*" || (state ? one.state === state : one.state !== "silenced")) &&
      (!path || one.path.toLowerCase().includes(path)) &&
      words.every((word) => one.words.includes(word));
  }

  function choose() {
    const sign = sorting.up ? 1 : -1;
    const compare = order[sorting.by];
    shown = findings.filter(matches()).sort((a, b) => sign * compare(a, b) || a.number - b.number);
    page = 0;
    show();
  }

  function show() {
    const first = whole ? 0 : page * PAGE;
    const last = whole ? shown.length : Math.min(first + PAGE, shown.length);
    const rows = document.createDocumentFragment();
    for (const one of shown.slice(first, last)) {
      rows.append(row(one));
      if (opened.has(one.number)) rows.append(story(one));
    }
    body.replaceChildren(rows);
    table.hidden = !shown.length;
    pages.hidden = whole || shown.length <= PAGE;
    before.disabled = page === 0;
    after.disabled = last === shown.length;
    pages.children[1].textContent = `Page ${number(page + 1)} of ${number(Math.ceil(shown.length / PAGE))}`;
    count.textContent = said(first, last);
  }

  function said(first, last) {
    if (!findings.length) return "There is nothing to show.";
    const rest = shown.length < findings.length ? `; ${number(findings.length)} in all, with the silenced ones` : "";
    if (!shown.length) return `None fits${rest}.`;
    return `${number(first + 1)} to ${number(last)} of ${number(shown.length)}${rest}.`;
  }

  function toggle(button) {
    const one = findings[Number(button.dataset.number)];
    const line = button.closest("tr");
    const opens = !opened.has(one.number);
    opened[opens ? "add" : "delete"](one.number);
    button.setAttribute("aria-expanded", String(opens));
    line.classList.toggle("open", opens);
    if (opens) {
      line.after(story(one));
      button.setAttribute("aria-controls", `story-${one.number}`);
    } else {
      line.nextElementSibling.remove();
      button.removeAttribute("aria-controls");
    }
  }

  function sort(button) {
    const by = button.dataset.sort;
    sorting.up = sorting.by === by ? !sorting.up : by !== "severity";
    sorting.by = by;
    for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", sorting.up ? "ascending" : "descending");
    choose();
  }

  function offer(name, values) {
    for (const [value, words] of values) {
      const option = made("option", words);
      option.value = value;
      form.elements[name].append(option);
    }
  }

  function counted(field) {
    const counts = new Map();
    for (const one of findings) counts.set(one[field], (counts.get(one[field]) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => text(a, b)).map(([value, times]) => [value, `${value} (${number(times)})`]);
  }

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(choose, 80);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(choose));
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) sort(button);
  });
  body.addEventListener("click", (event) => {
    const line = event.target.closest("tr.row");
    if (line && (event.target.closest("button") || !String(getSelection()))) toggle(line.querySelector("button"));
  });
  pages.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    page += Number(button.dataset.step);
    show();
    table.scrollIntoView();
    if (button.disabled) (button === before ? after : before).focus();
  });
  narrow.addEventListener("change", show);
  // On paper there are no pages to turn and nothing to unfold.
  const unfolded = [];
  addEventListener("beforeprint", () => {
    whole = true;
    for (const one of document.querySelectorAll("details:not([open])")) {
      one.open = true;
      unfolded.push(one);
    }
    show();
  });
  addEventListener("afterprint", () => {
    whole = false;
    for (const one of unfolded.splice(0)) one.open = false;
    show();
  });

  offer("rule", counted("rule"));
  offer("state", counted("state"));
  form.hidden = !findings.length;
  choose();
})();
