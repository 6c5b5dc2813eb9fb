import { expect, it } from "vitest";
import { type Learner, noFreeLunch } from "./no-free-lunch.ts";

const majority: Learner = (examples) => {
  const ones = examples.reduce((count, { y }) => count + y, 0);
  return () => (2 * ones > examples.length ? 1 : 0);
};
const minority: Learner = (examples) => {
  const rule = majority(examples);
  return (x) => (1 - rule(x)) as 0 | 1;
};
const nearest: Learner = (examples) => (x) =>
  examples.reduce((best, e) => (Math.abs(e.x - x) < Math.abs(best.x - x) ? e : best)).y;
const zero: Learner = () => () => 0;

it("by hand: two points, one seen: the rule 0 is right on two of four targets", () => {
  const { errors, meanError, best, worst } = noFreeLunch(zero, { domainSize: 2, training: [0] });
  expect(Array.from(errors)).toEqual([0, 0, 1, 1]);
  expect([meanError, best, worst]).toEqual([0.5, 0, 2]);
});

it.each([
  ["majority", majority],
  ["minority", minority],
  ["nearest", nearest],
  ["zero", zero],
] as const)(
  "%s errs on half of what it has not seen, over all targets, and on half or more of it for some target",
  (_, learner) => {
    for (const training of [[0], [1, 4], [0, 2, 3, 5]]) {
      const { meanError, errors, worst } = noFreeLunch(learner, { domainSize: 6, training });
      expect(meanError).toBeCloseTo(0.5, 14);
      expect(errors[worst]!).toBeGreaterThanOrEqual(0.5);
    }
  },
);

it("what helps one learner harms the other: on each target the errors of a rule and its opposite add to 1", () => {
  const [a, b] = [majority, minority].map((learner) =>
    noFreeLunch(learner, { domainSize: 5, training: [0, 3] }),
  );
  a!.errors.forEach((error, target) => {
    expect(error + b!.errors[target]!).toBeCloseTo(1, 14);
  });
});

it("refuses training sets that leave nothing unseen", () => {
  expect(() => noFreeLunch(zero, { domainSize: 2, training: [0, 1] })).toThrow(
    "noFreeLunch: training [0, 1]",
  );
  expect(() => noFreeLunch(zero, { domainSize: 3, training: [1, 1] })).toThrow(
    "different places below 3 are needed",
  );
  expect(() => noFreeLunch(zero, { domainSize: 21, training: [1] })).toThrow("noFreeLunch: domainSize 21");
});
