import { describe, expect, it } from "vitest";
import { refuses } from "./refuses.ts";

const softmax = (scores: number[]): number[] => {
  if (scores.length === 0) throw new RangeError("softmax: 0 scores; at least one is needed");
  return scores;
};

describe("refuses", () => {
  it("passes on a RangeError, and where its message says what is asked for", () => {
    expect(refuses(() => softmax([])).pass).toBe(true);
    expect(refuses(() => softmax([]), "0 scores").pass).toBe(true);
    expect(refuses(() => softmax([]), /at least (one|1)/).pass).toBe(true);
  });
  it("names the call that was not refused, and what came instead", () =>
    expect(refuses(() => softmax([1, 2]))).toEqual({
      pass: false,
      given: "no error; returned [1, 2]",
      expected: "a RangeError from softmax([1, 2])",
    }));
  it("names the class of another error, and of a message that lacks the word", () => {
    expect(refuses(() => softmax(null as unknown as number[]))).toMatchObject({
      given: expect.stringMatching(/^threw TypeError: Cannot read/),
      expected: expect.stringMatching(/^a RangeError from softmax\(null/),
    });
    expect(refuses(() => softmax([]), "negative")).toEqual({
      pass: false,
      given: "threw RangeError: softmax: 0 scores; at least one is needed",
      expected: 'a RangeError from softmax([]) whose message contains "negative"',
    });
    expect(refuses(() => softmax([]), /negative/)).toMatchObject({
      expected: "a RangeError from softmax([]) whose message matches /negative/",
    });
  });
  it("takes an overflowing call stack for no refusal, though it is a RangeError", () => {
    const forever = (): number => 1 + forever();
    expect(refuses(forever)).toMatchObject({ pass: false });
  });
  it("takes no text and no rejected promise for a refusal", () => {
    const text = () => {
      throw "RangeError";
    };
    expect(refuses(text)).toMatchObject({ given: 'threw "RangeError"' });
    expect(refuses(async () => 1).pass).toBe(false);
  });
  it("is not fooled by an error that cannot be read, nor by a class that calls everything its own", () => {
    const trap = () => {
      throw new RangeError("trapped");
    };
    const unreadable = () => {
      throw new Proxy(new RangeError("x"), { get: trap, getPrototypeOf: trap });
    };
    expect(refuses(unreadable)).toMatchObject({ given: "threw a value that cannot be read" });
    const any = () => {
      throw new TypeError("a mistake");
    };
    Object.defineProperty(RangeError, Symbol.hasInstance, { value: () => true, configurable: true });
    const verdict = refuses(any).pass;
    Reflect.deleteProperty(RangeError, Symbol.hasInstance);
    expect(verdict).toBe(false);
  });
  it("cuts a long call short", () => {
    const long = refuses(() => [
      softmax([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]),
      softmax([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]),
    ]);
    expect(long).toMatchObject({ expected: expect.stringMatching(/^a RangeError from .{139}…$/) });
  });
});
