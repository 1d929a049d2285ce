/* Scanning the pile of papers: each number ticks its row; a foreign paper says whose it is. */
(function () {
  "use strict";
  var box = document.getElementById("paper-scan"), said = document.getElementById("paper-said");
  if (!box) return;
  function say(text, bad) { said.textContent = text; said.className = "scan-said " + (bad ? "is-bad" : "is-ok"); }
  function tick(mark) {
    mark.checked = true;
    mark.dispatchEvent(new Event("change", { bubbles: true }));
    mark.closest("tr").scrollIntoView({ block: "nearest" });
  }
  function elsewhere(number) {
    fetch(box.dataset.papers + "?number=" + encodeURIComponent(number), { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (found) {
      say(number + ": " + (found ? box.dataset.other + " " + found.driver : box.dataset.none), true);
    });
  }
  box.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    var number = box.value.trim().toUpperCase();
    box.value = "";
    if (!number) return;
    var marks = Array.prototype.filter.call(document.querySelectorAll("[data-paper]"), function (mark) {
      return mark.dataset.paper.toUpperCase() === number;
    });
    if (!marks.length) { elsewhere(number); return; }
    tick(marks[0]);
    say(number + " " + box.dataset.ticked, false);
  });
  box.focus();
})();
