/* Native dialogs: open and close by attribute, a drawer for details, a question before what cannot be undone. */
(function () {
  "use strict";
  var opener = null;
  function show(dialog, from) {
    opener = from;
    if (!dialog.open) dialog.showModal();
  }
  function load(link) {
    htmx.ajax("GET", link.href, { target: "#drawer-body", swap: "innerHTML" }).then(function () { show(document.getElementById("drawer"), link); });
  }
  document.addEventListener("click", function (event) {
    var open = event.target.closest("[data-dialog-open]"), close = event.target.closest("[data-dialog-close]");
    var link = event.target.closest("a[data-drawer]");
    if (open) show(document.querySelector(open.dataset.dialogOpen), open);
    if (close) close.closest("dialog").close();
    if (link && window.htmx && !(event.ctrlKey || event.metaKey || event.shiftKey)) { event.preventDefault(); load(link); }
    if (event.target.tagName === "DIALOG") event.target.close();
    document.querySelectorAll("details.menu[open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("close", function () { if (opener && opener.isConnected) opener.focus(); }, true);
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // Runs before the double-submit guard, which listens later in the bubble.
  document.addEventListener("submit", function (event) {
    var form = event.target, by = event.submitter, text = by && by.dataset.confirm || form.dataset.confirm;
    if (!text || form.dataset.confirmed) { delete form.dataset.confirmed; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    var dialog = document.getElementById("confirm");
    dialog.querySelector("[data-confirm-text]").textContent = text;
    dialog.returnValue = "no";
    dialog.onclose = function () {
      if (dialog.returnValue !== "yes") return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(by || undefined);
    };
    show(dialog, by);
  }, true);
})();
