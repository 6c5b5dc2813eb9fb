import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const mean = (x: readonly number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
/** Sorts what it gets, as a median may. */
const median = (x: number[]) => x.sort((a, b) => a - b)[(x.length - 1) >> 1]!;

function scripted(list: readonly number[]): (() => number) & { asked: () => number } {
  let at = 0;
  return Object.assign(() => list[at++ % list.length]!, { asked: () => at });
}

const seeded = (seed: number): (() => number) => {
  const draw = random(seed);
  return () => draw.uniform();
};

/** All 27 triples of 1/6, 3/6, 5/6, one after the other. */
const triples = Array.from({ length: 27 }, (_, i) => [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3])
  .flat()
  .map((third) => (2 * third + 1) / 6);

export const checks: Check<Module>[] = [
  {
    name: "a resample by hand: u = 0.1, 0.9, 0.6, 0.1 draw a, d, c, a from a, b, c, d",
    why: "⌊0.6 · 4⌋ = 2. What was drawn stays in the urn, so a may come again.",
    run: ({ resample }) =>
      equal(resample(["a", "b", "c", "d"], scripted([0.1, 0.9, 0.6, 0.1])), ["a", "d", "c", "a"]),
  },
  {
    name: "the ends: u = 0 draws the first, u just below 1 the last observation",
    why: "Rounded instead of cut off, u close to 1 asks for an observation behind the last one, and the first and last come half as often.",
    run: ({ resample }) => equal(resample([10, 20, 30], scripted([0, 1 - 2 ** -53, 0.3])), [10, 30, 10]),
  },
  {
    name: "every observation is drawn equally often",
    why: "4,000 resamples of five: each observation should come about 4,000 times, give or take 60.",
    run: ({ resample }) => {
      const draw = seeded(1);
      const times = new Array<number>(5).fill(0);
      for (let b = 0; b < 4000; b++) for (const item of resample([0, 1, 2, 3, 4], draw)) times[item]! += 1;
      return holds(times.every((t) => Math.abs(t - 4000) < 240), times, "about 4,000 each"); // biome-ignore format: one line
    },
  },
  {
    name: "all 27 resamples of 1, 2, 3 once: the median is 1, 2, 3 in 7, 13, 7 of them",
    probes: "sample-spaces",
    why: "The median is 1 if at least two of the three draws are: 3 · 2 + 1 ways. Resamples of another size, or without replacement, have other medians.",
    run: ({ replicates }) => {
      const found = replicates([1, 2, 3], median, 27, scripted(triples));
      return equal([1, 2, 3].map((m) => found.filter((v) => v === m).length), [7, 13, 7]); // biome-ignore format: one line
    },
  },
  {
    name: "resamples follow one another: each takes the next n numbers, and its replicate its place",
    why: "All draws of the first resample come before those of the second.",
    run: ({ replicates }) => {
      const draw = scripted([0, 0, 0.5, 0.5, 0, 0.5]);
      const found = replicates([2, 8], mean, 3, draw);
      return all(equal(found, [2, 8, 5]), equal(draw.asked(), 6));
    },
  },
  {
    name: "a statistic that sorts its sample changes neither the data nor later resamples",
    why: "Each resample is an array of its own.",
    run: ({ replicates }) => {
      const data = [3, 1, 2];
      const found = replicates(data, median, 2, scripted([0, 0.4, 0.7]));
      return all(equal(data, [3, 1, 2]), equal(found, [2, 2]));
    },
  },
  {
    name: "pairs stay together: the slope of points on a line is the line's in every resample",
    why: "Drawn one by one from each coordinate, x and y would lose what binds them.",
    run: ({ replicates }) => {
      const points = [0, 1, 2, 3, 5, 8].map((x) => [x, 4 - 2 * x] as [number, number]);
      const offLine = (sample: [number, number][]) =>
        Math.max(...sample.map(([x, y]) => Math.abs(y - 4 + 2 * x)));
      return equal(replicates(points, offLine, 50, seeded(2)), new Array(50).fill(0));
    },
  },
  {
    name: "a standard error by hand: of 2, 4, 6 it is 2; it is the same for 10⁸ more",
    probes: "variance",
    why: "(4 + 0 + 4) / (3 − 1) = 4. Not divided by √B: the replicates are the distribution itself, and more of them make it no narrower.",
    run: ({ standardError }) =>
      close(
        [standardError([2, 4, 6]), standardError([7, 7, 7]), standardError([1e8 + 2, 1e8 + 4, 1e8 + 6])],
        [2, 0, 2],
      ),
  },
  {
    name: "the standard error of a mean comes out as σ̂/√n",
    probes: "variance",
    why: "With σ̂² = Σ(x − x̄)²/n, the variance of the data as a population. 2,000 replicates tell it to 2%.",
    run: ({ replicates, standardError }) => {
      const data = random(3).normals(30, 5, 2);
      const spread = Math.sqrt(mean(data.map((v) => (v - mean(data)) ** 2)));
      const found = standardError(replicates(data, mean, 2000, seeded(4)));
      return close(found / (spread / Math.sqrt(30)), 1, 0.05);
    },
  },
  {
    name: "quantiles by hand: of 10, 20, 30, 40 at 0, ⅓, ½, 0.9 and 1",
    probes: "order-statistics",
    why: "The places are 3p = 0, 1, 1.5, 2.7, 3. At 2.7 it is seven tenths of the way from 30 to 40; place 4p would lie behind the end.",
    run: ({ quantile }) =>
      close([0, 1 / 3, 0.5, 0.9, 1].map((p) => quantile([30, 10, 40, 20], p)), [10, 20, 25, 37, 40], 1e-12), // biome-ignore format: one line
  },
  {
    name: "values are ordered as numbers: 9 comes before 10 and after −10, one value is every quantile",
    why: 'sort() without a comparison orders texts, where "10" comes before "9" and "-2" after "-10".',
    run: ({ quantile }) =>
      close([quantile([9, 10, 100], 0.5), quantile([-2, -10, 9, 10, 1], 0.25), quantile([1e-7, 5, 20], 0), quantile([7], 0.3)], [10, -2, 1e-7, 7], 1e-14), // biome-ignore format: one line
  },
  {
    name: "an interval by hand: of 0, 1, …, 100 the level 0.9 reaches from 5 to 95",
    probes: "confidence-intervals",
    why: "A tenth is left out in all, half of it on each side.",
    run: ({ percentileInterval }) => {
      const values = Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
      return all(
        close(percentileInterval(values, 0.9), [5, 95], 1e-10),
        close(percentileInterval(values, 0.5), [25, 75], 1e-10),
        close(percentileInterval([1, 2], 0.5), [1.25, 1.75], 1e-10),
      );
    },
  },
  {
    name: "intervals for a mean of 30 numbers at level 0.9 hold it in about 88 of 100 samples",
    probes: "confidence-intervals",
    why: "150 samples with 120 replicates each; about 10% of the means should lie outside, a little more since the resamples are slightly too narrow.",
    run: ({ replicates, percentileInterval }) => {
      const draw = random(5);
      let held = 0;
      for (let s = 0; s < 150; s++) {
        const data = draw.normals(30, 1, 3);
        const [low, high] = percentileInterval(
          replicates(data, mean, 120, () => draw.uniform()),
          0.9,
        );
        if (low <= 1 && 1 <= high) held++;
      }
      return holds(held >= 120 && held <= 144, `${held} of 150`, "about 132");
    },
  },
  {
    name: "what has no answer is refused",
    why: "An empty list has no quantile: undefined or NaN would travel on.",
    run: ({ resample, replicates, standardError, quantile, percentileInterval }) =>
      all(
        refuses(() => resample([], seeded(1))),
        refuses(() => replicates([], () => 0, 3, seeded(1))),
        ...[0, -1, 2.5, Number.NaN].map((count) => refuses(() => replicates([1], mean, count, seeded(1)))),
        refuses(() => standardError([1])),
        refuses(() => quantile([], 0.5)),
        ...[-0.1, 1.1, Number.NaN].map((p) => refuses(() => quantile([1, 2], p))),
        ...[0, 1, 95, Number.NaN].map((level) => refuses(() => percentileInterval([1, 2], level))),
      ),
  },
  {
    name: "data and replicates are left as they were",
    why: "sort() orders in place: the caller's replicates would no longer belong to their resamples.",
    run: ({ resample, standardError, quantile, percentileInterval }) => {
      const values = [3, 1, 2];
      resample(values, seeded(1));
      standardError(values);
      quantile(values, 0.5);
      percentileInterval(values, 0.8);
      return equal(values, [3, 1, 2]);
    },
  },
];
