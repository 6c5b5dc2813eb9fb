// npm run quality [-- --build] [--visits n] [--site folder]: measures the site against the design's budgets and writes docs/quality.md.
// With --build also how long a build takes, which needs some minutes more; with --site a site that is built already, wherever it lies.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { launch } from "../e2e/browser.ts";
import { measureBuild } from "./quality/build-times.ts";
import { serveCompressed } from "./quality/compressed-site.ts";
import { measureFrames } from "./quality/map-frames.ts";
import { buildReport, type Circumstances, keptBuildReport, report } from "./quality/report.ts";
import { measureSearch } from "./quality/search-latency.ts";
import { measurePage } from "./quality/slow-phone.ts";
import { buildSite } from "./site.ts";
import { root } from "./steps.ts";

const file = path.join(root, "docs/quality.md");
const visits = visitsOf(process.argv);

const built = siteOf(process.argv);
if (built === undefined) await buildSite();
const site = await serveCompressed(built ?? path.join(root, "apps/web/dist"));
const browser = await launch();
const before = loadavg()[0]!;
try {
  const pages = [];
  const unslowed = [];
  for (const [where, map] of [
    ["topics/backpropagation/", false],
    ["map/", true],
    ["tracks/researcher/", false],
  ] as const) {
    console.log(`/${where}, ${visits} visits on a slow phone and as many unslowed`);
    const given = { address: site.address, path: where, visits, map };
    pages.push(await measurePage(browser, given));
    unslowed.push(await measurePage(browser, { ...given, slowed: false }));
  }
  console.log("The map in motion");
  const frames = await measureFrames(browser, site.address);
  console.log("Search");
  const search = {
    plain: await measureSearch(browser, site.address, { slowed: false }),
    slowed: await measureSearch(browser, site.address, { slowed: true }),
  };
  const circumstances: Circumstances = {
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim(),
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores of ${cpus()[0]!.model.replaceAll(/\s+/g, " ")}`,
    browser: `Chromium ${browser.version()}`,
    load: [before, loadavg()[0]!],
    visits,
  };
  const build = process.argv.includes("--build")
    ? buildReport(await measureBuild(), { ...circumstances, load: [circumstances.load[1], loadavg()[0]!] })
    : keptBuildReport(existsSync(file) ? readFileSync(file, "utf8") : "");
  const text = `${report({ circumstances, pages, unslowed, frames, search })}\n${build}`;
  writeFileSync(file, text);
  console.log(`\n${text}\n${path.relative(root, file)} is written.`);
} finally {
  await browser.close();
  await site.close();
}

function siteOf(args: readonly string[]): string | undefined {
  const at = args.indexOf("--site");
  if (at < 0) return undefined;
  const folder = path.resolve(args[at + 1] ?? "");
  if (existsSync(path.join(folder, "data/atlas.json"))) return folder;
  throw new RangeError(`quality: --site ${args[at + 1] ?? ""}, a folder with a built site is needed`);
}

function visitsOf(args: readonly string[]): number {
  const at = args.indexOf("--visits");
  if (at < 0) return 5;
  const visits = Number(args[at + 1]);
  if (Number.isInteger(visits) && visits >= 1) return visits;
  throw new RangeError(`quality: --visits ${args[at + 1] ?? ""}, a whole number from 1 is needed`);
}
