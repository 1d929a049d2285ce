/* What was typed and ticked is still there when an action was refused. Kept in this tab only, until the next page. */
(function () {
  "use strict";
  var KEY = "kept";
  function holds(field) { return field.name && !field.name.startsWith("_") && !/^(hidden|password|file|submit|button)$/.test(field.type); }
  function chosen(field) { return /^(checkbox|radio)$/.test(field.type); }
  function fields(form) { return Array.prototype.filter.call(form.elements, holds); }
  function put(field, kept) {
    if (chosen(field)) field.checked = kept.on.indexOf(field.name + "=" + field.value) >= 0;
    else if (field.name in kept.text) field.value = kept.text[field.name];
    var fold = field.closest("details");
    if (fold && (chosen(field) ? field.checked : field.value && field.value !== field.defaultValue && field.tagName !== "SELECT")) fold.open = true;
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, kept = { action: form.action, on: [], text: {} };
    if (form.method !== "post" || !form.elements._back) return;
    fields(form).forEach(function (field) {
      if (!chosen(field)) kept.text[field.name] = field.value;
      else if (field.checked) kept.on.push(field.name + "=" + field.value);
    });
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  });
  var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  sessionStorage.removeItem(KEY);
  if (!kept || !document.querySelector("#notices .notice-error")) return;
  Array.prototype.filter.call(document.forms, function (form) { return form.action === kept.action && form.elements._back; })
    .forEach(function (form) { fields(form).forEach(function (field) { put(field, kept); }); });
})();
