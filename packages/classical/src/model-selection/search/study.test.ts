import { describe, expect, it } from "vitest";
import { integrate } from "./integrate.fixture.ts";
import { parzen } from "./parzen.ts";
import { categorical, float, int, type ParameterValues, type Space } from "./space.ts";
import { Study } from "./study.ts";

/** Its only minimum, 0, is at x = 0.3 with the second kind. */
const valley = ({ x, kind }: ParameterValues) => ((x as number) - 0.3) ** 2 + (kind === "b" ? 0 : 0.5);
const space: Space = { x: float(-5, 5), kind: categorical("a", "b", "c") };

function run(study: Study, trials: number): Study {
  for (let i = 0; i < trials; i++) {
    const { number, params } = study.ask()!;
    study.tell(number, valley(params));
  }
  return study;
}

describe("a density over what was seen", () => {
  it("by hand: choices have (count + 1/K) / (n + 1)", () => {
    const p = parzen(categorical("a", "b"), ["a", "a", "b"], [1, 1, 1]);
    expect(p.logDensity("a")).toBeCloseTo(Math.log(2.5 / 4), 12);
    expect(p.logDensity("b")).toBeCloseTo(Math.log(1.5 / 4), 12);
  });

  it("has mass 1 over its range, whole numbers summed", () => {
    const p = parzen(float(-2, 3), [-1, 0.5, 0.6, 2.9], [1, 1, 0.5, 1]);
    expect(integrate((x) => Math.exp(p.logDensity(x)), -2, 3)).toBeCloseTo(1, 6);
    const log = parzen(float(0.01, 10, { log: true }), [0.02, 5], [1, 1]);
    // The density is over the logarithm.
    expect(integrate((t) => Math.exp(log.logDensity(Math.exp(t))), Math.log(0.01), Math.log(10))).toBeCloseTo(
      1,
      6,
    );
    for (const domain of [int(2, 9), int(2, 9, { log: true })]) {
      const whole = parzen(domain, [3, 3, 8], [1, 1, 1]);
      const sum = [2, 3, 4, 5, 6, 7, 8, 9].reduce((total, n) => total + Math.exp(whole.logDensity(n)), 0);
      expect(sum).toBeCloseTo(1, 12);
    }
  });
});

describe("Study", () => {
  it("keeps the best, by its direction", () => {
    const study = new Study({ space: { x: int(1, 9) }, sampler: "random" });
    const trials = [study.ask()!, study.ask()!, study.ask()!];
    study.tell(trials[1]!.number, 2);
    study.tell(trials[0]!.number, 3);
    study.tell(trials[2]!.number, null);
    expect(study.best).toEqual({ ...trials[1], value: 2 });
    expect(study.trials.map(({ value }) => value)).toEqual([3, 2, null]);
  });

  it("finds the valley faster by TPE than by chance: the median of 11 seeds after 60 trials", () => {
    const medianOf = (sampler: "tpe" | "random") =>
      Array.from(
        { length: 11 },
        (_, randomState) => run(new Study({ space, sampler, randomState }), 60).best!.value,
      ).sort((a, b) => a - b)[5]!;
    expect(medianOf("tpe")).toBeLessThan(medianOf("random") / 5);
  });

  it("goes on from the trials told as if it had never stopped", () => {
    const whole = run(new Study({ space, randomState: 5 }), 30);
    const first = run(new Study({ space, randomState: 5 }), 17);
    const second = new Study({ space, randomState: 5 }).restore(JSON.parse(JSON.stringify(first.trials)));
    expect(run(second, 13).trials).toEqual(whole.trials);
  });

  it("asks for a conditional parameter only where it counts", () => {
    const conditional: Space = {
      kernel: categorical("linear", "rbf"),
      gamma: { ...float(0.01, 1, { log: true }), when: { kernel: ["rbf"] } },
    };
    const study = new Study({ space: conditional, randomState: 1 });
    for (let i = 0; i < 40; i++) {
      const { number, params } = study.ask()!;
      expect("gamma" in params).toBe(params.kernel === "rbf");
      study.tell(number, params.kernel === "rbf" ? Math.abs(Math.log((params.gamma as number) / 0.1)) : 3);
    }
    expect(study.best!.value).toBeLessThan(0.2);
  });

  it("goes through a grid once", () => {
    const study = new Study({ space: { a: categorical("p", "q"), n: int(1, 3) }, sampler: "grid" });
    const seen: ParameterValues[] = [];
    for (let trial = study.ask(); trial; trial = study.ask()) seen.push(trial.params);
    expect(seen.length).toBe(6);
    expect(seen[0]).toEqual({ a: "p", n: 1 });
  });

  it("optimizes with progress, and ends by its signal", async () => {
    const done: number[] = [];
    const study = new Study({ space, sampler: "random" });
    await study.optimize(valley, { trials: 4, onProgress: (count) => done.push(count) });
    expect(done).toEqual([1, 2, 3, 4]);
    await expect(
      study.optimize(valley, { trials: 9, signal: AbortSignal.abort(new Error("enough")) }),
    ).rejects.toThrow("enough");
    const failing = () => {
      throw new Error("no memory");
    };
    await expect(study.optimize(failing, { trials: 5 })).rejects.toThrow("no memory");
    await study.optimize(failing, { trials: 5, failures: "record" });
    expect(study.trials.at(-1)!.value).toBe(null);
  });

  it.each<[object, string]>([
    [{ space: {} }, "Study: the space has no parameters, one is needed"],
    [
      { space: { x: float(2, 1) } },
      'Study: x is {"kind":"float","low":2,"high":1,"log":false}, numbers with low ≤ high is needed',
    ],
    [{ space: { x: float(0, 1, { log: true }) } }, "low > 0 for a logarithm is needed"],
    [{ space: { x: categorical() } }, "at least one choice is needed"],
    [
      { space: { x: { ...int(1, 2), when: { y: [1] } } } },
      'Study: x depends on "y", a parameter before it is needed',
    ],
    [{ space, sampler: "cma" }, 'Study: sampler is "cma", one of "tpe", "random", "grid" is needed'],
    [{ space, sampler: "grid" }, "choices or few whole numbers are needed for a grid"],
  ])("refuses %j", (options, message) => {
    expect(() => new Study(options as never)).toThrow(message);
  });

  it("refuses to be told twice, or of what it never asked", () => {
    const study = new Study({ space });
    study.ask();
    study.tell(0, 1);
    expect(() => study.tell(0, 1)).toThrow(
      "Study.tell: trial 0, which was told before; each is needed to be told once",
    );
    expect(() => study.tell(7, 1)).toThrow(/trial 7, which was never asked for/);
    expect(() => study.tell(0, "1" as never)).toThrow();
  });
});
