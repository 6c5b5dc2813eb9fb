import type { BuildFigures } from "./build-times.ts";
import type { Frames } from "./map-frames.ts";
import type { SearchFigures } from "./search-latency.ts";
import { type PageFigures, slowPhone } from "./slow-phone.ts";
import { median, quantile } from "./spread.ts";

export interface Circumstances {
  /** Of the repository. */
  commit: string;
  date: string;
  machine: string;
  browser: string;
  /** Programs that waited for a processor in the last minute, before and after. */
  load: readonly [number, number];
  visits: number;
}

export interface Figures {
  circumstances: Circumstances;
  pages: readonly PageFigures[];
  /** The same pages on the same screen with nothing slowed. */
  unslowed: readonly PageFigures[];
  frames: readonly Frames[];
  search: { plain: SearchFigures; slowed: SearchFigures };
}

/** A frame at 60 a second, with the rounding of the browser's clock. */
const frame = 16.75;

/** The budgets of the design; a row each. */
export const budgets = {
  text: 1000,
  script: 60_000,
  map: 1500,
  search: 50,
  build: 120,
  page: 2,
};

/** docs/quality.md without its part on building. */
export function report({ circumstances, pages, unslowed, frames, search }: Figures): string {
  const { cpu, down, latency } = slowPhone;
  return `# Quality

Written by \`npm run quality\`; what it says is measured, and changed only by measuring again.

${told(circumstances)}

## On a slow phone

Headless Chromium on a screen of ${slowPhone.screen.width} × ${slowPhone.screen.height}: processor slowed ${cpu} times, ${down / 1e6} Mbit/s, ${latency} ms to the server, an empty cache, text in gzip.
Medians of ${circumstances.visits} visits. *Work* is processor time of the page's thread until all is quiet; unlike the times by the clock it
does not grow with what else the machine does. *Blocked* is by how much tasks exceed 50 ms after the first paint.

| page | first text | largest | blocked | work | script | styles | fonts | page | other | in all |
|---|---|---|---|---|---|---|---|---|---|---|
${pages.map(pageRow).join("\n")}

| figure | measured | budget | |
|---|---|---|---|
${pages.flatMap(pageVerdicts).join("\n")}

The same visits with neither processor nor network slowed, which shows what the machine itself adds:

| page | first text | largest | blocked | work | the map takes a click |
|---|---|---|---|---|---|
${unslowed.map(unslowedRow).join("\n")}

## The map in motion

A window of 1440 × 900 without a graphics card, so that the processor draws. Times between frames in ms, as the browser begins them, during real input
from wheel and mouse; a share of 100 % below ${frame.toFixed(2)} is 60 a second. The last column is what the page's thread works for a frame.
The first row is what the machine gives a page that does nothing: other programs that need its processors cost frames in every row.

| | topics | frames | median | 95 % | worst | in time | work a frame |
|---|---|---|---|---|---|---|---|
${frames.map(frameRow).join("\n")}

| figure | measured | budget | |
|---|---|---|---|
${frames.slice(1).map(frameVerdict).join("\n")}

## Search

${search.plain.work.length} keystrokes of queries with and without mistakes, the whole index loaded; ms from the key to the list.

| | median | 95 % | worst | budget | |
|---|---|---|---|---|---|
${searchRow("work of the page", search.plain.work)}
${searchRow("by the clock", search.plain.clock)}
${searchRow(`work, processor slowed ${cpu} times`, search.slowed.work)}
${searchRow(`by the clock, slowed ${cpu} times`, search.slowed.clock)}
`;
}

/** The part on building, which is measured on request only. */
export function buildReport({ cold, page }: BuildFigures, circumstances: Circumstances): string {
  const middle = median(page);
  return `## Building

${told(circumstances)}

| figure | measured | budget | |
|---|---|---|---|
| all pages, empty caches | ${cold.toFixed(0)} s | ${budgets.build} s | ${verdict(cold <= budgets.build)} |
| one page in development, after a change of its file | ${middle.toFixed(1)} s (${page.map((one) => one.toFixed(1)).join(", ")}) | ${budgets.page} s | ${verdict(middle <= budgets.page)} |
`;
}

export const noBuildReport = `## Building

Not measured yet; \`npm run quality -- --build\` does it.
`;

/** The part on building of an earlier report. */
export function keptBuildReport(earlier: string): string {
  const at = earlier.indexOf("## Building");
  return at < 0 ? noBuildReport : earlier.slice(at);
}

function told({ commit, date, machine, browser, load }: Circumstances): string {
  return `Commit ${commit}, ${date}, ${machine}, ${browser}. Load of the machine ${load.map((one) => one.toFixed(1)).join(" before and ")} after.`;
}

function pageRow({ path, firstPaint, largestPaint, blocked, work, bytes }: PageFigures): string {
  const all = Object.values(bytes).reduce((a, b) => a + b);
  const sizes = [bytes.script, bytes.style, bytes.font, bytes.html, bytes.other, all].map(kilobytes);
  const times = [firstPaint, largestPaint, blocked, work].map(milliseconds);
  return `| /${path} | ${[...times, ...sizes].join(" | ")} |`;
}

function unslowedRow({ path, firstPaint, largestPaint, blocked, work, map }: PageFigures): string {
  const times = [firstPaint, largestPaint, blocked, work].map(milliseconds);
  return `| /${path} | ${times.join(" | ")} | ${map ? milliseconds(map.ready) : ""} |`;
}

function pageVerdicts({ path, firstPaint, bytes, map }: PageFigures): string[] {
  const rows = [
    line(
      `/${path}: text visible`,
      milliseconds(firstPaint),
      milliseconds(budgets.text),
      firstPaint <= budgets.text,
    ),
  ];
  if (path.startsWith("topics/"))
    rows.push(
      line(
        `/${path}: script before a lab or editor is near`,
        kilobytes(bytes.script),
        kilobytes(budgets.script),
        bytes.script <= budgets.script,
      ),
    );
  if (map)
    rows.push(
      line(
        `/${path}: the map takes a click`,
        milliseconds(map.ready),
        milliseconds(budgets.map),
        map.ready <= budgets.map,
      ),
      `| /${path}: from a click on a module to its answer | ${milliseconds(map.answer)} | | |`,
    );
  return rows;
}

function frameRow({ what, times, work, topics }: Frames): string {
  const figures = [median(times), quantile(times, 0.95), Math.max(...times)].map((one) => one.toFixed(1));
  return `| ${what} | ${topics} | ${times.length} | ${figures.join(" | ")} | ${percent(inTime(times))} | ${work.toFixed(1)} ms |`;
}

function frameVerdict({ what, times }: Frames): string {
  const share = inTime(times);
  return line(`${what}: frames in time`, percent(share), "60 a second, 95 % of frames", share >= 0.95);
}

function inTime(times: readonly number[]): number {
  return times.filter((time) => time <= frame).length / times.length;
}

function searchRow(what: string, times: readonly number[]): string {
  const figures = [0.5, 0.95, 1].map((q) => milliseconds(quantile(times, q)));
  return `| ${what} | ${figures.join(" | ")} | ${budgets.search} ms | ${verdict(quantile(times, 0.95) <= budgets.search)} |`;
}

function line(what: string, measured: string, budget: string, met: boolean): string {
  return `| ${what} | ${measured} | ${budget} | ${verdict(met)} |`;
}

function verdict(met: boolean): string {
  return met ? "met" : "**missed**";
}

function milliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
