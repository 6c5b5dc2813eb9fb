import { downsample } from "../../downsample.ts";
import type { Point } from "../../metrics.ts";
import { numberOf } from "../../non-finite.ts";
import type { CleanRun } from "../clean-run.ts";
import { type Markup, markup } from "../markup.ts";
import { numberText } from "../number-text.ts";
import { linePicture, type PictureLine, tones } from "../pictures/line-picture.ts";
import { seedBand } from "../seed-band.ts";
import type { Group } from "./group.ts";

/** Points of one line on a page of paper. */
const mostPoints = 400;
const mostMetrics = 200;

/** Each metric over the steps: a configuration's mean with its interval, its seeds thin behind. */
export function curvesSection(groups: readonly Group[]): Markup {
  const keys = [
    ...new Set(groups.flatMap(({ runs }) => runs.flatMap(({ points }) => [...points.keys()]))),
  ].sort();
  if (keys.length === 0) return markup``;
  const drawn = keys.slice(0, mostMetrics).map((key) => curve(key, groups));
  const left = keys.length - drawn.length;
  return markup`<section id="curves"><h2>Curves</h2>${keysOf(groups)}${left > 0 && markup`<p class="soft">${`The first ${mostMetrics} of ${keys.length} metrics by name; ${left} are left out.`}</p>`}<div class="grid2">${drawn}</div></section>`;
}

/** Which line is which configuration; none where there is one. */
function keysOf(groups: readonly Group[]): Markup | undefined {
  if (groups.length < 2) return undefined;
  return markup`<ul class="keys">${groups.map(({ name }, g) => markup`<li><span class="key t${g % tones}"></span>${name}</li>`)}</ul>`;
}

function curve(key: string, groups: readonly Group[]): Markup {
  const notes = new Set<string>();
  const lines = groups.flatMap(({ runs }, g) => linesOf(key, runs, g % tones, notes));
  const all = groups.flatMap(({ runs }) => runs.map(({ points }) => points.get(key) ?? []));
  const total = all.reduce((sum, { length }) => sum + length, 0);
  const shown = all.reduce((sum, points) => sum + Math.min(points.length, thinned(points).length), 0);
  if (shown < total) notes.add(`${shown} of ${total} points`);
  const unfit = all.flat().filter(({ value }) => !Number.isFinite(numberOf(value))).length;
  if (unfit > 0) notes.add(`${unfit === 1 ? "1 value is" : `${unfit} values are`} NaN or infinite`);
  const { svg } = linePicture(lines, { title: key, desc: inWords(key, groups), xName: "step" });
  return markup`<figure class="card"><figcaption>${key} <small>${[...notes].join(" · ")}</small></figcaption>${svg}</figure>`;
}

function linesOf(key: string, runs: readonly CleanRun[], tone: number, notes: Set<string>): PictureLine[] {
  const byRun = runs.map(({ points }) => points.get(key) ?? []).filter(({ length }) => length > 0);
  const band = seedBand(byRun);
  const thin = byRun.map(
    (points): PictureLine => ({ ...lineOf(thinned(points)), tone, isThin: band !== undefined }),
  );
  if (!band) return thin;
  if (band.isInterpolated) notes.add("the mean takes straight lines between points");
  return [{ ...thinnedBand(band), tone }, ...thin];
}

function thinned(points: readonly Point[]): Point[] {
  return downsample(points, mostPoints);
}

function lineOf(points: readonly Point[]): PictureLine {
  return { x: points.map(({ step }) => step), y: points.map(({ value }) => numberOf(value)) };
}

/** The steps at which the mean is least or greatest among its neighbours stay, with the interval there. */
function thinnedBand({ steps, mean, low, high }: NonNullable<ReturnType<typeof seedBand>>): PictureLine {
  const kept = downsample(
    steps.map((step, i) => ({ step, value: mean[i]!, i })),
    mostPoints,
  ).map(({ i }) => i);
  const at = (list: readonly number[]) => kept.map((i) => list[i]!);
  return { x: at(steps), y: at(mean), low: at(low), high: at(high) };
}

function inWords(key: string, groups: readonly Group[]): string {
  return groups
    .flatMap(({ name, runs }) =>
      runs.flatMap(({ row, points }) => {
        const last = points.get(key)?.at(-1);
        return last === undefined
          ? []
          : [
              `${groups.length > 1 ? `${name}, ` : ""}seed ${row.seed ?? "–"} ends at ${numberText(last.value)} at step ${last.step}`,
            ];
      }),
    )
    .slice(0, 12)
    .join("; ");
}
