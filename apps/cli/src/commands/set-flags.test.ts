import type { ExperimentDescription } from "@blankfile/tracking";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Learner } from "../blankfile.fixture.ts";
import { flagsOf, takeSet } from "./set-flags.ts";

const experiment: ExperimentDescription = {
  name: "nn/digits-mlp",
  flags: [
    { name: "lr", default: 0.05, says: "" },
    { name: "batch", default: 32, says: "" },
    { name: "sizes", default: "64,64", says: "" },
    { name: "nesterov", default: false, says: "" },
  ],
  variants: ["all"],
  seeds: 3,
  metrics: {},
  steps: true,
};
const of = (...set: string[]) => flagsOf(set, experiment);

it("names and values are the experiment's flags, in one word or several, and values may have commas", () => {
  expect(of("lr=1e-3", "batch=32")).toEqual(["--lr=1e-3", "--batch=32"]);
  expect(of("lr=1e-3,batch=32")).toEqual(["--lr=1e-3", "--batch=32"]);
  expect(of("sizes=32,16,nesterov=true")).toEqual(["--sizes=32,16", "--nesterov"]);
  expect(of("nesterov=false")).toEqual([]);
});

it("is found among other flags", () => {
  expect(takeSet(["--seeds", "5", "--set", "lr=1", "--set=batch=2", "--smoke"])).toEqual({
    set: ["lr=1", "batch=2"],
    rest: ["--seeds", "5", "--smoke"],
  });
});

describe("says what is wrong, and what is near", () => {
  for (const [set, message] of [
    ["bacth=3", "run: --set bacth, a flag of nn/digits-mlp is needed; did you mean batch?"],
    ["qqqqqq=3", "it has lr, batch, sizes, nesterov"],
    ["seeds=5", "run: --set seeds, which all experiments have: --seeds <value> is needed"],
    ["lr", 'run: --set "lr", name=value is needed, such as --set lr=1e-3'],
    ["", 'run: --set "", name=value is needed'],
    ["=3", 'run: --set "=3", name=value is needed'],
    ["lr=fast", "run: --set lr=fast, a number is needed"],
    ["lr=", "run: --set lr=, a number is needed"],
    ["nesterov=yes", "run: --set nesterov=yes, true or false is needed"],
    ["lr=1,lr=2", "run: --set lr twice, one value is needed"],
  ] as const)
    it(`--set ${set}`, () => expect(() => of(set)).toThrow(message));
});

describe("on the command line", () => {
  let learner: Learner;
  beforeAll(() => {
    learner = new Learner();
  });
  afterAll(() => learner.gone());

  it("a run is made with what was set, before or behind the name; what is wrong exits with 2", {
    timeout: 240_000,
  }, () => {
    const made = learner.blankfile(
      ...[
        "run",
        "--set",
        "epochs=1",
        "nn/digits-mlp",
        "--set=lr=1e-3,batch=64",
        "--seeds",
        "1",
        "--variants",
        "stratified",
      ],
    );
    expect(made.stderr).not.toContain("run:");
    const row = JSON.parse(learner.blankfile("runs", "--json").stdout.split("\n")[0]!) as { config: object };
    expect(row.config).toMatchObject({ lr: 0.001, batch: 64, epochs: 1 });
    const wrong = learner.blankfile("run", "nn/digits-mlp", "--set", "epoch=1");
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      "run: --set epoch, a flag of nn/digits-mlp is needed; did you mean epochs?\n",
    ]);
  });
});
