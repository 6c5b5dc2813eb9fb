import { describe, expect, it } from "vitest";
import { fromQuery, type ModelState, toQuery } from "./language-model-address.ts";

const form = { letters: "\nabc", block: 8, channels: 4, heads: 2, layers: 2 };
const usual: ModelState = { line: "ab", drawn: 0, temperature: 0.8, topK: 4, seed: 1, layer: 0, head: 0 };

describe("the model's address", () => {
  it("says what differs from the usual, and is read back as it was", () => {
    const state = { ...usual, line: "a b↵&c", drawn: 2, temperature: 0, head: 1 };
    const query = toQuery(state, usual);
    expect(query).toBe("line=a+b%E2%86%B5%26c&drawn=2&temperature=0&head=2");
    expect(fromQuery(query, usual, form)).toEqual({ state, problems: [] });
    expect(toQuery(usual, usual)).toBe("");
  });

  it("names what it cannot mean and takes the usual", () => {
    expect(fromQuery("temperature=hot&k=5&block=3&drawn=-1&seed=1.5", usual, form)).toEqual({
      state: usual,
      problems: [
        "drawn: the address says “-1”, needed is a whole number from 0 to 2",
        "temperature: the address says “hot”, needed is a number from 0 to 2",
        "k: the address says “5”, needed is a whole number from 1 to 4",
        "seed: the address says “1.5”, needed is a whole number from 0 to 999999",
        "block: the address says “3”, needed is a whole number from 1 to 2",
      ],
    });
  });

  it("cuts a line that is longer than an address should carry", () => {
    expect(fromQuery(`line=${"a".repeat(5000)}`, usual, form).state.line).toBe("a".repeat(400));
  });
});
