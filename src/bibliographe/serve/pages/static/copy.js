/* A button that copies what an element says; it is shown only where the browser can. */
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const said = button.parentElement.querySelector("[role=status]");
  if (!navigator.clipboard) continue;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      const form = (type, text) => [type, new Blob([text], { type })];
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([
        form("text/plain", source.textContent), form("text/html", source.innerHTML),
      ]))]);
    } catch {
      await navigator.clipboard.writeText(source.textContent);
    }
    said.textContent = button.dataset.done;
  });
}
