import { describe, expect, it } from "vitest";
import { planOf } from "./digits.fixture.ts";
import { experimentOf } from "./sweep-file.ts";

it("a file with the least in it takes the rest from the experiment", () => {
  expect(planOf("search: { lr: [0.1, 0.2] }")).toEqual({
    name: "trial",
    experiment: "nn/digits-mlp",
    metric: "test/accuracy",
    goal: "maximize",
    method: "grid",
    variant: "stratified",
    set: {},
    search: { lr: { kind: "categorical", choices: [0.1, 0.2] } },
    constraints: [],
    seeds: [0, 1, 2],
    heldOut: [1003, 1004, 1005, 1006, 1007],
    randomState: 0,
    budget: { runs: 10_000 },
    parallel: 8,
    silenceMinutes: 10,
  });
});

it("a file with everything in it", () => {
  const plan = planOf(`
name: all
question: Which rate?
metric: test/loss
method: asha
variant: writers
set: { nesterov: true }
search:
  optimizer: [sgd, adam]
  lr: { low: 0.001, high: 1, log: true }
  hidden: { low: 16, high: 256, whole: true, when: { optimizer: sgd } }
constraints: ["hidden * batch <= 8192"]
seeds: [4, 7]
heldOut: 2
budget: { runs: 40, minutes: 30 }
rungs: { first: 0.25, factor: 2 }
patience: { metric: test/loss, values: 3 }
silenceMinutes: 2`);
  expect(plan).toMatchObject({
    goal: "minimize",
    set: { nesterov: true, batch: 32 },
    seeds: [4, 7],
    heldOut: [1008, 1009],
    rungs: { first: 0.25, factor: 2 },
    patience: { metric: "test/loss", values: 3 },
    search: { hidden: { kind: "int", low: 16, high: 256, when: { optimizer: ["sgd"] } } },
  });
});

const search = "search: { lr: [0.1] }\n";
describe("says what is wrong, and what is needed", () => {
  it.each([
    ["nothing to search", "seeds: 2", "search is empty, one flag with its values is needed"],
    ["an unknown field", `${search}seed: 2`, 'there is no field "seed"; there are name, experiment'],
    [
      "an unknown flag",
      "search: { rate: [1] }",
      "search.rate is no flag; the experiment has hidden, batch, lr",
    ],
    ["a flag twice", `${search}set: { lr: 1 }`, "lr is in search and in set, one of them is needed"],
    ["a value of another kind", "search: { lr: [big] }", 'search.lr has "big", a number is needed'],
    ["a value twice", "search: { lr: [1, 1] }", "search.lr has a value twice"],
    [
      "a set value of another kind",
      `${search}set: { hidden: many }`,
      'set.hidden is "many", a number is needed',
    ],
    [
      "a range in a grid",
      "search: { lr: { low: 1, high: 2 } }",
      "search.lr goes from 1 to 2, a list of values is needed for a grid",
    ],
    [
      "a constraint that nothing meets",
      `${search}constraints: ["lr > 5"]`,
      "no configuration of the grid meets lr > 5, wider lists are needed",
    ],
    ["an empty range", "search: { lr: { low: 2, high: 1 } }", "numbers with low ≤ high is needed"],
    ["a logarithm from 0", "search: { lr: { low: 0, high: 1, log: true } }", "low > 0 for a logarithm"],
    [
      "a condition that comes later",
      "search: { lr: { values: [1], when: { hidden: 2 } }, hidden: [2] }",
      'lr depends on "hidden"',
    ],
    [
      "no metric of that name",
      `${search}metric: accuracy`,
      'metric is "accuracy", one of test/accuracy, test/loss, rate',
    ],
    [
      "a metric without a goal",
      `${search}metric: rate`,
      "goal is missing, one of minimize, maximize is needed",
    ],
    ["a method that is none", `${search}method: bayes`, 'method is "bayes", one of grid, random, tpe'],
    ["no budget", `${search}method: random`, "budget.runs is missing, a number of runs is needed"],
    ["half a run", `${search}budget: { runs: 0.5 }`, "budget.runs is 0.5, a whole number from 1 is needed"],
    ["no seeds", `${search}seeds: []`, "seeds is empty, one is needed"],
    [
      "seeds that choose and judge",
      `${search}seeds: [1, 2]\nheldOut: [2]`,
      "heldOut has the seed 2, which seeds has too",
    ],
    ["rungs for a grid", `${search}rungs: { first: 0.5 }`, "rungs with the method grid"],
    [
      "rungs above the end",
      `${search}method: asha\nbudget: { runs: 3 }\nrungs: { first: 2 }`,
      "rungs.first is 2, a share of the steps",
    ],
    [
      "code as a constraint",
      `${search}constraints: ["process.exit(1)"]`,
      "one comparison of products is needed",
    ],
    [
      "a constraint over what is not there",
      `${search}constraints: ["lr < depth"]`,
      '"depth" is neither a number nor one of the flags',
    ],
    ["no YAML", "search: [", "the file is no YAML"],
  ])("%s", (_, text, message) => {
    expect(() => planOf(text)).toThrow(message);
  });

  it("no experiment, or a list in place of fields", () => {
    expect(() => experimentOf("search: {}")).toThrow(
      "experiment is missing, a name such as nn/digits-mlp is needed",
    );
    expect(() => experimentOf("- 1")).toThrow("the file is [1], fields with values are needed");
  });
});
