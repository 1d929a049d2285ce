/* A signature by finger: strokes on the canvas, a PNG as data URL in the hidden field beside it. */
(function () {
  "use strict";
  function setUp(box) {
    var canvas = box.querySelector("canvas"), field = box.querySelector("input"), missing = box.querySelector("[data-sign-missing]");
    var pen = canvas.getContext("2d"), down = false, ink = 0;
    function clear() {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      field.value = "";
      ink = 0;
    }
    function point(event) {
      var at = canvas.getBoundingClientRect();
      return [(event.clientX - at.left) * canvas.width / at.width, (event.clientY - at.top) * canvas.height / at.height];
    }
    canvas.addEventListener("pointerdown", function (event) {
      down = true;
      canvas.setPointerCapture(event.pointerId);
      pen.lineWidth = 5;
      pen.lineCap = pen.lineJoin = "round";
      pen.strokeStyle = "#000";
      pen.beginPath();
      pen.moveTo.apply(pen, point(event));
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!down) return;
      pen.lineTo.apply(pen, point(event));
      pen.stroke();
      ink += 1;
    });
    function up() {
      if (!down) return;
      down = false;
      // A touch or two is an accident, not a name.
      if (ink > 5) { field.value = canvas.toDataURL("image/png"); missing.hidden = true; }
    }
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    box.querySelector("[data-sign-clear]").addEventListener("click", clear);
    if (field.form) {
      field.form.addEventListener("submit", function (event) {
        if (!("required" in box.dataset) || field.value) return;
        event.preventDefault();
        missing.hidden = false;
        box.scrollIntoView({ block: "center" });
      });
    }
    clear();
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-sign]"), setUp);
})();
