import { describe, expect, it } from "vitest";
import { hoursWords, knownHours } from "./hours.ts";

const of = (...minutes: (number | undefined)[]) =>
  hoursWords(knownHours(minutes.map((one) => ({ minutes: one }))));

describe("hours of a list", () => {
  it("counts what is said, and says for how many topics", () => {
    expect(of(90, 60, undefined)).toBe("About 2.5 hours for 2 of 3 topics; the others do not say yet");
    expect(of(1200, 40)).toBe("About 21 hours for all 2 topics");
    expect(of(60)).toBe("About 1 hour for the one topic");
  });

  it("guesses nothing where nobody says", () => {
    expect(of(undefined, undefined)).toBe("None of the 2 topics says yet how long it takes");
  });
});
