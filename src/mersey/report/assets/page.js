"use strict";
// The page works without this. It unfolds tables where there is room, tells where a table
// goes on, opens what a link points into, and prints with or without the tables.
(function () {
  var root = document.documentElement;
  var each = function (of, what) {
    Array.prototype.forEach.call(document.querySelectorAll(of), what);
  };
  if (matchMedia("(min-width: 641px)").matches) {
    each("details.set, details.folded", function (part) {
      part.open = true;
      part.setAttribute("data-opened", "");
      part.firstElementChild.addEventListener("click", function () {
        part.removeAttribute("data-opened");
      });
    });
  }
  var cue = function (sheet) {
    var table = sheet.querySelector(".scroll");
    var rest = table.scrollWidth - table.clientWidth - table.scrollLeft;
    sheet.classList.toggle("more", rest > 2);
  };
  var cues = function () {
    each(".sheet", cue);
  };
  each(".sheet > .scroll", function (table) {
    table.addEventListener("scroll", function () {
      cue(table.parentElement);
    });
  });
  each("details", function (part) {
    part.addEventListener("toggle", cues);
  });
  addEventListener("resize", cues);
  cues();
  var open = function () {
    var part = document.getElementById(location.hash.slice(1));
    if (!part) return;
    var folded = part.querySelector(":scope > details.folded");
    if (folded) folded.open = true;
  };
  addEventListener("hashchange", open);
  open();
  var closed = [];
  each(".paper", function (row) {
    row.hidden = false;
  });
  each("[data-paper]", function (button) {
    button.addEventListener("click", function () {
      if (button.getAttribute("data-paper") === "whole") {
        root.classList.add("whole");
        each("details:not([open])", function (part) {
          part.open = true;
          closed.push(part);
        });
      }
      print();
    });
  });
  addEventListener("afterprint", function () {
    root.classList.remove("whole");
    closed.forEach(function (part) {
      part.open = false;
    });
    closed = [];
  });
})();
