import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { history } from "../compile/random/check.fixture.ts";
import { programOf, type RandomProgram, showProgram } from "../compile/random/program.fixture.ts";
import type { CompileOptions } from "../index.ts";
import { type Blas, blasProducts, findBlas } from "./blas/index.ts";
import { startThreads } from "./start-threads.ts";

/** More by hand: RANDOM_PROGRAMS=2000 SEED=7 vitest run agreement. */
const runs = Number(process.env.RANDOM_PROGRAMS ?? 60);
const seed = Number(process.env.SEED ?? 1);

const lines = fc.array(fc.array(fc.noBias(fc.nat(997)), { maxLength: 24, size: "max" }), {
  minLength: 1,
  maxLength: 24,
  size: "max",
});
const programs = fc.record({ whole: fc.boolean(), lines }).map((draft) => {
  const program = programOf(draft);
  return Object.assign(program, { [fc.toStringMethod]: () => `\n${showProgram(program)}\n` });
});

const pools = await Promise.all([startThreads(2), startThreads(4)]);
const blas = search();
if (typeof blas === "string") console.warn(`Products by BLAS are not checked, for want of one here: ${blas}`);

afterAll(() => {
  for (const pool of pools) pool.close();
});

function search(): Blas | string {
  try {
    return findBlas();
  } catch (reason) {
    return String(reason);
  }
}

/** The numbers of three calls, or the message of what was refused. */
function seen(program: RandomProgram, options: CompileOptions) {
  try {
    return history(program, (dtype) => dtype, options).map(({ value, scale }) => ({
      data: value.data,
      scale,
    }));
  } catch (error) {
    return (error as Error).message;
  }
}

it("2 and 4 threads give the bits of one, on random programs in which they share every loop", {
  timeout: 240_000,
}, () => {
  fc.assert(
    fc.property(programs, (program) => {
      const alone = seen(program, {});
      for (const threads of pools) expect(seen(program, { threads, shareFrom: 0 })).toEqual(alone);
    }),
    { numRuns: runs, seed },
  );
});

/** A sum of at most 33 products, rounded in another order, in what may be a chain of them. */
const tolerance = { Float32Array: 1e-5, Float64Array: 1e-12 } as Record<string, number>;

it.skipIf(typeof blas === "string")(
  "products by a BLAS agree, alone and on two threads",
  { timeout: 240_000 },
  () => {
    const products = blasProducts(blas as Blas);
    fc.assert(
      // Whole numbers: their products are exact, so that a later exp or quotient magnifies nothing.
      fc.property(
        programs.filter(({ whole }) => whole),
        (program) => {
          const own = seen(program, {});
          for (const options of [{ products }, { products, threads: pools[0]!, shareFrom: 0 }]) {
            const other = seen(program, options);
            if (typeof own === "string" || typeof other === "string") {
              expect(other).toBe(own);
              continue;
            }
            own.forEach(({ data, scale }, i) => {
              const allowed = (tolerance[data.constructor.name] ?? 0) * Math.max(1, scale);
              data.forEach((value, at) => {
                const found = other[i]!.data[at]!;
                if (!Object.is(value, found)) expect(Math.abs(value - found)).toBeLessThanOrEqual(allowed);
              });
            });
          }
        },
      ),
      { numRuns: runs, seed },
    );
  },
);
