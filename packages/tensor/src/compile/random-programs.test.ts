import fc from "fast-check";
import { expect, it } from "vitest";
import { check } from "./random/check.fixture.ts";
import { programOf, showProgram } from "./random/program.fixture.ts";

/** More, and others, by hand: RANDOM_PROGRAMS=5000 SEED=7 vitest run random-programs. */
const runs = Number(process.env.RANDOM_PROGRAMS ?? 200);
const seed = Number(process.env.SEED ?? 1);

const programs = fc
  .record({
    whole: fc.boolean(),
    lines: fc.array(fc.array(fc.noBias(fc.nat(997)), { maxLength: 24, size: "max" }), {
      minLength: 1,
      maxLength: 24,
      size: "max",
    }),
  })
  .map((draft) => {
    const program = programOf(draft);
    return Object.assign(program, { [fc.toStringMethod]: () => `\n${showProgram(program)}\n` });
  });

it("compiled equals eager, on random programs", () => {
  fc.assert(
    fc.property(programs, (program) => {
      expect(check(program)).toBeNull();
    }),
    { numRuns: runs, seed },
  );
});
