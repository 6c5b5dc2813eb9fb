import { default_w } from "ts-fsrs";
import { describe, expect, it } from "vitest";
import { daysBetween } from "./days.ts";
import { afterAnswer, type Rating, recallOn } from "./memory.ts";
import { first, on } from "./review.fixture.ts";

const ratings: Rating[] = [1, 2, 3, 4];

describe("a first answer", () => {
  it("gives the stabilities that FSRS-6 publishes, and the interval is that stability in whole days, at least one", () => {
    for (const rating of ratings) {
      const { stability, due } = afterAnswer(undefined, rating, first);
      expect(stability).toBeCloseTo(default_w[rating - 1]!, 12);
      expect(daysBetween(first, due)).toBe(Math.max(1, Math.round(stability)));
    }
  });
});

describe("recall", () => {
  it("is certain on the day, 90 % after as many days as the stability, and falls from there", () => {
    const memory = { ...afterAnswer(undefined, 3, first), stability: 10 };
    expect(recallOn(memory, first)).toBe(1);
    expect(recallOn(memory, on(10))).toBeCloseTo(0.9, 6);
    expect(recallOn(memory, on(100))).toBeLessThan(recallOn(memory, on(50)));
  });
});

describe("a later answer", () => {
  const before = afterAnswer(undefined, 3, first);

  it("the better it is, the later the card comes again; forgotten, it comes tomorrow", () => {
    const dues = ratings.map((rating) => daysBetween(on(3), afterAnswer(before, rating, on(3)).due));
    expect(dues[0]).toBe(1);
    expect([...dues].sort((a, b) => a - b)).toEqual(dues);
    expect(new Set(dues).size).toBe(4);
  });

  it("on the same day, a good one proves nothing new", () => {
    expect(afterAnswer(before, 3, first).stability).toBeCloseTo(before.stability, 6);
  });

  it("on a day before, by a wrong clock, counts as on the day of the last answer", () => {
    expect(afterAnswer(before, 4, on(-400))).toEqual(afterAnswer(before, 4, first));
  });

  it("of a thousand forgotten ones in a row stays a memory with a due day", () => {
    let memory = before;
    for (let day = 1; day <= 1000; day++) memory = afterAnswer(memory, 1, on(day));
    expect(memory.stability).toBeGreaterThan(0);
    expect(daysBetween(on(1000), memory.due)).toBe(1);
  });
});
