"use strict";
// The search of a published site: words are folded as the portal folds them, and found by how they begin.
(() => {
  const place = document.querySelector(".finding");
  const field = document.getElementById("finding-q");
  const results = document.getElementById("finding-results");
  const status = document.getElementById("finding-status");
  const more = document.getElementById("finding-more");
  const SHOWN = 50;
  const ELIDED = /(^|[^\p{L}\p{N}])(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu)['’‘ʼ′`´](?=[\p{L}\p{N}])/giu;
  const LETTERS = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d" };
  const OPTIONAL = new Set(place.dataset.optional.split(" "));
  const SHORT = 4;
  const LONG = 8;
  let entries = null;
  let known = null;
  let shown = SHOWN;

  function folded(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
      .replace(/[œæßøłđ]/g, (letter) => LETTERS[letter])
      .replace(ELIDED, "$1").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  // What a word begins with in its other forms: `musées` finds `musée`, `nationaux` finds `national`.
  function beginning(word) {
    if (word.length > 4 && word.endsWith("aux")) return word.slice(0, -2);
    if (word.length > 3) return word.replace(/(?:ees|ee|es|e|s|x)$/, "");
    return word;
  }

  async function load() {
    status.textContent = status.dataset.loading;
    const numbers = Array.from({ length: Number(place.dataset.parts) }, (_, index) => index + 1);
    const parts = await Promise.all(numbers.map(async (number) => {
      const answer = await fetch(`${place.dataset.folder}/${number}.json`);
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }));
    entries = parts.flat().map((row) => ({
      row, title: ` ${folded(row[1])} `, rest: ` ${folded(row[2])} ${row[4]} `,
    }));
  }

  function score(entry, words, whole) {
    let total = 0;
    for (const word of words) {
      const start = ` ${beginning(word)}`;
      if (entry.title.includes(` ${word} `)) total += 10;
      else if (entry.title.includes(start)) total += 7;
      else if (entry.rest.includes(` ${word} `)) total += 4;
      else if (entry.rest.includes(start)) total += 2;
      else return 0;
    }
    return total + (entry.title === whole ? 1000 : entry.title.includes(whole.trimEnd()) ? 20 : 0);
  }

  // How many slips part two words: a letter too many, too few, another, or two that changed places.
  function slips(one, other) {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  // The words of the catalogue that are nearest to one that it does not have; short words forgive nothing.
  function alike(word) {
    const most = word.length >= LONG ? 2 : word.length >= SHORT ? 1 : 0;
    const found = Array.from({ length: most + 1 }, () => []);
    for (const one of most ? known : []) {
      if (Math.abs(one.length - word.length) > most) continue;
      const many = slips(word, one);
      if (many <= most) found[many].push(one);
    }
    return found.find((some) => some.length) ?? [];
  }

  function matching(words, whole) {
    const found = entries.map((entry) => [score(entry, words, whole), entry]).filter(([points]) => points > 0);
    return found.sort(([one], [other]) => other - one);
  }

  // What is found by the words as typed, else by those of the catalogue that resemble them.
  function forgiving(words, whole) {
    const exact = matching(words, whole);
    if (exact.length) return [exact, false];
    known ??= new Set(entries.flatMap(({ title, rest }) => `${title}${rest}`.split(" ").filter(Boolean)));
    const choices = words.map((word) => {
      const start = beginning(word);
      for (const one of known) if (one.startsWith(start)) return [word];
      return alike(word);
    });
    if (choices.some((some) => !some.length)) return [[], false];
    const best = new Map();
    for (const [place, some] of choices.entries()) {
      for (const one of some.slice(0, 10)) {
        for (const [points, entry] of matching(words.map((_, at) => (at === place ? one : choices[at][0])), whole)) {
          best.set(entry, Math.max(points, best.get(entry) ?? 0));
        }
      }
    }
    const found = Array.from(best, ([entry, points]) => [points, entry]);
    return [found.sort(([one], [other]) => other - one), found.length > 0];
  }

  function line(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function item({ row: [local, title, people, citation] }) {
    const link = document.createElement("a");
    link.href = `doc/${local.split("/").map(encodeURIComponent).join("/")}${place.dataset.ending}`;
    link.textContent = title;
    const made = document.createElement("li");
    const first = line("p", "title", "");
    first.append(link);
    made.append(first);
    if (people) made.append(line("p", "people", people));
    if (citation) made.append(line("p", "where", citation));
    return made;
  }

  function show([found, forgiven]) {
    const count = found.length;
    status.textContent = count === 0 ? status.dataset.none
      : count === 1 ? status.dataset.one : `${count.toLocaleString(document.documentElement.lang)} ${status.dataset.many}`;
    if (forgiven) status.textContent = `${status.dataset.alike} ${status.textContent}`;
    results.replaceChildren(...found.slice(0, shown).map(([, entry]) => item(entry)));
    more.hidden = count <= shown;
  }

  async function find() {
    const whole = ` ${folded(field.value)} `;
    const typed = whole.trim().split(" ").filter(Boolean).slice(0, 40);
    // Words that nearly every entry has need not be there, unless there is nothing else.
    const telling = typed.filter((word) => !OPTIONAL.has(word));
    const words = telling.length ? telling : typed;
    if (!words.length) {
      results.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      return;
    }
    try {
      if (!entries) await load();
    } catch {
      status.textContent = status.dataset.failed;
      return;
    }
    show(forgiving(words, whole));
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    shown = SHOWN;
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
  more.addEventListener("click", () => {
    shown += SHOWN;
    find();
  });
  place.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(window.location.href);
    address.searchParams.set("q", field.value);
    window.history.replaceState(null, "", address);
    find();
  });
  field.value = new URLSearchParams(window.location.search).get("q") ?? "";
  find();
})();
