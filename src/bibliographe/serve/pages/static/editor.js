// The editor of /sparql: completes the profile's terms, and goes to the place of an error. The page works without it.
"use strict";

(() => {
  const area = document.querySelector(".editor textarea");
  if (!area) return;
  const form = area.form;
  const MOST = 12;
  let terms = [];
  let found = [];
  let chosen = 0;

  const list = document.createElement("ul");
  list.className = "completions";
  list.id = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.dataset.completions);
  list.hidden = true;
  area.after(list);
  for (const [name, value] of [["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-haspopup", "listbox"]]) {
    area.setAttribute(name, value);
  }

  // The name that is being written before the caret: letters, or a prefix, a colon and a beginning.
  const begun = () => {
    if (area.selectionStart !== area.selectionEnd) return "";
    const before = area.value.slice(0, area.selectionStart);
    const match = /(?:^|[\s({[/|^!;,.+*])([A-Za-z][\w-]*:[\w-]*|[a-z]{3,})$/.exec(before);
    return match ? match[1] : "";
  };

  const fits = (text) => {
    const wanted = text.toLowerCase();
    const starting = terms.filter(([name]) => name.toLowerCase().startsWith(wanted));
    const others = terms.filter(
      ([name, label]) => !starting.some(([other]) => other === name) &&
        (name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted)),
    );
    return [...starting, ...others].filter(([name]) => name !== text).slice(0, MOST);
  };

  const close = () => {
    list.hidden = true;
    found = [];
    area.removeAttribute("aria-activedescendant");
  };

  const mark = () => {
    [...list.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === chosen));
      if (place === chosen) {
        area.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
  };

  const take = (place) => {
    const text = begun();
    const [name] = found[place];
    area.setRangeText(name, area.selectionStart - text.length, area.selectionStart, "end");
    close();
    area.focus();
  };

  const open = () => {
    const text = begun();
    found = text ? fits(text) : [];
    if (!found.length) return close();
    chosen = 0;
    list.replaceChildren(...found.map(([name, label], place) => {
      const item = document.createElement("li");
      item.id = `completion-${place}`;
      item.setAttribute("role", "option");
      const about = document.createElement("span");
      about.className = "about";
      about.textContent = label;
      item.append(name, about);
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(place);
      });
      return item;
    }));
    const style = getComputedStyle(area);
    const line = area.value.slice(0, area.selectionStart).split("\n").length;
    const top = area.offsetTop + parseFloat(style.paddingTop) + line * parseFloat(style.lineHeight) - area.scrollTop;
    list.style.top = `${Math.min(top, area.offsetTop + area.offsetHeight)}px`;
    list.hidden = false;
    mark();
  };

  area.addEventListener("input", open);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      open();
    } else if (list.hidden) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });

  // An error says its line and column: the caret goes there, the rest of the line is marked.
  if (area.dataset.line) {
    const lines = area.value.split("\n");
    const line = Math.min(Number(area.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).join("\n").length + (line ? 1 : 0);
    const from = Math.min(start + Number(area.dataset.column) - 1, start + lines[line].length);
    area.focus();
    area.setSelectionRange(from, Math.max(from, start + lines[line].length));
    area.scrollTop = Math.max(0, line - 3) * parseFloat(getComputedStyle(area).lineHeight);
  }

  fetch(area.dataset.terms)
    .then((answer) => (answer.ok ? answer.json() : { terms: [] }))
    .then((said) => {
      terms = said.terms;
    })
    .catch(close);
})();
