export interface SelectEnsembleOptions {
  /** How good a blend of predictions is; more is better. */
  score: (blend: Float64Array) => number;
  /** How many times a model is added; one may be added again. */
  rounds?: number;
  /** Starts with so many, those that are best alone, once each. */
  startWith?: number;
}

/** How much of each model. */
export interface SelectedEnsemble {
  /** Shares that sum to 1, one for each model. */
  weights: Float64Array;
  /** The models in the order in which they came in, up to the best blend. */
  order: number[];
  /** The score after each one that came in, the `rounds` that brought nothing too. */
  scores: number[];
}

/**
 * Weights for models by greedy selection with replacement: each round adds the model with which the mean of all that are in scores best; the best blend on the way is taken.
 *
 *   blend_t = (blend_(t−1) · (t − 1) + prediction_m) / t,   m = argmax score(blend_t)
 *
 * `predictions` are the models', each a flat array of one length (probabilities row after row), of rows that the models have not learnt from: those of
 * `crossValPredict`. Starting with a few of the best keeps a small sample from misleading the first rounds.
 *
 * Caruana et al. 2004, "Ensemble selection from libraries of models", https://doi.org/10.1145/1015330.1015432
 */
export function selectEnsemble(
  predictions: readonly ArrayLike<number>[],
  { score, rounds = 100, startWith = 1 }: SelectEnsembleOptions,
): SelectedEnsemble {
  requirePredictions(predictions, rounds, startWith);
  const size = predictions[0]!.length;
  const sum = new Float64Array(size);
  const blend = new Float64Array(size);
  const order: number[] = [];
  const scores: number[] = [];

  const scoreWith = (m: number): number => {
    for (let i = 0; i < size; i++) blend[i] = (sum[i]! + predictions[m]![i]!) / (order.length + 1);
    return score(blend);
  };
  const add = (m: number): void => {
    scores.push(scoreWith(m));
    order.push(m);
    for (let i = 0; i < size; i++) sum[i]! += predictions[m]![i]!;
  };

  const alone = predictions.map((_, m) => scoreWith(m));
  const ranked = alone.map((_, m) => m).sort((a, b) => alone[b]! - alone[a]!);
  for (const m of ranked.slice(0, startWith)) add(m);
  while (order.length < rounds) add(argmax(predictions.map((_, m) => scoreWith(m))));

  // Of the starting ones no blend is shorter than all of them.
  const first = Math.min(startWith, predictions.length) - 1;
  const best = first + argmax(scores.slice(first));
  const chosen = order.slice(0, best + 1);
  const weights = new Float64Array(predictions.length);
  for (const m of chosen) weights[m]! += 1 / chosen.length;
  return { weights, order: chosen, scores };
}

/** Of equals the first. */
function argmax(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

function requirePredictions(
  predictions: readonly ArrayLike<number>[],
  rounds: number,
  startWith: number,
): void {
  const where = "selectEnsemble";
  if (predictions.length === 0) throw new RangeError(`${where}: 0 models, at least one is needed`);
  const size = predictions[0]!.length;
  const wrong = predictions.findIndex(({ length }) => length !== size);
  if (wrong > 0)
    throw new RangeError(
      `${where}: model ${wrong} has ${predictions[wrong]!.length} predictions, ${size} are needed as of model 0`,
    );
  if (!Number.isInteger(startWith) || startWith < 1)
    throw new RangeError(`${where}: startWith is ${startWith}, a whole number ≥ 1 is needed`);
  if (!Number.isInteger(rounds) || rounds < startWith)
    throw new RangeError(
      `${where}: rounds is ${rounds}, a whole number ≥ startWith (${startWith}) is needed`,
    );
}
