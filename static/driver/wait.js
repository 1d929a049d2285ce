/* Waits for the terminal: asks for the payment state every few seconds and shows the page anew when it changed. */
(function () {
  "use strict";
  var box = document.querySelector("[data-wait]");
  if (!box) return;
  setInterval(function () {
    if (document.hidden || navigator.onLine === false) return;
    fetch(box.dataset.wait, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (found) {
      if (found && found.state !== box.dataset.state) location.reload();
    }).catch(function () { /* no signal: asked again later */ });
  }, 4000);
})();
