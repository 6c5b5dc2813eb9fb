import { type Provide, random } from "@blankfile/curriculum/check";
import type { SampleOptions, tokenProbabilities } from "@blankfile/transformer";

type Mine = typeof import("./starter.ts");
type Ours = typeof tokenProbabilities;

/** The learner's function; only the kinds of array differ, and an option that is undefined is left out. */
export const provide: Provide<Mine, Ours> = {
  adapt:
    (mine) =>
    (logits, options = {}) => {
      const told = Object.entries(options).filter(([, value]) => value !== undefined);
      return Float64Array.from(mine.tokenProbabilities(Array.from(logits), Object.fromEntries(told)));
    },
  trial(implementation, seed) {
    const draw = random(seed);
    const options: SampleOptions[] = [
      {},
      { temperature: 0 },
      { temperature: 0.5 },
      { temperature: 2, topK: 5 },
      { topP: 0.7 },
      { temperature: 0.8, topK: 9, topP: 0.9 },
      { topK: 40, topP: 0.05 },
    ];
    return options.flatMap((option) => [
      ...implementation(draw.normals(20, 0, 3), option),
      ...implementation(Float32Array.from([2, 1, 2, 1, Number.NEGATIVE_INFINITY, 2]), option),
    ]);
  },
  tolerance: 1e-12,
};
