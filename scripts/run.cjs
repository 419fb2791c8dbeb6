// The way into the project's commands, in the oldest syntax there is: a Node that is too old must
// get a sentence, not a syntax error.
"use strict";

if (Number(process.versions.node.split(".")[0]) < 18) {
  console.error(
    "Frontdesk needs Node.js 18 or newer to start; this is " +
      process.version +
      ". See https://nodejs.org.",
  );
  process.exit(1);
}
require("./bootstrap/load.cjs");
