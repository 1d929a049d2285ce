/* A form that is on its way is not sent a second time; coming back by the back button frees it. */
(function () {
  "use strict";
  function buttons(form) { return document.querySelectorAll("button:not([type=button])[form='" + form.id + "'], form[data-sent] button:not([type=button])"); }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.getAttribute("method") === "dialog") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    // After this turn, so that the pressed button's own value still travels.
    setTimeout(function () { buttons(form).forEach(function (button) { button.setAttribute("aria-busy", "true"); }); }, 0);
  });
  function free(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
  }
  window.addEventListener("pageshow", function () { document.querySelectorAll("form[data-sent]").forEach(free); });
  document.addEventListener("htmx:afterRequest", function (event) { var form = event.target.closest("form"); if (form) free(form); });
})();
