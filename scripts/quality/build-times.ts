import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../steps.ts";

export interface BuildFigures {
  /** Seconds of a build of all pages with empty caches. */
  cold: number;
  /** Seconds in development: from saving a topic's file to its page with the change; the first visit is not among them. */
  page: number[];
}

const web = path.join(root, "apps/web");
const astro = path.join(root, "node_modules/astro/bin/astro.mjs");
const caches = ["blankfile", "blankfile-web", "blankfile-proofs"].map((name) =>
  path.join(root, "node_modules/.cache", name),
);
const topic = { file: "content/topics/3/perceptron.md", slug: "perceptron" };

/** Builds into a folder of its own, with the caches laid aside meanwhile; then times one page in development. */
export async function measureBuild(): Promise<BuildFigures> {
  return { cold: await coldBuild(), page: await pageInDevelopment(4) };
}

async function coldBuild(): Promise<number> {
  // Within the repository, where a page that is being rendered finds the packages.
  const out = path.join(web, "node_modules/.blankfile-quality");
  const aside = (folder: string) => `${folder}.aside`;
  const moved = caches.filter((folder) => existsSync(folder) && !existsSync(aside(folder)));
  for (const folder of moved) renameSync(folder, aside(folder));
  try {
    const begun = performance.now();
    const child = spawn(process.execPath, [astro, "build", "--outDir", out], { cwd: web, stdio: "ignore" });
    const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
    if (code !== 0)
      throw new Error(
        `quality: the build ended with code ${code}, 0 is needed; npm run build says what is wrong`,
      );
    return (performance.now() - begun) / 1000;
  } finally {
    for (const folder of moved) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside(folder), folder);
    }
    rmSync(out, { recursive: true, force: true });
  }
}

/** Saves a word into a topic's summary, several times, and puts the file back as it was. */
async function pageInDevelopment(times: number): Promise<number[]> {
  const port = 4391;
  const server = spawn(process.execPath, [astro, "dev", "--port", String(port)], {
    cwd: web,
    stdio: "ignore",
  });
  const address = `http://127.0.0.1:${port}/topics/${topic.slug}/`;
  const file = path.join(root, topic.file);
  const text = readFileSync(file, "utf8");
  const found: number[] = [];
  try {
    await pageWith(server, address, "");
    for (let i = 0; i < times; i++) {
      const word = `measured${i}now`;
      const begun = performance.now();
      writeFileSync(file, text.replace(/^summary: ("?)/m, `summary: $1${word} `));
      await pageWith(server, address, word);
      found.push((performance.now() - begun) / 1000);
    }
    return found;
  } finally {
    writeFileSync(file, text);
    server.kill();
  }
}

/** Asks for the page until it contains the word; at most five minutes. */
async function pageWith(server: ChildProcess, address: string, word: string): Promise<void> {
  const end = performance.now() + 300_000;
  while (performance.now() < end && server.exitCode === null) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok && (await response.text()).includes(word)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(
    `quality: ${address} did not show "${word}" within five minutes, the changed page is needed`,
  );
}
