/* Keys of every page: / search, j k rows, x tick, Enter open, e export, ? help. Any element may claim one: data-key="KeyD", or in the chosen row: data-row-key="Digit1". */
(function () {
  "use strict";
  function rows() { return Array.prototype.slice.call(document.querySelectorAll("[data-list] tbody tr, [data-rows] > *")); }
  function here() { return document.querySelector("tr.here, [data-rows] > .here"); }
  function move(step) {
    var all = rows();
    if (!all.length) return;
    var at = all.indexOf(here());
    var next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step))];
    all.forEach(function (row) { row.classList.toggle("here", row === next); });
    next.scrollIntoView({ block: "nearest" });
  }
  function press(selector, root) {
    var node = (root || document).querySelector(selector);
    if (node && !node.disabled) node.click();
    return Boolean(node);
  }
  var moves = {
    Slash: function () { var box = document.querySelector("[data-key-search]"); if (box) { box.focus(); box.select(); } return Boolean(box); },
    KeyJ: function () { move(1); return true; },
    KeyK: function () { move(-1); return true; },
    ArrowDown: function () { if (!here()) return false; move(1); return true; },
    ArrowUp: function () { if (!here()) return false; move(-1); return true; },
    KeyX: function () { return here() ? press("[data-pick]", here()) : false; },
    Enter: function () { return here() && document.activeElement === document.body ? press("[data-open], a", here()) : false; },
    NumpadEnter: function () { return moves.Enter(); },
  };
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.matches("[data-key-search]")) { event.target.blur(); return; }
    if (desk.typing(event)) return;
    if (event.key === "?" || event.key === "\uff1f" || event.code === "Slash" && event.shiftKey) { press("[data-dialog-open='#keys-help']"); event.preventDefault(); return; }
    if (event.shiftKey) return;
    if (press("[data-key='" + event.code + "']") || (here() && press("[data-row-key='" + event.code + "']", here())) || (moves[event.code] && moves[event.code]())) event.preventDefault();
  });
})();
