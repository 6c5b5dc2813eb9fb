// Builds the site when anything it is made from has changed since the last build.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./steps.ts";

const dist = path.join(root, "apps/web/dist");
const stamp = path.join(dist, ".built-from");

/** SHA-256 over the names and contents of everything that the site is built from. */
function fingerprint(): string {
  const patterns = [
    "apps/web/{src,public,scripts}/**/*",
    "apps/web/*.{json,mjs,ts}",
    "content/**/*",
    "packages/*/src/**/*.ts",
    "experiments/**/*.ts",
    "package-lock.json",
  ];
  const skip = (name: string) => name === "node_modules" || name === "dist" || name === ".astro";
  const hash = createHash("sha256").update(process.env.BLANKFILE_BASE ?? "");
  const entries = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => skip(entry.name),
  });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

/** Builds unless the build is fresh; answers whether it built. Throws with the builder's output where it fails. */
export async function buildSite({ force = false, say = console.log } = {}): Promise<boolean> {
  const now = fingerprint();
  if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return false;
  say("Building the site: 852 topics, their labs and exercises. The first time takes a minute or two.");
  await astroBuild(say);
  writeFileSync(stamp, now);
  return true;
}

function astroBuild(say: (line: string) => void): Promise<void> {
  const started = performance.now();
  const child = spawn("npm", ["run", "--silent", "build", "-w", "@blankfile/web"], {
    cwd: root,
    // A test that builds the site would otherwise pass on its own "test", and the site would be one for development.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  let pages = 0;
  let phase = "bundling";
  const bar = () => {
    const seconds = Math.round((performance.now() - started) / 1000);
    const text = pages > 0 ? `${pages} pages` : phase;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${text}, ${seconds} s`);
  };
  const timer = setInterval(bar, 500);
  const read = (chunk: Buffer) => {
    const text = chunk.toString();
    output = (output + text).slice(-20_000);
    pages += text.match(/index\.html|\.html/g)?.length ?? 0;
    if (/vite|client/i.test(text)) phase = "bundling";
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(timer);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
      if (code === 0) {
        say(`Built in ${seconds} s.`);
        resolve();
      } else {
        reject(new Error(`site: the build failed after ${seconds} s:\n${output}`));
      }
    });
  });
}
