import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const names = [
  "backpropagation",
  "chain-rule",
  "jacobian",
  "ppo",
  "dpo",
  "softmax-cross-entropy",
  "stable-softmax",
];

describe("nearest", () => {
  it("finds a name through a missing, a wrong and two swapped letters", () => {
    expect(nearest("backpropagtion", names)[0]).toBe("backpropagation");
    expect(nearest("jacobean", names)).toEqual(["jacobian"]);
    expect(nearest("chian-rule", names)).toEqual(["chain-rule"]);
  });
  it("offers names that begin with the word or hold it as a part", () => {
    expect(nearest("softmax", names)).toEqual(["softmax-cross-entropy", "stable-softmax"]);
    expect(nearest("back", names)).toEqual(["backpropagation"]);
  });
  it("offers nothing where nothing is near", () => {
    expect(nearest("zebra", names)).toEqual([]);
    expect(nearest("", names)).toEqual([]);
  });
  it("orders by distance, then by name", () => expect(nearest("po", names)).toEqual(["dpo", "ppo"]));
});
