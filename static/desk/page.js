/* Small habits of every page: forms that send themselves, copy, print, the folded menu, errors in view. */
(function () {
  "use strict";
  var root = document.documentElement;
  if (localStorage.getItem("fold") === "yes") root.classList.add("fold");
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-autosubmit]");
    if (form) form.requestSubmit();
  });
  document.addEventListener("click", function (event) {
    var copy = event.target.closest("[data-copy]");
    if (event.target.closest("[data-fold]")) localStorage.setItem("fold", root.classList.toggle("fold") ? "yes" : "no");
    if (event.target.closest("[data-print]")) window.print();
    if (copy && navigator.clipboard) navigator.clipboard.writeText(copy.dataset.copy).then(function () { desk.toast(desk.text("copied")); });
  });
  document.addEventListener("htmx:sendError", function () { desk.toast(desk.text("gone")); });
  var errors = document.querySelector("[data-errors]");
  if (errors) errors.focus();
})();
