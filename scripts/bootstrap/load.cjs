"use strict";

const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const [, , command, ...args] = process.argv;

import(pathToFileURL(join(__dirname, `${command}.mjs`)).href)
  .then((module) => module.default(args))
  .catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = process.exitCode || 1;
  });
