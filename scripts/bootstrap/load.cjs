"use strict";

const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

// npm runs this through a shell, which a signal ends without reaching what the shell has started.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}

const [, , command, ...args] = process.argv;

import(pathToFileURL(join(__dirname, `${command}.mjs`)).href)
  .then((module) => module.default(args))
  .catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = process.exitCode || 1;
  });
