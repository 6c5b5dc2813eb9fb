import { comparedFigure, goalMetrics } from "../../comparison/figure.ts";
import { predictionOutcome } from "../../comparison/prediction-outcome.ts";
import type { CleanRun } from "../clean-run.ts";
import { type Markup, markup } from "../markup.ts";
import { plainText } from "../media.ts";
import { numberText } from "../number-text.ts";
import { type Group, runTitle, timeText } from "./group.ts";

/** What was said before the first step, beside what came out. */
export function predictionSection(groups: readonly Group[]): Markup {
  const said = groups.flatMap((group) => {
    const outcome = predictionOutcome(group.configuration);
    return outcome ? [{ group, outcome }] : [];
  });
  if (said.length === 0) return markup``;
  return markup`<section id="prediction"><h2>Prediction</h2>${said.map(({ group, outcome }) => {
    const locked = group.runs.find(({ row }) => row.prediction !== undefined)?.row.prediction;
    const figure =
      outcome.metric === undefined ? undefined : comparedFigure(group.configuration, outcome.metric);
    const range =
      outcome.range && ` (predicted ${numberText(outcome.range[0])} to ${numberText(outcome.range[1])})`;
    return markup`${groups.length > 1 && markup`<h3>${group.name}</h3>`}<div class="said"><p><b>Predicted.</b> ${outcome.text}<br><small>${locked && `locked ${timeText(locked.lockedAt)}, SHA-256 ${locked.hash.slice(0, 16)}…`} ${outcome.changed > 0 && markup`<span class="bad">${outcome.changed} changed after they were locked: the hash does not fit</span>`}</small></p><p><b>Came out.</b> ${figure === undefined ? "Compare with the figures below." : `${outcome.metric} ${meanText(figure)}${range ?? ""}`}${outcome.of > 0 && markup` <span class="${outcome.inside === outcome.of ? "met" : "bad"}">${`inside for ${outcome.inside} of ${outcome.of} seeds`}</span>`}</p></div>`;
  })}</section>`;
}

/** Each metric of each run, and the mean over a configuration's seeds with its 95 % interval. */
export function figuresSection(groups: readonly Group[]): Markup {
  const tables = groups.map((group) => figures(group, groups.length > 1));
  return markup`<section id="figures"><h2>Figures</h2>${groups.some(({ runs }) => runs.length > 1) && markup`<p class="soft">Means are over the finished seeds, with half of the 95 % interval (Student's t).</p>`}${tables}</section>`;
}

function figures({ name, runs, configuration }: Group, isNamed: boolean): Markup {
  const goals = new Set(goalMetrics(configuration.rows));
  const keys = keysOf(runs).sort((a, b) => Number(goals.has(b)) - Number(goals.has(a)) || (a < b ? -1 : 1));
  const summaries = [...new Set(runs.flatMap(({ row }) => Object.keys(row.summary)))].filter(
    (key) => !keys.includes(key),
  );
  const several = runs.length > 1;
  const head = markup`<tr><th scope="col">metric</th>${runs.map((run) => markup`<th scope="col" class="number">${runTitle(run)}</th>`)}${several && markup`<th scope="col" class="number">mean ± 95 %</th>`}</tr>`;
  const metricRows = keys.map((key) => {
    const figure = comparedFigure(configuration, key);
    const goal = runs.map(({ row }) => row.metrics[key]?.goal).find((one) => one !== undefined);
    return markup`<tr><th scope="row">${key}${goal && markup` <small>${goal === "minimize" ? "less is better" : "more is better"}</small>`}</th>${runs.map(({ row }) => markup`<td class="number">${row.metrics[key] === undefined ? "–" : numberText(row.metrics[key].value)}</td>`)}${several && markup`<td class="number">${figure ? meanText(figure) : "–"}</td>`}</tr>`;
  });
  const summaryRows = summaries.map(
    (key) =>
      markup`<tr><th scope="row">${key}</th>${runs.map(({ row }) => markup`<td class="number">${summaryText(row.summary[key])}</td>`)}${several && markup`<td></td>`}</tr>`,
  );
  return markup`${isNamed && markup`<h3>${name} ${stamp(runs)}</h3>`}<div class="scroll"><table><thead>${head}</thead><tbody>${metricRows}${summaryRows}</tbody></table></div>`;
}

/** Says what a comparison over these seeds is worth. */
export function stamp(runs: readonly CleanRun[]): Markup {
  const seeds = new Set(runs.map(({ row }) => row.seed)).size;
  return markup`<span class="stamp${seeds < 3 && " few"}">${seeds === 1 ? "one seed: nothing follows about the next" : `${seeds} seeds`}</span>`;
}

function keysOf(runs: readonly CleanRun[]): string[] {
  return [...new Set(runs.flatMap(({ row }) => Object.keys(row.metrics)))];
}

function meanText({ mean, half }: { mean: number; half?: number }): string {
  if (half === undefined) return numberText(mean);
  return `${numberText(mean)} ± ${numberText(Number(half.toPrecision(2)))}`;
}

function summaryText(value: Parameters<typeof plainText>[0]): string {
  return typeof value === "number" ? numberText(value) : plainText(value);
}
