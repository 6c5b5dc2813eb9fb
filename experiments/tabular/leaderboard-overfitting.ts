/**
 * First on the public leaderboard, by chance.
 *
 * Question: How far does the best public score climb when every submission is a guess, and what is the winner's score on the private rows?
 * Command: npx blankfile run tabular/leaderboard-overfitting
 * Expectation: The best of k guesses stands somewhat below 50 % + ½ √(2 ln k / n) on n public rows: 55 % of 1,024 after 1,000; in private it has 50 %. A vote of the guesses climbs past 75 %.
 * Minutes: 0.5
 *
 * One variable: how many public rows there are; and at 1,024 of them, what is sent in. Labels are tossed and guesses too, so that nothing can be
 * known; there are as many private rows as public ones. 100 campaigns of 1,000 submissions in each seed.
 *
 *   public-128, -1024, -8192   guesses, the winner being the one with the best public score
 *   vote-1024                  each row by the vote of all guesses so far, those below 50 % turned round: Blum and Hardt 2015, section 4,
 *                              https://arxiv.org/abs/1502.04585
 *
 * One guess is right on k ~ Binomial(n, ½) rows, with standard deviation ½ / √n as a share. The largest of k normal numbers is at most √(2 ln k)
 * deviations up on average, and nears that slowly: 0.72 of it for ten, 0.87 for a thousand. Of binomials it is computed here:
 *
 *   E max = Σ_{x < n} (1 − F(x)ᵏ)
 *
 * The bar on growth is a ratio of 0.65 to 1 from the tenth submission on; those on means are 3 standard errors over all campaigns, as there are several.
 */
import { nearest } from "@blankfile/curriculum";
import { Binomial, subGaussianMaximum } from "@blankfile/statistics";
import { Philox } from "@blankfile/tensor";
import { experiment, type Figures, showNumber } from "@blankfile/tracking/node";

const guesses = ["public-128", "public-1024", "public-8192"];
const variants = [...guesses, "vote-1024"];
const marks = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000];
const judged = [10, 30, 100, 300, 1000];

await experiment({
  name: "tabular/leaderboard-overfitting",
  nearest,
  variants,
  seeds: 3,
  flags: {
    campaigns: { default: 100, says: "leaderboards in each seed" },
    submissions: { default: 1000, says: "submissions to each" },
  },
  smoke: { campaigns: 2, submissions: 10 },
  metrics: {
    submissions: {},
    "public/best": { unit: "%" },
    "public/error": { unit: "%" },
    "public/expected": { unit: "%" },
    "private/winner": { unit: "%" },
    "private/error": { unit: "%" },
    gap: { goal: "minimize", unit: "points" },
    ...Object.fromEntries(judged.map((k) => [`growth/${k}`, {}])),
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      "public-128": [63.5, 65],
      "public-1024": [54.5, 55.5],
      "public-8192": [51.6, 52],
      "vote-1024": [75, 82],
    };
    return {
      text: `${variant}: the best public score after 1,000 submissions, in percent.`,
      metric: "public/best",
      range: ranges[variant]!,
    };
  },

  async train({ variant, seed, config: { campaigns, submissions }, run, progress }) {
    const [way, rows] = [variant.split("-")[0]!, Number(variant.split("-")[1])];
    const reached = marks.filter((k) => k <= submissions);
    const rng = new Philox(seed);
    const all: Score[][] = [];
    for (let at = 0; at < campaigns; at++) {
      all.push((way === "vote" ? votes : bestGuesses)(rows, reached, rng.fork(at)));
      progress(at + 1, campaigns, `best public score ${(100 * all[at]!.at(-1)!.public).toFixed(1)} %`);
    }
    const found: Record<string, number> = {};
    for (const [at, k] of reached.entries()) {
      const seen = percent(all.map((scores) => scores[at]!.public));
      const hidden = percent(all.map((scores) => scores[at]!.private));
      const expected = way === "vote" ? undefined : 100 * expectedBest(rows, k);
      Object.assign(found, {
        "public/best": seen.mean,
        "public/error": seen.error,
        ...(expected !== undefined && { "public/expected": expected }),
        "private/winner": hidden.mean,
        "private/error": hidden.error,
        gap: seen.mean - hidden.mean,
      });
      run.log({ submissions: k, ...found }, { step: k });
      // ½ √(2 ln k / n): the bound on the mean of the largest of k deviations.
      if (expected !== undefined && judged.includes(k))
        found[`growth/${k}`] =
          (seen.mean - 50) / (100 * subGaussianMaximum.expectation({ n: k, sigma: 0.5 / Math.sqrt(rows) }));
    }
    return found;
  },

  judge: (figures) => [
    ...guesses.map((variant) => {
      const ratios = judged.map((k) => figures.of(variant, `growth/${k}`));
      return {
        text: `${variant}: what the best public score has above 50 %, over ½ √(2 ln k / n), between 0.65 and 1 at ${judged.join(", ")} submissions in every seed`,
        found: ratios.map(({ mean }) => showNumber(mean)).join(", "),
        met: ratios.every(({ values }) => values.every((ratio) => ratio >= 0.65 && ratio <= 1)),
      };
    }),
    ...guesses.map((variant) => {
      const { centre, error } = pooled(figures, variant, "private");
      return {
        text: `${variant}: the winner's private score after 1,000 submissions, within 3 standard errors of 50 %`,
        found: `${showNumber(centre)} ± ${showNumber(3 * error)} %`,
        met: Math.abs(centre - 50) < 3 * error,
      };
    }),
    ...guesses.map((variant) => {
      const { centre, error } = pooled(figures, variant, "public");
      const expected = figures.mean(variant, "public/expected");
      return {
        text: `${variant}: its public score, within 3 standard errors of the mean of the largest of 1,000 binomials`,
        found: `${showNumber(centre)} ± ${showNumber(3 * error)} against ${showNumber(expected)} %`,
        met: Math.abs(centre - expected) < 3 * error,
      };
    }),
    {
      text: "public and private score of the vote of 1,000 guesses",
      found: ["public/best", "private/winner"]
        .map((metric) => `${showNumber(figures.mean("vote-1024", metric))} %`)
        .join(", "),
    },
  ],
});

/** Shares of rows that are right. */
interface Score {
  public: number;
  private: number;
}

/** The guess with the best public score so far, at each of the marks. 32 rows to a word, a bit being 1 where the guess is right. */
function bestGuesses(rows: number, reached: number[], rng: Philox): Score[] {
  const half = rows / 32;
  const labels = tossed(2 * half, rng);
  const guess = new Uint32Array(2 * half);
  let best = { public: -1, private: -1 };
  const found: Score[] = [];
  for (let k = 1; k <= reached.at(-1)!; k++) {
    rng.words(guess);
    for (let w = 0; w < guess.length; w++) guess[w] = ~(guess[w]! ^ labels[w]!);
    const right = ones(guess, 0, half);
    if (right > best.public) best = { public: right, private: ones(guess, half, 2 * half) };
    if (reached.includes(k)) found.push({ public: best.public / rows, private: best.private / rows });
  }
  return found;
}

/** The vote of all guesses, for or against each by whether it is right on more than half of the public rows. A tied row counts half. */
function votes(rows: number, reached: number[], rng: Philox): Score[] {
  const half = rows / 32;
  const labels = tossed(2 * half, rng);
  const guess = new Uint32Array(2 * half);
  // Votes for the right label less those for the wrong one.
  const lead = new Int32Array(2 * rows);
  const share = (part: Int32Array) =>
    part.reduce((sum, votes) => sum + (Math.sign(votes) + 1) / 2, 0) / part.length;
  const found: Score[] = [];
  for (let k = 1; k <= reached.at(-1)!; k++) {
    rng.words(guess);
    for (let w = 0; w < guess.length; w++) guess[w] = ~(guess[w]! ^ labels[w]!);
    const weight = Math.sign(ones(guess, 0, half) - rows / 2);
    for (let i = 0; i < lead.length; i++) lead[i]! += (guess[i >> 5]! >>> (i & 31)) & 1 ? weight : -weight;
    if (reached.includes(k))
      found.push({ public: share(lead.subarray(0, rows)), private: share(lead.subarray(rows)) });
  }
  return found;
}

function tossed(words: number, rng: Philox): Uint32Array {
  const out = new Uint32Array(words);
  rng.words(out);
  return out;
}

/** How many bits are 1, added up in pairs, fours and bytes. */
function ones(words: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let w = from; w < to; w++) {
    let bits = words[w]!;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    sum += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}

/** The mean of the largest of k binomials, as a share of n. */
function expectedBest(n: number, k: number): number {
  const one = new Binomial({ n, p: 0.5 });
  let sum = 0;
  for (let x = 0; x < n; x++) sum += 1 - one.cdf(x) ** k;
  return sum / n;
}

function percent(shares: number[]): { mean: number; error: number } {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const spread = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / Math.max(1, shares.length - 1);
  return { mean: 100 * mean, error: 100 * Math.sqrt(spread / shares.length) };
}

/** Over all campaigns of all seeds. */
function pooled(figures: Figures, variant: string, part: "public" | "private") {
  const errors = figures.of(variant, `${part}/error`).values;
  return {
    centre: figures.mean(variant, part === "public" ? "public/best" : "private/winner"),
    error: Math.hypot(...errors) / errors.length,
  };
}
