/* The check of an order file: F goes to the next cell to mend, a suggestion fills its cell. */
(function () {
  "use strict";
  function next() {
    var cells = Array.prototype.slice.call(document.querySelectorAll("[data-next-error]"));
    var at = cells.indexOf(document.activeElement);
    if (!cells.length) return;
    var cell = cells[(at + 1) % cells.length];
    cell.focus();
    cell.select();
    cell.scrollIntoView({ block: "center" });
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.code !== "KeyF" || desk.typing(event) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    next();
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-suggest]");
    if (!button) return;
    var input = button.closest(".mend-cell").querySelector("input");
    input.value = button.dataset.suggest;
    button.closest("form").requestSubmit();
  });
})();
