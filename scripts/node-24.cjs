// Runs a script of ours on Node 24 or newer. `npm` puts the pinned Node first on the PATH; if its install script was
// skipped, an older Node may run this file instead, and this says what to do. Plain CommonJS: any Node reads it.
"use strict";
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..");
const major = (version) => Number(version.replace(/^v/, "").split(".")[0]);

function node24() {
  if (major(process.version) >= 24) return process.execPath;
  const pinned = path.join(
    root,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  return existsSync(pinned) ? pinned : undefined;
}

const node = node24();
if (node === undefined) {
  console.error(
    `Blankfile needs Node 24; this is ${process.version}, and the pinned one is not in node_modules.\n` +
      "Run `npm ci` (with install scripts allowed: `npm rebuild node` fetches it), or install Node 24 yourself.",
  );
  process.exit(1);
}
// Ctrl+C reaches the script too; this waits until it has had its last word.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
const result = spawnSync(node, ["--disable-warning=ExperimentalWarning", ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: process.cwd(),
  env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
});
process.exit(result.status ?? (result.signal === "SIGINT" ? 130 : 1));
