"use strict";
// Every page works without this: it follows a job, loads a screen on a wall anew, says that
// a file is too large, and says before somebody is signed out.
(function () {
  // A job, without loading the page again; once when it is over.
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
(function () {
  // A screen on a wall has nobody who reloads it.
  if (document.body.classList.contains("on-wall")) {
    window.setTimeout(function () { window.location.reload(); }, 300000);
  }
}());
(function () {
  // A file that is far too large is said so before it is sent: its sending is cut off.
  var input = document.querySelector("input[type=file][data-largest]");
  if (!input) { return; }
  input.addEventListener("change", function () {
    var file = input.files[0];
    var isOver = file && file.size > Number(input.dataset.largest);
    input.setCustomValidity(isOver ? input.dataset.tooLarge : "");
    if (isOver) { input.reportValidity(); }
  });
}());
(function () {
  // Asking how long a session has left does not prolong it; the button does.
  var box = document.getElementById("staying");
  if (!box || !box.showModal) { return; }
  var title = box.querySelector("h2");
  var words = box.querySelector("p");
  var form = box.querySelector("form");
  var WARN_S = 300, AGAIN_S = 20;
  var timer, dismissed = false;
  function later(seconds) {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, seconds * 1000);
  }
  function open() {
    if (!box.open && !dismissed) { box.showModal(); }
  }
  function ended() {
    dismissed = dismissed && title.textContent === box.dataset.ended;
    title.textContent = box.dataset.ended;
    words.textContent = box.dataset.endedWords;
    form.hidden = true;
    open();
  }
  function show(told) {
    var left = told.seconds_left;
    if (left === 0) { ended(); return; }
    if (left > WARN_S) {
      dismissed = false;
      if (box.open) { box.close(); }
      later(Math.min(left - WARN_S + 1, WARN_S));
      return;
    }
    var minutes = Math.max(1, Math.round(left / 60));
    title.textContent = box.dataset.soon;
    words.textContent = (told.can_stay ? box.dataset.idle : box.dataset.longest)
      .replace("{}", minutes + (minutes === 1 ? " minute" : " minutes"));
    form.hidden = !told.can_stay;
    open();
    later(Math.min(AGAIN_S, left + 1));
  }
  function read(answer) {
    if (answer.type === "opaqueredirect" || !answer.ok) { ended(); return null; }
    return answer.json().then(show);
  }
  function ask(address, options) {
    options.credentials = "same-origin";
    options.redirect = "manual";
    fetch(address, options).then(read).catch(function () { later(AGAIN_S); });
  }
  function look() { ask(box.dataset.session, {}); }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask(form.action, { method: "POST", body: new FormData(form) });
  });
  box.addEventListener("close", function () { dismissed = true; });
  box.querySelector("[data-close]").addEventListener("click", function () { box.close(); });
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) { look(); }
  });
  later(WARN_S);
}());
