import { type CleanRun, cleanRun } from "./clean-run.ts";
import { Markup, markup } from "./markup.ts";
import { bytesText } from "./number-text.ts";
import type { ReportRun } from "./report-run.ts";
import { reportStyle } from "./report-style.ts";
import { curvesSection } from "./sections/curves-section.ts";
import { figuresSection, predictionSection, stamp } from "./sections/figures-section.ts";
import { type Group, groupsOf, timeText } from "./sections/group.ts";
import { type MediaBudget, mediaSection } from "./sections/media-section.ts";
import { configurationSection, originSection, recordsSection } from "./sections/origin-section.ts";

export interface ReportOptions {
  /** Milliseconds since 1970: it stands in the report. */
  madeAt: number;
  /** Bytes of images, all together; 12 MB unless told. */
  mediaBytes?: number;
}

export interface Report {
  /** One HTML document that needs nothing else: no script, no network, no other file. */
  html: string;
  /** What looked like a secret and was taken out, in words. */
  found: string[];
  /** Media that are not in it, and why. */
  leftOut: string[];
}

/** No script, nothing from elsewhere: even where a text were taken for markup, it could do nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One run, the seeds of a configuration or several configurations, as one file to send or to keep. */
export function htmlReport(given: readonly ReportRun[], options: ReportOptions): Report {
  if (given.length === 0) throw new RangeError("htmlReport: given no runs, needed at least one");
  const { madeAt, mediaBytes = 12_000_000 } = options;
  const runs = given.map(cleanRun);
  const groups = groupsOf(runs);
  const budget: MediaBudget = { bytes: mediaBytes, leftOut: [] };
  const ordered = groups.flatMap((group) => group.runs);
  const found = ordered.flatMap((run) => run.found.map((what) => `${run.title}: ${what}`));
  const sections = [
    headSection(groups, madeAt),
    predictionSection(groups),
    figuresSection(groups),
    curvesSection(groups),
    mediaSection(groups, budget),
    configurationSection(groups),
    originSection(ordered),
    recordsSection(ordered),
    limitsSection(found, budget.leftOut, mediaBytes),
  ];
  const title = titleOf(groups);
  const html = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(reportStyle)}</style>
</head>
<body><main>${sections}</main></body>
</html>
`;
  return { html: html.text, found, leftOut: budget.leftOut };
}

function headSection(groups: readonly Group[], madeAt: number): Markup {
  const runs = groups.flatMap((group) => group.runs.map((run) => ({ run, name: group.name })));
  const rows = runs.map(({ run: { row }, name }) => {
    const of = row.steps === undefined ? "" : ` of ${row.steps}`;
    return markup`<tr><th scope="row">${row.id}</th>${groups.length > 1 && markup`<td>${name}</td>`}<td>${row.seed === undefined ? "–" : `seed ${row.seed}`}</td><td class="${(row.state === "failed" || row.state === "damaged" || row.state === "lost") && "bad"}">${row.state}${row.message !== undefined && `: ${row.message}`}</td><td class="number">step ${row.step}${of}</td><td class="number">${durationText(row.updatedAt - row.createdAt)}</td><td>${timeText(row.createdAt)}</td></tr>`;
  });
  const total = runs.reduce((sum, { run }) => sum + run.row.points, 0);
  const given = runs.reduce((sum, { run }) => sum + pointsOf(run), 0);
  return markup`<header><h1>${titleOf(groups)}</h1><p class="soft">${groups.length === 1 && stamp(groups[0]!.runs)} ${`Made ${timeText(madeAt)} from ${runs.length === 1 ? "one run" : `${runs.length} runs`}${groups.length > 1 ? ` of ${groups.length} configurations` : ""}, ${total} points.`} ${given < total && `The curves begin from ${given} of them, thinned with every peak kept.`}</p><div class="scroll"><table><tbody>${rows}</tbody></table></div></header>`;
}

function titleOf(groups: readonly Group[]): string {
  const experiments = [...new Set(groups.map(({ configuration }) => configuration.experiment))];
  const first = groups[0]!.runs[0]!.row.id;
  const name = experiments.filter((one) => one !== "").join(", ");
  return name === "" ? first : name;
}

function limitsSection(found: readonly string[], leftOut: readonly string[], mediaBytes: number): Markup {
  if (found.length + leftOut.length === 0) return markup``;
  const list = (items: readonly string[]) =>
    markup`<ul>${items.slice(0, 200).map((item) => markup`<li>${item}</li>`)}</ul>${items.length > 200 && markup`<p class="soft">${`and ${items.length - 200} more`}</p>`}`;
  return markup`<section id="limits"><h2>Not in this file</h2>${found.length > 0 && markup`<p>Taken out, because it looks like a secret:</p>${list(found)}`}${leftOut.length > 0 && markup`<p>Left out (images may take ${bytesText(mediaBytes)} in all):</p>${list(leftOut)}`}</section>`;
}

function pointsOf({ points }: CleanRun): number {
  return [...points.values()].reduce((sum, { length }) => sum + length, 0);
}

function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 120) return `${Number(seconds.toPrecision(2))} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
