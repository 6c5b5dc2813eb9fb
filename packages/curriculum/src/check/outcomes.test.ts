import { describe, expect, it } from "vitest";
import { close } from "./close.ts";
import { holds } from "./holds.ts";
import { all } from "./outcome.ts";
import { throwsError } from "./throws-error.ts";

describe("holds", () => {
  it("passes on true and nothing else", () => {
    expect(holds(true, 1, "one").pass).toBe(true);
    expect(holds(false, [2, 1], "in ascending order")).toEqual({
      pass: false,
      given: "[2, 1]",
      expected: "in ascending order",
    });
    expect(holds(1 as unknown as boolean, 1, "one").pass).toBe(false);
  });
});

describe("all", () => {
  it("is the first failure, or a pass", () => {
    expect(all(close(1, 1), close(2, 2)).pass).toBe(true);
    expect(all(close(1, 1), close(2, 3), close(4, 5))).toMatchObject({ given: "2", expected: "3" });
  });
  it("refuses an empty list, which could not fail", () => expect(() => all()).toThrow(RangeError));
});

describe("throwsError", () => {
  const refuse = () => {
    throw new RangeError("softmax: no scores; at least one is needed");
  };
  it("passes where the call throws an error whose message fits", () => {
    expect(throwsError(refuse).pass).toBe(true);
    expect(throwsError(refuse, "no scores").pass).toBe(true);
    expect(throwsError(refuse, /at least one/).pass).toBe(true);
  });
  it("says what was thrown or returned instead", () => {
    expect(throwsError(() => [1], "no scores")).toEqual({
      pass: false,
      given: "no error; returned [1]",
      expected: 'an error whose message contains "no scores"',
    });
    expect(throwsError(refuse, /negative/)).toMatchObject({
      given: "threw RangeError: softmax: no scores; at least one is needed",
      expected: "an error whose message matches /negative/",
    });
  });
  it("takes no mistake for a refusal", () => {
    const missing = () => (globalThis as unknown as Record<string, () => void>).nothingOfThatName!();
    expect(throwsError(() => Function("return missing")()).pass).toBe(false);
    expect(throwsError(missing, "needed").pass).toBe(false);
    const forever = (): number => 1 + forever();
    expect(throwsError(forever).pass).toBe(false);
    expect(
      throwsError(() => {
        throw "a text";
      }),
    ).toMatchObject({ given: 'threw "a text"' });
  });
});
