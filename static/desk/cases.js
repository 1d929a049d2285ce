/* The exception desk by keys: on the list, I R Z open the marked case at that form, G takes it; on a case, Ctrl+V keeps a picture. */
(function () {
  "use strict";
  var forms = { KeyI: "instruct", KeyR: "reply", KeyZ: "snooze" };
  function marked() { return document.querySelector("[data-list] tr.here"); }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || desk.typing(event)) return;
    if (document.querySelector("dialog[open]")) return;
    var row = marked();
    if (!row) return;
    if (event.code === "KeyG") { var take = row.querySelector("[data-row-take]"); if (take) take.click(); return; }
    if (forms[event.code]) location.href = row.querySelector("[data-open]").href + "#" + forms[event.code];
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-focus]");
    if (!link) return;
    event.preventDefault();
    focusIn(link.dataset.focus);
  });
  function focusIn(id) {
    var box = document.getElementById(id), field = box && box.querySelector("input:not([type=hidden]), select, textarea");
    if (!field) return;
    box.scrollIntoView({ block: "center" });
    field.focus();
  }
  // After the browser's own jump to the fragment, which takes the focus away.
  window.addEventListener("load", function () { if (location.hash.length > 1) setTimeout(focusIn, 0, location.hash.slice(1)); });
  document.addEventListener("paste", function (event) {
    var input = document.querySelector("[data-paste-picture]");
    var files = event.clipboardData ? event.clipboardData.files : [];
    if (!input || !files.length) return;
    event.preventDefault();
    input.files = files;
    input.form.requestSubmit();
  });
})();
