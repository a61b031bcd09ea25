// A screen on a wall has nobody who reloads it.
"use strict";
setTimeout(() => location.reload(), 300000);
