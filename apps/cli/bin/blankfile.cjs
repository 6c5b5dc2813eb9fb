#!/usr/bin/env node
// Starts the command line on Node 24, whichever Node found this file first. Plain CommonJS: any Node reads it.
"use strict";
const path = require("node:path");

const root = path.join(__dirname, "..", "..", "..");
process.argv.splice(2, 0, path.join(root, "apps", "cli", "src", "main.ts"));
require(path.join(root, "scripts", "node-24.cjs"));
