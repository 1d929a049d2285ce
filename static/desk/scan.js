/* Wedge scanners and typing: [data-scan] is the box that a scan belongs to, wherever the focus is.
   Codes come from event.code, because under a Chinese input method every key arrives as 229. */
(function () {
  "use strict";
  var GAP = 50, SHORTEST = 6, buffer = "", at = 0, lost = 0;
  function letter(event) {
    var digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code), key = /^Key([A-Z])$/.exec(event.code);
    return digit ? digit[1] : key ? key[1] : event.code === "Minus" ? "-" : "";
  }
  function box() { return document.querySelector("[data-scan]"); }
  function send(text) { var input = box(); input.value = text; input.form.requestSubmit(); }
  document.addEventListener("keydown", function (event) {
    var input = box();
    if (!input || document.querySelector("dialog[open]")) return;
    if (event.keyCode === 229 && event.timeStamp - at <= GAP && ++lost === 4) desk.toast(desk.text("ime"));
    if (event.timeStamp - at > GAP) { buffer = ""; lost = 0; }
    at = event.timeStamp;
    if ((event.code === "Enter" || event.code === "NumpadEnter" || event.code === "Tab") && buffer.length >= SHORTEST && (event.target !== input || lost)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      send(buffer);
      buffer = "";
      return;
    }
    if (!desk.typing(event) || event.target === input) buffer += letter(event);
  }, true);
  function tone(good) {
    var Audio = window.AudioContext || window.webkitAudioContext;
    if (!Audio) return;
    var sound = tone.sound || (tone.sound = new Audio()), wave = sound.createOscillator(), level = sound.createGain();
    wave.frequency.value = good ? 1320 : 220;
    level.gain.value = 0.12;
    wave.connect(level).connect(sound.destination);
    wave.start();
    wave.stop(sound.currentTime + (good ? 0.09 : 0.5));
  }
  function after() {
    var input = box(), result = document.querySelector("[data-scan-result]");
    if (input) { input.value = ""; input.focus({ preventScroll: true }); }
    if (!result) return;
    tone(result.dataset.scanResult === "ok");
    if (result.dataset.scanResult !== "ok" && navigator.vibrate) navigator.vibrate(400);
  }
  document.addEventListener("htmx:afterSettle", function () { if (box()) after(); });
  if (box()) after();
})();
