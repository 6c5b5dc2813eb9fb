import { parseCsv } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { inferSettings } from "./infer-settings.ts";
import { readSettings } from "./settings.ts";

const files = { train: "train.csv", test: null, sample: null };
const rows = (line: (i: number) => string, n = 60) => Array.from({ length: n }, (_, i) => line(i)).join("\n");
const train = parseCsv(
  `id,age,town,one,died\n${rows((i) => `${i + 1},${20 + (i % 7)},${["Oslo", "Bonn"][i % 2]},x,${i % 3 === 0 ? 1 : 0}`)}`,
);
const test = parseCsv(`id,age,town,one\n100,30,Oslo,x\n101,31,Bonn,x`);

describe("inferSettings", () => {
  it("takes the column that the test rows lack as target, what names rows as identifier, and says why", () => {
    const found = inferSettings({ train, test, files, wishes: {} });
    expect(found).toMatchObject({
      target: "died",
      id: "id",
      task: "classification",
      metric: "accuracy",
      drop: ["one"],
    });
    expect(found.why.target).toBe("the one column that the test rows lack");
    expect(found.why.metric).toMatch(/33 % of the rows/);
  });

  it("asks where several could be it, and names what is near to a wrong name", () => {
    expect(() => inferSettings({ train, files, wishes: {} })).toThrow(
      "which of id, age, town, one, died is to be predicted? --target died",
    );
    expect(() => inferSettings({ train, files, wishes: { target: "Died" } })).toThrow(
      '--target: there is no column "Died"; did you mean died?',
    );
  });

  it("refuses a target that is constant, or words that hardly repeat", () => {
    expect(() => inferSettings({ train, files, wishes: { target: "one" } })).toThrow(
      "the target one has one value in all 60 rows",
    );
    const words = parseCsv(`a,name\n${rows((i) => `${i},n${i}`)}`);
    expect(() => inferSettings({ train: words, files, wishes: { target: "name" } })).toThrow(
      "60 different words in 60 rows",
    );
  });

  it("takes many numbers for regression, and rare classes for a score that sees them", () => {
    const price = parseCsv(`a,price\n${rows((i) => `${i % 5},${i * 1.5}`)}`);
    expect(inferSettings({ train: price, files, wishes: { target: "price" } })).toMatchObject({
      task: "regression",
      metric: "rmse",
    });
    const rare = parseCsv(`a,bad\n${rows((i) => `${i % 5},${i % 12 === 0 ? "yes" : "no"}`)}`);
    expect(inferSettings({ train: rare, files, wishes: { target: "bad" } }).metric).toBe("roc_auc");
  });
});

describe("readSettings", () => {
  const good = JSON.stringify(inferSettings({ train, test, files, wishes: {} }));

  it("gives back what was written", () => {
    expect(readSettings(good)).toEqual(JSON.parse(good));
  });

  it.each([
    ['"folds":5', '"folds":1', "campaign.json: folds is 1, a whole number from 2 to 50 is needed"],
    ['"metric":"accuracy"', '"metric":"acc"', 'campaign.json: metric is "acc", one of accuracy'],
    ['"allow":[]', '"allow":[{"rule":"duplicate rows"}]', "the reason in words is needed"],
    ['"seed":0', '"seeed":0', "campaign.json: seed is not there"],
    ['"seed":0', '"seed":0,"x":1', 'campaign.json: "x" is not known'],
    ["{", "", "JSON is needed"],
  ])("refuses %s as %s", (from, to, message) => {
    expect(() => readSettings(good.replace(from, to))).toThrow(message);
  });
});
