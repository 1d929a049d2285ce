/* Sentences for the scripts: the page carries them as JSON in the user's language. */
(function () {
  "use strict";
  var node = document.getElementById("desk-texts");
  var texts = node ? JSON.parse(node.textContent) : {};
  window.desk = {
    text: function (name, values) {
      return (texts[name] || name).replace(/\{(\w+)\}/g, function (all, key) { return values && key in values ? values[key] : all; });
    },
    typing: function (event) {
      var at = event.target;
      return at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !/^(checkbox|radio|button|submit)$/.test(at.type);
    },
    toast: function (text) {
      var old = document.querySelector(".toast-line");
      if (old) old.remove();
      var line = document.createElement("div");
      line.className = "toast-line";
      line.setAttribute("role", "status");
      line.textContent = text;
      document.body.append(line);
      setTimeout(function () { line.remove(); }, 4000);
    },
  };
})();
