/**
 * A competition, simulated.
 *
 * Question: Does a careful pipeline with three submissions end among the first tenth of 200 simulated entrants on rows that nobody has been scored on?
 * Command: npx blankfile run tabular/live-campaign
 * Expectation: The pipeline ends in the first 20 of 201 on the private rows in every seed; its first submission, a plain logistic regression, does not.
 * Minutes: 5
 *
 * Real medals are won by people with accounts on live competitions; none is claimed here. What is simulated: 1,200 customers with known answers, 3,000
 * without, a leaderboard on 30 % of these (public) and a second on the others (private) that is opened at the end. The score is the area under the ROC curve.
 *
 * The 200 entrants are programs, drawn by the seed, and stand for baselines and for nobody's skill. A draw is one of four preparations (numbers alone; words as
 * codes; words as 0 and 1; these with target encoding of the two columns of many words), one of six families (logistic regression, naive Bayes, k-NN, tree,
 * forest, histogram boosting) and options of it drawn over wide ranges. Then, of 20 entrants,
 *
 *   8 submit one draw
 *   6 submit two to six draws and keep the best on the public rows
 *   4 keep the best of four draws by cross-validation, three folds
 *   2 submit the mean of the best two of four by cross-validation
 *
 * The campaign knows the same 1,200 answers and nothing of how the rows were made. Submissions: (1) a logistic regression on the pipeline's columns; (2) the best of
 * a TPE search over three families, 40 candidates, five folds; (3) a greedy ensemble of the best of each family, weights by other folds. The final one is that
 * of the best score on those other folds; the public leaderboard is looked at by nobody.
 */
import {
  type AnyEstimator,
  ColumnTransformer,
  CountEncoder,
  categorical,
  columnsOfKind,
  crossValidate,
  crossValPredictProba,
  DecisionTreeClassifier,
  ExtraTreesClassifier,
  float,
  GaussianNB,
  HistGradientBoostingClassifier,
  int,
  KNeighborsClassifier,
  LogisticRegression,
  OneHotEncoder,
  OrdinalEncoder,
  Pipeline,
  RandomForestClassifier,
  rocAucScore,
  SimpleImputer,
  type Space,
  StandardScaler,
  StratifiedKFold,
  Study,
  selectEnsemble,
  TargetEncoder,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

type Scores = Float64Array;

/** What the search draws: a family, and that family's own. */
interface Options {
  family: string;
  C?: number;
  learningRate?: number;
  maxIter?: number;
  maxLeafNodes?: number;
  minSamplesLeaf?: number;
  leaf?: number;
  maxFeatures?: number;
}

interface Competition {
  X: Table;
  y: Int32Array;
  asked: Table;
  /** The area of some scores for the asked rows. */
  onPublic(scores: Scores): number;
  onPrivate(scores: Scores): number;
}

const few = ["plan", "channel"];
const many = ["city", "referrer"];

const space: Space = {
  family: categorical("linear", "boosting", "forest"),
  C: { ...float(0.01, 100, { log: true }), when: { family: ["linear"] } },
  learningRate: { ...float(0.03, 0.2, { log: true }), when: { family: ["boosting"] } },
  maxIter: { ...int(30, 150), when: { family: ["boosting"] } },
  maxLeafNodes: { ...int(3, 16, { log: true }), when: { family: ["boosting"] } },
  minSamplesLeaf: { ...int(5, 40, { log: true }), when: { family: ["boosting"] } },
  leaf: { ...int(1, 15), when: { family: ["forest"] } },
  maxFeatures: { ...float(0.2, 0.9), when: { family: ["forest"] } },
};

await experiment({
  name: "tabular/live-campaign",
  nearest,
  variants: ["pipeline"],
  seeds: 3,
  flags: {
    entrants: { default: 200, says: "simulated entrants" },
    trials: { default: 40, says: "candidates of the campaign's search" },
    rows: { default: 1200, says: "rows with known answers" },
  },
  smoke: { entrants: 20, trials: 4, rows: 200 },
  metrics: {
    "rank/public": { goal: "minimize" },
    "rank/private": { goal: "minimize" },
    "auc/cv": { goal: "maximize" },
    "auc/public": { goal: "maximize" },
    "auc/private": { goal: "maximize" },
    "rank/first": { goal: "minimize" },
    "field/best": { goal: "maximize" },
    "field/median": { goal: "maximize" },
    submission: {},
  },

  predict: () => ({
    text: "The campaign's rank of 201 on the private rows.",
    metric: "rank/private",
    range: [1, 20],
  }),

  async train({ seed, config: { entrants, trials, rows }, run, progress }) {
    const rng = new Philox(seed);
    const game = competition(rows, rng.fork("rows"));
    const submissions = campaign(game, { seed, trials });
    progress(1, entrants + 1, `the campaign has made ${submissions.length} submissions`);
    const field = Array.from({ length: entrants }, (_, i) => {
      const scores = entrant(game, i, rng.fork(i));
      progress(i + 2, entrants + 1, `${i + 1} entrants`);
      return { public: game.onPublic(scores), private: game.onPrivate(scores) };
    });
    const rank = (auc: number, board: "public" | "private") =>
      1 + field.filter((one) => one[board] > auc).length;
    const judged = submissions.map(({ cv, scores }) => {
      const [onPublic, onPrivate] = [game.onPublic(scores), game.onPrivate(scores)];
      return {
        "rank/public": rank(onPublic, "public"),
        "rank/private": rank(onPrivate, "private"),
        "auc/cv": cv,
        "auc/public": onPublic,
        "auc/private": onPrivate,
      };
    });
    for (const [i, one] of judged.entries()) run.log(one, { step: i + 1 });
    const best = judged.reduce((a, b) => (b["auc/cv"] > a["auc/cv"] ? b : a));
    const areas = field.map((one) => one.private).sort((a, b) => b - a);
    return {
      ...best,
      submission: judged.indexOf(best) + 1,
      "rank/first": judged[0]!["rank/private"],
      "field/best": areas[0]!,
      "field/median": areas[Math.floor(areas.length / 2)]!,
    };
  },

  judge(figures, { entrants }) {
    const of = (metric: string) => figures.of("pipeline", metric);
    return [
      {
        text: `rank on the private rows among ${entrants} simulated entrants, in the first tenth (${entrants / 10}) in every seed`,
        found: `${of("rank/private").values.join(", ")} by submission ${of("submission").values.join(", ")}`,
        met: of("rank/private").values.every((rank) => rank <= entrants / 10),
      },
      {
        text: "area under the ROC curve on the private rows, of the campaign, of the best entrant and of the middle one",
        found: ["auc/private", "field/best", "field/median"]
          .map((metric) => showFigure(of(metric)))
          .join("; "),
      },
      {
        text: "private rank of the first submission, the plain logistic regression; public rank of the final one",
        found: `${of("rank/first").values.join(", ")}; ${of("rank/public").values.join(", ")}`,
      },
    ];
  },
});

/** Three submissions, each with its score on folds that the search has not seen. */
function campaign({ X, y, asked }: Competition, { seed, trials }: { seed: number; trials: number }) {
  const folds = (randomState: number) => new StratifiedKFold({ nSplits: 5, shuffle: true, randomState });
  const study = new Study({ space, direction: "maximize", randomState: seed });
  for (let t = 0; t < trials; t++) {
    const { number, params } = study.ask()!;
    const { score } = crossValidate(ours(params as unknown as Options), X, y, {
      cv: folds(seed),
      scoring: "roc_auc",
    }).test;
    study.tell(number, mean(score!));
  }
  const ranked = study.trials
    .toSorted((a, b) => b.value! - a.value!)
    .map(({ params }) => params as unknown as Options);
  const families = [...new Set(ranked.map(({ family }) => family))];
  const best = families.map((name) => ranked.find(({ family }) => family === name)!);
  const candidates = [{ family: "linear", C: 1 }, ...best].map((options) => ({
    outOfFold: crossValPredictProba(ours(options), X, y, { cv: folds(seed + 1000) }).column(1),
    scores: scoresOf(ours(options).fit(X, y), asked),
  }));
  const area = (scores: Scores) => rocAucScore(y, scores);
  const [plain, found, ...others] = candidates.map((one) => ({ ...one, cv: area(one.outOfFold) }));
  const members = [found!, ...others];
  const { weights } = selectEnsemble(
    members.map(({ outOfFold }) => outOfFold),
    { score: area, rounds: 30, startWith: members.length },
  );
  const blend = (all: Scores[]) =>
    all[0]!.map((_, i) => all.reduce((sum, its, m) => sum + weights[m]! * its[i]!, 0));
  const together = blend(members.map(({ outOfFold }) => outOfFold));
  return [plain!, found!, { cv: area(together), scores: blend(members.map(({ scores }) => scores)) }];
}

/** The campaign's columns with one of its families. */
function ours({ family, leaf = 5, maxFeatures = 0.5, ...own }: Options): Pipeline {
  const model =
    family === "linear"
      ? new LogisticRegression({ ...own, maxIter: 1000 })
      : family === "boosting"
        ? new HistGradientBoostingClassifier(own)
        : new ExtraTreesClassifier({ nEstimators: 100, minSamplesLeaf: leaf, maxFeatures });
  const counts = new Pipeline({ steps: { count: new CountEncoder(), scale: new StandardScaler() } });
  const columns = new ColumnTransformer({
    transformers: {
      numbers: [filled(true), columnsOfKind("number")],
      few: [new OneHotEncoder({ handleUnknown: "ignore" }), few],
      many: [new TargetEncoder(), many],
      counts: [counts, many],
    },
  });
  return new Pipeline({ steps: { columns, model } });
}

/** The final scores of one entrant, by its kind; see above. */
function entrant({ X, y, asked, onPublic }: Competition, index: number, rng: Philox): Scores {
  const draws = (count: number) => Array.from({ length: count }, () => drawn(rng));
  const submit = (model: AnyEstimator) => scoresOf(model.fit(X, y), asked);
  const kind = index % 20;
  if (kind < 8) return submit(drawn(rng));
  if (kind < 14) {
    const all = draws(2 + rng.integer(5)).map(submit);
    return all.reduce((best, one) => (onPublic(one) > onPublic(best) ? one : best));
  }
  const cv = new StratifiedKFold({ nSplits: 3, shuffle: true, randomState: index });
  const ranked = draws(4)
    .map((model) => ({ model, cv: mean(crossValidate(model, X, y, { cv, scoring: "roc_auc" }).test.score!) }))
    .sort((a, b) => b.cv - a.cv)
    .map(({ model }) => model);
  if (kind < 18) return submit(ranked[0]!);
  const [one, two] = ranked.slice(0, 2).map(submit);
  return one!.map((score, i) => (score + two![i]!) / 2);
}

/** A preparation, a family and its options, drawn. */
function drawn(rng: Philox): Pipeline {
  const between = (low: number, high: number) => low * (high / low) ** rng.uniform();
  const whole = (low: number, high: number) => Math.round(between(low, high));
  const makers: (() => AnyEstimator)[] = [
    () => new LogisticRegression({ C: between(1e-3, 1e3), maxIter: 1000 }),
    () => new GaussianNB(),
    () => new KNeighborsClassifier({ nNeighbors: whole(1, 100) }),
    () => new DecisionTreeClassifier({ maxDepth: whole(1, 12), minSamplesLeaf: whole(1, 30) }),
    () => new RandomForestClassifier({ nEstimators: whole(10, 150), minSamplesLeaf: whole(1, 20) }),
    () =>
      new HistGradientBoostingClassifier({
        learningRate: between(0.02, 0.5),
        maxIter: whole(20, 150),
        maxLeafNodes: whole(3, 31),
      }),
  ];
  const preparation = rng.integer(4);
  const model = makers[rng.integer(makers.length)]!();
  const oneHot = new OneHotEncoder({ handleUnknown: "ignore" });
  const codes = new OrdinalEncoder({ handleUnknown: "use_encoded_value", unknownValue: -1 });
  const columns = new ColumnTransformer({
    transformers: {
      numbers: [filled(rng.uniform() < 0.5), columnsOfKind("number")],
      ...(preparation === 1 && { words: [codes, columnsOfKind("category")] }),
      ...(preparation === 2 && { words: [oneHot, columnsOfKind("category")] }),
      ...(preparation === 3 && { few: [oneHot, few], many: [new TargetEncoder(), many] }),
    },
  });
  return new Pipeline({ steps: { columns, model } });
}

/** Gaps as the median, where told with a column that says where they were. */
function filled(addIndicator: boolean): Pipeline {
  const fill = new SimpleImputer({ strategy: "median", addIndicator });
  return new Pipeline({ steps: { fill, scale: new StandardScaler() } });
}

function competition(rows: number, rng: Philox): Competition {
  const effects = { city: Array.from({ length: 60 }, () => 0.7 * rng.normal()) };
  const [known, fresh] = [customers(rows, effects.city, rng), customers(3000, effects.city, rng)];
  const isPublic = Array.from({ length: 3000 }, () => rng.uniform() < 0.3);
  const area = (scores: Scores, wanted: boolean) => {
    const part = isPublic.flatMap((its, i) => (its === wanted ? [i] : []));
    return rocAucScore(
      part.map((i) => fresh.y[i]!),
      part.map((i) => scores[i]!),
    );
  };
  return {
    ...known,
    asked: fresh.X,
    onPublic: (scores) => area(scores, true),
    onPrivate: (scores) => area(scores, false),
  };
}

/** Who of these customers comes back: a toss by effects of single columns, of pairs of them, of the city, and of whether the rating is known. */
function customers(rows: number, cities: number[], rng: Philox): { X: Table; y: Int32Array } {
  const number = (draw: () => number) => Float64Array.from({ length: rows }, draw);
  const word = (name: string, count: number) => ({
    kind: "category" as const,
    categories: Array.from({ length: count }, (_, i) => `${name} ${i}`),
    codes: Int32Array.from({ length: rows }, () => Math.floor(count * rng.uniform() ** 1.5)),
  });
  const numbers = {
    age: number(() => 18 + 60 * rng.uniform()),
    income: number(() => Math.exp(7.5 + 0.6 * rng.normal())),
    debt: number(() => Math.exp(6 + rng.normal())),
    months: number(() => Math.floor(-24 * Math.log(1 - rng.uniform()))),
    visits: number(() => Math.floor(-5 * Math.log(1 - rng.uniform()))),
    distance: number(() => 30 * rng.uniform() ** 2),
    rating: number(() => 1 + 4 * rng.uniform()),
  };
  const words = {
    plan: word("plan", 4),
    channel: word("channel", 6),
    city: word("city", 60),
    referrer: word("referrer", 40),
  };
  const y = Int32Array.from({ length: rows }, (_, i) => {
    const { age, income, debt, months, visits, distance, rating } = numbers;
    const gap = rng.uniform() < (visits[i]! < 3 ? 0.4 : 0.1);
    const logit =
      -0.3 +
      0.9 * Math.log(income[i]! / (debt[i]! + 200)) -
      1.1 +
      (Math.abs(age[i]! - 45) > 18 ? -0.6 : 0.3) +
      0.5 * Math.tanh((months[i]! - 12) / 12) +
      (distance[i]! > 12 ? -0.7 : 0.2) +
      (gap ? -0.5 : 0.4 * (rating[i]! - 3)) +
      (words.plan.codes[i] === 0 && words.channel.codes[i]! < 2 ? 0.9 : -0.2) +
      cities[words.city.codes[i]!]!;
    if (gap) rating[i] = Number.NaN;
    return Number(rng.uniform() < 1 / (1 + Math.exp(-logit)));
  });
  const X = new Table([
    ...Object.entries(numbers).map(([name, values]) => [name, { kind: "number", values }] as const),
    ...Object.entries(words),
  ]);
  return { X, y };
}

function scoresOf(model: unknown, X: Table): Scores {
  return (model as Pipeline).predictProba(X).column(1);
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
