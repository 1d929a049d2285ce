/* Driver's phone: a form on its way is not sent twice; a hint while there is no signal. Nothing is ever blocked by it. */
(function () {
  "use strict";
  function buttons(form) {
    return Array.prototype.filter.call(form.elements, function (node) { return node.tagName === "BUTTON" && node.type === "submit"; });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(function () { buttons(form).forEach(function (button) { button.setAttribute("aria-busy", "true"); }); }, 0);
  });
  window.addEventListener("pageshow", function () {
    Array.prototype.forEach.call(document.querySelectorAll("form[data-sent]"), function (form) {
      delete form.dataset.sent;
      buttons(form).forEach(function (button) { button.removeAttribute("aria-busy"); });
    });
  });
  // What a reason needs is asked for before the form leaves: a photo cannot be given back.
  document.addEventListener("change", function (event) {
    var needs = event.target.getAttribute("data-needs");
    if (needs === null) return;
    ["photo", "clause"].forEach(function (name) {
      var field = event.target.form.elements[name];
      field.required = needs.indexOf(name) >= 0;
      if (name === "clause") field.closest("label").hidden = !field.required;
    });
  });
  function hint() {
    var line = document.querySelector("[data-offline]");
    if (line) line.hidden = navigator.onLine !== false;
  }
  window.addEventListener("online", hint);
  window.addEventListener("offline", hint);
  hint();
})();
