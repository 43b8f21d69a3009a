/* Suggestions while typing, as an editable combobox with a listbox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
   The form works without; whatever fails here leaves it as it is. */
"use strict";

const PAUSE = 140;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.said = form.dataset;
    this.input = form.querySelector("input[type=search]");
    this.list = document.createElement("ul");
    this.status = document.createElement("span");
    this.options = [];
    this.active = -1;
    this.timer = 0;
    this.request = null;
    this.prepare();
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  prepare() {
    this.list.id = `${this.input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.said.heading);
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    for (const [name, value] of [
      ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id],
    ]) this.input.setAttribute(name, value);
    this.input.parentElement.append(this.list, this.status);
  }

  wait() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (!this.input.value.trim()) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.request = new AbortController();
    const address = new URL(this.said.suggest, location.href);
    address.search = new URLSearchParams({ q: this.input.value, lang: this.said.lang });
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok && document.activeElement === this.input) this.show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.options = found.map((one, place) => this.option(one, place));
    this.list.replaceChildren(...this.options);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.expand(found.length > 0);
    this.status.textContent = found.length ? `${found.length} ${this.said.some}` : this.said.none;
  }

  option(one, place) {
    const made = document.createElement("li");
    made.id = `${this.list.id}-${place}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.href = one.iri.startsWith(this.said.base)
      ? this.said.doc + encodeURI(one.iri.slice(this.said.base.length)) : one.iri;
    const name = document.createElement("span");
    if (one.language) name.lang = one.language;
    for (const [text, marked] of one.label) {
      const piece = document.createElement(marked ? "mark" : "span");
      piece.textContent = text;
      name.append(piece);
    }
    if (one.other_name) name.append(` (${one.other_name})`);
    const kind = document.createElement("span");
    kind.className = "count";
    kind.textContent = one.kind === "entry" ? this.said.entry : `${this.said[one.kind] ?? ""} · ${one.entries}`;
    made.append(name, " ", kind);
    return made;
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.follow(this.options[this.active]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.options.length) {
      event.preventDefault();
      this.expand(true);
      this.move(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  move(step) {
    const places = this.options.length + 1; // one of them is the field itself
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.options.forEach((one, place) => one.setAttribute("aria-selected", String(place === this.active)));
    const chosen = this.options[this.active];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  follow(option) {
    const address = option && new URL(option.dataset.href, location.href);
    if (address && /^https?:$/.test(address.protocol)) location.assign(address);
  }

  expand(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.expand(false);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.options.forEach((one) => one.setAttribute("aria-selected", "false"));
    this.status.textContent = "";
  }
}

document.querySelectorAll("form[data-suggest]").forEach((form) => new Suggestions(form));
