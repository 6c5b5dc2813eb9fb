import {
  type AnyEstimator,
  crossValidate,
  type ParameterValues,
  type Space,
  Study,
  takeRows,
  takeValues,
  VotingClassifier,
  VotingRegressor,
} from "@blankfile/classical";
import type { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import type { Campaign, Rows } from "../campaign/campaign.ts";
import { scoresPicture } from "../models/compare-models.ts";
import { lines } from "../pictures/lines.ts";
import { isBetter, type Metric, metricRange, readableScorer, scoreText } from "../settings/metrics.ts";
import { type Estimate, scoreInterval } from "../split/score-interval.ts";
import { scoreModel, testShare } from "../split/score-model.ts";

export interface TuneOptions {
  rows: Rows;
  /** What is searched; a parameter named family tells kinds of models apart. */
  space: Space;
  /** The whole pipeline of some parameters. */
  model: (params: ParameterValues) => AnyEstimator;
}

export interface Tuned {
  trials: { params: ParameterValues; value: number | null }[];
  searchRows: number;
  /** The mean over the folds by which the candidate was chosen: too good, since it is the best of many. */
  onSearchFolds: number;
  /** On other folds and all rows that may be learnt from: the best of each family, and all of them together. */
  families: { name: string; params: ParameterValues[]; score: Estimate }[];
  chosen: { name: string; params: ParameterValues[]; why: string; score: Estimate };
  /** The search itself, cross-validated; null where it was left out. */
  nested: (Estimate & { trials: number }) | null;
  pictures: Record<string, string>;
}

/** Folds whose numbers no search uses. */
const freshRepeat = 50;

/**
 * A search by the tree-structured Parzen estimator over families of models and their parameters, by the mean score over one set of folds. The best of each family is
 * scored again on folds that the search has not seen, and so is their mean together. The nested estimate runs the whole search inside each of other folds.
 */
export function tune(campaign: Campaign, { rows, space, model }: TuneOptions): Tuned {
  const { settings, metric } = campaign;
  const part = somewhat(campaign, rows, settings.tune.rows);
  const search = campaign.openStudy(JSON.stringify({ settings: { ...settings, why: {}, allow: [] } }), {
    space,
    direction: metric.isHigherBetter ? "maximize" : "minimize",
    randomState: settings.seed,
    nStartupTrials: Math.min(10, Math.ceil(settings.tune.trials / 2)),
  });
  const folds = campaign.folds(part);
  const { study } = search;
  while (study.trials.length < settings.tune.trials) {
    const trial = study.ask()!;
    search.tell(trial.number, meanScore(model(trial.params), part, folds, metric));
    campaign.progress(
      study.trials.length,
      settings.tune.trials,
      `search, best ${scoreText(study.best?.value ?? Number.NaN)}`,
    );
  }
  const { best } = study;
  if (!best)
    throw new RangeError(
      `tune: none of ${study.trials.length} candidates gave a score, one is needed; look at model and space in 5-tune.ts`,
    );
  const families = bestOfFamilies(campaign, rows, study, model);
  const chosen = choose(campaign, families, best.params);
  const nested = settings.tune.nestedTrials > 0 ? nestedScore(campaign, part, { space, model }) : null;
  return {
    trials: study.trials.map(({ params, value }) => ({ params, value })),
    searchRows: part.X.length,
    onSearchFolds: best.value,
    families,
    chosen,
    nested,
    pictures: {
      history: historyPicture(campaign, study),
      families: scoresPicture(campaign, families, "The best of each family on fresh folds"),
    },
  };
}

/** The model that tuning chose: one pipeline, or several whose predictions are averaged. */
export function chosenModel(campaign: Campaign, model: TuneOptions["model"]): AnyEstimator {
  return together(campaign, campaign.result<Tuned>("5-tune").chosen.params, model);
}

function together(
  campaign: Campaign,
  params: readonly ParameterValues[],
  model: TuneOptions["model"],
): AnyEstimator {
  if (params.length === 1) return model(params[0]!);
  const estimators = Object.fromEntries(params.map((one, i) => [`model${i + 1}`, model(one)]));
  return campaign.settings.task === "classification"
    ? new VotingClassifier({ estimators, voting: "soft" })
    : new VotingRegressor({ estimators });
}

function meanScore(
  model: AnyEstimator,
  rows: Rows,
  folds: ReturnType<Campaign["folds"]>,
  metric: Metric,
): number | null {
  const { score } = crossValidate(model, rows.X, rows.y, { cv: folds, scoring: readableScorer(metric) }).test;
  const mean = score!.reduce((sum, value) => sum + value, 0) / score!.length;
  return Number.isFinite(mean) ? mean : null;
}

/** At most so many rows: the latest ones where rows are in order of time, else some by chance. */
function somewhat(campaign: Campaign, rows: Rows, most: number): Rows {
  const n = rows.X.length;
  if (n <= most) return rows;
  const places =
    campaign.plan.scheme === "time"
      ? Int32Array.from({ length: most }, (_, i) => n - most + i)
      : new Philox(campaign.settings.seed)
          .shuffle(Int32Array.from({ length: n }, (_, i) => i))
          .slice(0, most)
          .sort();
  return takeAll(rows, places);
}

function takeAll({ indices, X, y, groups, time }: Rows, places: ArrayLike<number>): Rows {
  return {
    indices: takeValues(indices, places) as Int32Array,
    X: takeRows("tune", X, places) as Table,
    y: takeValues(y, places) as Float64Array,
    groups: groups && (takeValues(groups, places) as string[]),
    time: time && (takeValues(time, places) as Float64Array),
  };
}

function bestOfFamilies(
  campaign: Campaign,
  rows: Rows,
  study: Study,
  model: TuneOptions["model"],
): Tuned["families"] {
  const best = new Map<string, { params: ParameterValues; value: number }>();
  for (const { params, value } of study.trials) {
    const family = String(params.family ?? "model");
    if (value !== null && (!best.has(family) || isBetter(campaign.metric, value, best.get(family)!.value)))
      best.set(family, { params, value });
  }
  const candidates = [...best].map(([name, { params }]) => ({ name, params: [params] }));
  if (candidates.length > 1)
    candidates.push({ name: "mean of all", params: candidates.map(({ params }) => params[0]!) });
  return candidates
    .map(({ name, params }) => ({
      name,
      params,
      score: scoreModel(campaign, together(campaign, params, model), rows, {
        firstRepeat: freshRepeat,
        what: `${name} on fresh folds`,
      }),
    }))
    .sort((a, b) => (isBetter(campaign.metric, a.score.value, b.score.value) ? -1 : 1));
}

/** The best single model on fresh folds, unless the mean of all is better on the same folds by more than its interval's half. */
function choose(
  { metric }: Campaign,
  families: Tuned["families"],
  searched: ParameterValues,
): Tuned["chosen"] {
  const single = families.find(({ params }) => params.length === 1)!;
  const several = families.find(({ params }) => params.length > 1);
  const isSearched = JSON.stringify(single.params[0]) === JSON.stringify(searched);
  const origin = isSearched
    ? "best in the search and on fresh folds"
    : "best of its family in the search, and of all families on fresh folds";
  if (!several) return { ...single, why: origin };
  const sign = metric.isHigherBetter ? 1 : -1;
  const gains = several.score.scores.map((score, i) => sign * (score - single.score.scores[i]!));
  const gain = scoreInterval(gains, 0.25);
  const told = `the mean of all families changes ${metric.label} by ${scoreText(sign * gain.value)} (${scoreText(sign * (sign > 0 ? gain.low : gain.high))} to ${scoreText(sign * (sign > 0 ? gain.high : gain.low))}) on the same folds`;
  if (gain.low > 0) return { ...several, why: `${told}: better than ${single.name} alone` };
  const verdict =
    gain.high < 0 ? "worse, so it is left out" : "not certainly better, so the simpler one stays";
  return { ...single, why: `${origin}; ${told}: ${verdict}` };
}

function nestedScore(
  campaign: Campaign,
  rows: Rows,
  { space, model }: Pick<TuneOptions, "space" | "model">,
): Tuned["nested"] {
  const { settings, metric } = campaign;
  const outer = campaign.folds(rows, { repeat: freshRepeat - 1 });
  const scorer = readableScorer(metric);
  const scores = outer.map(({ train, test }, i) => {
    const inside = takeAll(rows, train);
    const study = new Study({
      space,
      direction: metric.isHigherBetter ? "maximize" : "minimize",
      randomState: settings.seed + i + 1,
      nStartupTrials: Math.ceil(settings.tune.nestedTrials / 2),
    });
    const folds = campaign.folds(inside, { folds: 3 });
    for (let t = 0; t < settings.tune.nestedTrials; t++) {
      const trial = study.ask()!;
      study.tell(trial.number, meanScore(model(trial.params), inside, folds, metric));
      campaign.progress(
        i * settings.tune.nestedTrials + t + 1,
        outer.length * settings.tune.nestedTrials,
        "nested estimate",
      );
    }
    const fitted = model(study.best!.params).fit(inside.X, inside.y);
    return scorer(fitted as never, takeRows("tune", rows.X, test), takeValues(rows.y, test) as Float64Array);
  });
  const estimate = scoreInterval(scores, testShare(outer));
  const [least, most] = metricRange(metric);
  const ends = { low: Math.max(least, estimate.low), high: Math.min(most, estimate.high) };
  return { ...estimate, ...ends, trials: settings.tune.nestedTrials };
}

function historyPicture({ metric }: Campaign, study: Study): string {
  const told = study.trials.filter(
    (trial): trial is typeof trial & { value: number } => trial.value !== null,
  );
  let top = told[0]!.value;
  const best = told.map(({ value }) => {
    if (isBetter(metric, value, top)) top = value;
    return top;
  });
  // Failures of a few candidates must not hide the others.
  const sorted = told.map(({ value }) => value).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)]!;
  const reach = Math.abs(top - median) * 4 || Math.abs(median) * 0.1;
  const low = Math.max(sorted[0]!, Math.min(median, top) - reach);
  const high = Math.min(sorted.at(-1)!, Math.max(median, top) + reach);
  const pad = (high - low) * 0.08 || 0.01;
  const x = told.map((_, i) => i + 1);
  return lines(
    [
      { name: "candidate", x, y: told.map(({ value }) => value), isPoints: true },
      { name: "best so far", x, y: best },
    ],
    {
      title: "The search",
      desc: `${told.length} candidates; the best ${metric.label} is ${scoreText(top)}.`,
      xLabel: "candidate",
      yLabel: metric.label,
      yDomain: [low - pad, high + pad],
    },
  );
}
