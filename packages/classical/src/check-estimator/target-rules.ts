import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { difference, fitted, outcomeOf } from "./outcome.ts";
import { mustRefuse, type Rule, thrownBy } from "./rule.ts";
import { type Sample, sampleFor } from "./samples.ts";

type Predicting = AnyEstimator & { predict(X: unknown): ArrayLike<Label>; classes_: Label[] };

/** What is asked of targets and weights. */
export const targetRules: readonly Rule[] = [
  {
    says: "labels may be words or booleans, and classes_ is sorted",
    check: (make) => {
      if (make().kind !== "classifier") return [];
      const numbers = sampleFor(make());
      const words = dress(numbers, (y) => ["fig", "apple", "pear"][y]!);
      const halves = dress(numbers, (y) => y === 1);
      const [a, b] = [fitted(make, words), fitted(make, halves)] as Predicting[];
      const known = new Set(Array.from(a!.predict(words.X)));
      return [
        String(a!.classes_) === [...new Set(Array.from(words.y!))].sort().join(",")
          ? undefined
          : `classes_ is ${String(a!.classes_)}`,
        String(b!.classes_) === "false,true" ? undefined : `classes_ of booleans is ${String(b!.classes_)}`,
        [...known].every((label) => a!.classes_.includes(label)) ? undefined : "predict gives other labels",
        Array.from(b!.predict(halves.X)).every((label) => typeof label === "boolean")
          ? undefined
          : "predict gives no booleans",
      ];
    },
  },
  {
    says: "what labels are called changes nothing, as long as their order stays",
    check: (make) => {
      if (make().kind !== "classifier") return [];
      const numbers = sampleFor(make());
      const words = dress(numbers, (y) => ["a", "b", "c"][y]!);
      const [a, b] = [outcomeOf(fitted(make, numbers), numbers.X), outcomeOf(fitted(make, words), words.X)];
      a.set(
        "predict",
        a.get("predict")!.map(([y]) => [["a", "b", "c"][y as number]]),
      );
      return [difference(b, a)];
    },
  },
  {
    says: "fractions as classes are refused, and NaN or words as numbers",
    check: (make) => {
      const { kind } = make();
      const { X, y } = sampleFor(make());
      if (kind === "classifier") {
        const halves = Array.from(y!, (label) => Number(label) + 0.5);
        return [mustRefuse("y of halves", () => make().fit(X, halves), "regressor")];
      }
      if (kind !== "regressor") return [];
      const spoilt = (value: unknown) => Array.from(y!, (target, i) => (i === 5 ? value : target)) as Label[];
      return [
        mustRefuse("NaN in y", () => make().fit(X, spoilt(Number.NaN)), "y[5]"),
        mustRefuse("infinity in y", () => make().fit(X, spoilt(Infinity)), "y[5]"),
        mustRefuse("a word in y", () => make().fit(X, spoilt("many")), "y[5]"),
      ];
    },
  },
  {
    says: "one class is refused in words, or its only answer",
    check: (make) => {
      if (make().kind !== "classifier") return [];
      const sample = dress(sampleFor(make()), () => 4);
      let found: unknown[] = [];
      const failed = thrownBy(() => {
        found = Array.from((fitted(make, sample) as Predicting).predict(sample.X));
      });
      if (failed !== undefined)
        return [/one class/.test(failed) ? undefined : `one class is refused with "${failed}"`];
      return [found.every((label) => label === 4) ? undefined : "of one class, others are predicted"];
    },
  },
  {
    says: "a weight of 2 is the row twice, and a weight of 0 no row",
    check: (make, { weightTolerance = 1e-6 }) => {
      const { takesWeight, isRandom } = make().traits;
      if (!takesWeight || isRandom) return [];
      const sample = sampleFor(make());
      const counts = Array.from({ length: sample.X.rows }, (_, i) => [1, 2, 0, 1, 3][i % 5]!);
      const order = counts.flatMap((count, i) => Array<number>(count).fill(i));
      const repeated = { X: sample.X.takeRows(order), y: sample.y && order.map((i) => sample.y![i]!) };
      const weighted = fitted(make, sample, { sampleWeight: counts });
      const fault = difference(
        outcomeOf(weighted, sample.X),
        outcomeOf(fitted(make, repeated), sample.X),
        weightTolerance,
      );
      return [fault && `weighted, ${fault}`];
    },
  },
  {
    says: "weights that are negative, not finite or of another number are refused",
    check: (make) => {
      const { X, y } = sampleFor(make());
      const weight = (value: number) => Array.from({ length: X.rows }, (_, i) => (i === 3 ? value : 1));
      if (!make().traits.takesWeight)
        return [
          mustRefuse(
            "sampleWeight",
            () => fitted(make, { X, y }, { sampleWeight: weight(1) }),
            "sampleWeight",
          ),
        ];
      return [
        ...[-1, Number.NaN, Infinity].map((value) =>
          mustRefuse(
            `a weight of ${value}`,
            () => fitted(make, { X, y }, { sampleWeight: weight(value) }),
            "sampleWeight[3]",
          ),
        ),
        mustRefuse("44 weights", () => fitted(make, { X, y }, { sampleWeight: weight(1).slice(1) }), "44"),
      ];
    },
  },
];

function dress({ X, y }: Sample, change: (y: number) => Label): Sample {
  return { X, y: Array.from(y!, (label) => change(Number(label))) };
}
