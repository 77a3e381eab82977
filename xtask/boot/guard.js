// Runs before everything else, in the oldest JavaScript there is: a browser that cannot read the
// rest must still tell its user so.
(function () {
  "use strict";
  var failed = false;
  var started = false;

  // Shows one of the messages prepared in index.html; the first one stays.
  function fail(id, detail) {
    if (failed) return;
    failed = true;
    var message = document.getElementById(id);
    if (!message) return;
    message.getElementsByTagName("pre")[0].textContent = String(detail || "");
    message.hidden = false;
    // A page whose code is gone must not go on taking what is typed into it.
    for (var i = 0; i < document.body.children.length; i++) {
      var child = document.body.children[i];
      if (child !== message) child.setAttribute("inert", "");
    }
    var button = message.getElementsByTagName("button")[0];
    if (button) {
      button.onclick = function () { location.reload(); };
      button.focus();
    }
  }

  function failStart(error) {
    var old = typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError
      || error instanceof SyntaxError;
    fail(old ? "failure-old" : "failure-start", error && error.stack ? error + "\n" + error.stack : error);
  }

  // A trap or an exhausted stack leaves the app's memory half changed: it must not run on.
  function isCrash(error) {
    return error instanceof RangeError
      || (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError);
  }

  window.__canboCrashed = function (detail) { fail("failure-crash", detail); };
  window.__canboFailStart = failStart;
  window.__canboStarted = function () {
    started = true;
    var opening = document.getElementById("opening");
    if (opening) opening.parentNode.removeChild(opening);
  };

  window.addEventListener("error", function (event) {
    var target = event.target;
    if (target && target.tagName === "SCRIPT") failStart("cannot load " + target.src);
    else if (isCrash(event.error)) window.__canboCrashed(event.error.stack || event.error);
    else if (!started && event.message) failStart(event.error || event.message);
  }, true);
  window.addEventListener("unhandledrejection", function (event) {
    if (isCrash(event.reason)) window.__canboCrashed(event.reason.stack || event.reason);
  });

  if (typeof WebAssembly !== "object") failStart("WebAssembly is missing");
})();
