/* Time left to a deadline, by the server's clock: the page brings its instant, the PC's clock only counts on. */
(function () {
  "use strict";
  var ahead = Date.now() - Date.parse(document.body.dataset.now || new Date().toISOString());
  function spell(seconds) {
    var minutes = Math.floor(Math.abs(seconds) / 60), pad = function (n) { return String(n).padStart(2, "0"); };
    if (minutes >= 60) return desk.text("hours", { h: Math.floor(minutes / 60), min: 0, m: minutes % 60 });
    return seconds < 0 ? desk.text("minutes", { m: minutes }) : pad(minutes) + ":" + pad(Math.floor(seconds) % 60);
  }
  function tick() {
    document.querySelectorAll("[data-countdown]").forEach(function (node) {
      var left = (Date.parse(node.dataset.countdown) - (Date.now() - ahead)) / 1000;
      if (Number.isNaN(left)) return;
      node.textContent = desk.text(left < 0 ? "past" : "left", { t: spell(left) });
      var chip = node.closest(".chip");
      if (chip) { chip.classList.toggle("chip-late", left < 0); chip.classList.toggle("chip-warn", left >= 0 && left < 1800); }
    });
  }
  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSettle", tick);
})();
