// Follows a job without loading the page again; loads it once when the job is over.
(function () {
  "use strict";
  var part = document.querySelector("[data-follow]");
  if (!part) { return; }
  var words = part.querySelector("[data-stage]");
  var bar = part.querySelector("progress");
  var going = (part.dataset.going || "reading").split(" ");
  function show(told) {
    if (going.indexOf(told.state) < 0) { window.location.reload(); return; }
    var share = told.progress.share;
    words.textContent = (told.progress.stage || "Waiting for its turn") +
      (share === null ? "" : ": " + Math.round(share * 100) + "%");
    if (share === null) { bar.removeAttribute("value"); } else { bar.value = share; }
    window.setTimeout(ask, 1500);
  }
  function ask() {
    fetch(part.dataset.follow, { credentials: "same-origin" })
      .then(function (answer) { return answer.json(); })
      .then(show, function () { window.setTimeout(ask, 5000); });
  }
  window.setTimeout(ask, 1500);
}());
