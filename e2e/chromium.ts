import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of a Chrome or Chromium on this machine: CHROMIUM_PATH, an installed one, or Playwright's own. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined) {
    if (existsSync(given)) return given;
    throw new RangeError(
      `chromium: CHROMIUM_PATH is ${given}, which does not exist; name the browser's program.`,
    );
  }
  return [...installed, chromium.executablePath()].find((file) => file !== "" && existsSync(file));
}

/** Finds a browser, or installs one: Playwright's own, else Debian's package when root. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  console.log("No Chrome or Chromium found; trying to install one.");
  spawnSync(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], {
    stdio: "inherit",
    timeout: 300_000,
  });
  if (findChromium() === undefined && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const options = { stdio: "inherit" as const, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update"], options);
    spawnSync(
      "apt-get",
      ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"],
      options,
    );
  }
  const now = findChromium();
  if (now !== undefined) return now;
  throw new Error(
    "chromium: none is installed and none could be; install Chrome or Chromium (Debian: apt-get install chromium), or set CHROMIUM_PATH.",
  );
}
