"use strict";
// The page works without this. It opens what is folded away, for paper and for links.
(function () {
  var opened = [];
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (part) {
      part.open = true;
      opened.push(part);
    });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (part) {
      part.open = false;
    });
    opened = [];
  });
})();
