/* Ticks of a list, their count and the strip of batch buttons; Shift takes a range. Pasted columns become one filter value. */
(function () {
  "use strict";
  var last = null;
  function picks(list) { return Array.prototype.slice.call(list.querySelectorAll("[data-pick]")); }
  function refresh(list) {
    var all = picks(list), ticked = all.filter(function (box) { return box.checked; });
    all.forEach(function (box) { box.closest("tr").classList.toggle("picked", box.checked); });
    var strip = list.querySelector("[data-batch]"), head = list.querySelector("[data-pick-all]");
    if (head) { head.checked = all.length > 0 && ticked.length === all.length; head.indeterminate = ticked.length > 0 && !head.checked; }
    if (!strip) return;
    strip.hidden = !ticked.length;
    strip.querySelector("[data-batch-count]").textContent = desk.text("picked", { n: ticked.length });
  }
  function range(list, box) {
    var all = picks(list), a = all.indexOf(last), b = all.indexOf(box);
    if (a < 0) return;
    all.slice(Math.min(a, b), Math.max(a, b) + 1).forEach(function (other) { other.checked = box.checked; });
  }
  document.addEventListener("click", function (event) {
    var list = event.target.closest("[data-list]");
    if (!list) return;
    if (event.target.matches("[data-pick]")) {
      if (event.shiftKey) range(list, event.target);
      last = event.target;
    } else if (event.target.matches("[data-pick-all]")) {
      picks(list).forEach(function (box) { box.checked = event.target.checked; });
    } else if (event.target.closest("[data-batch-clear]")) {
      picks(list).forEach(function (box) { box.checked = false; });
    } else {
      return;
    }
    refresh(list);
  });
  document.addEventListener("paste", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches("[data-paste-many]")) return;
    var words = event.clipboardData.getData("text").split(/[\s,;\u3001\uff0c\uff1b]+/).filter(Boolean);
    if (words.length < 2) return;
    event.preventDefault();
    box.value = words.slice(0, 500).join(",");
  });
  function every() { document.querySelectorAll("[data-list]").forEach(refresh); }
  document.addEventListener("htmx:afterSettle", every);
  window.addEventListener("pageshow", every);
})();
