import { describe, expect, it } from "vitest";
import { eagerly, noted } from "./stand-in.ts";

describe("a learner's exports that are noted", () => {
  it("say so when one is called or made an object of, and not when one is only read", () => {
    let calls = 0;
    class Adam {
      rate = 1;
    }
    const double = (x: number) => 2 * x;
    const mine = noted({ double, Adam, seed: 3 }, () => calls++) as {
      double: typeof double;
      Adam: typeof Adam;
      seed: number;
    };
    expect([mine.double.name, mine.seed, calls]).toEqual(["double", 3, 0]);
    expect([mine.double(4), calls]).toEqual([8, 1]);
    const made = new mine.Adam();
    expect([made.rate, made instanceof mine.Adam, calls]).toEqual([1, true, 2]);
  });

  it("keep what they hold, and the class that is extended", () => {
    class Base {
      readonly made: string;
      constructor() {
        this.made = new.target.name;
      }
    }
    const mine = noted({ Base, own: Object.assign(() => 1, { rate: 2 }) }, () => {}) as {
      Base: typeof Base;
      own: { rate: number };
    };
    class Other extends mine.Base {}
    expect([new Other().made, mine.own.rate]).toEqual(["Other", 2]);
  });
});

describe("compile, where nothing is compiled", () => {
  it("calls the function each time, has no programs, and says why there is nothing to explain", () => {
    let calls = 0;
    const run = eagerly((x) => {
      calls++;
      return x;
    }) as ((x: unknown) => unknown) & {
      programs: unknown[];
      explain: () => void;
    };
    expect([run(5), run(6), calls]).toEqual([5, 6, 2]);
    expect(run.programs).toEqual([]);
    expect(run.explain).toThrow(/nothing is compiled while your own code/);
  });
});
