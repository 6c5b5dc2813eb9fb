import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Gradients } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Three arrays of different lengths, the middle one a hundred times as large. */
function example(seed: number): Gradients {
  const { normals } = random(seed);
  return { embedding: normals(7), head: normals(4, 0, 100), bias: normals(2, 0, 0.1) };
}

const flat = (gradients: Gradients): number[] => Object.values(gradients).flat();
const squares = (gradients: Gradients): number => flat(gradients).reduce((sum, g) => sum + g * g, 0);

export const checks: Check<Module>[] = [
  {
    name: "two arrays by hand: 3 and 4 with the limit 1 become 0.6 and 0.8",
    probes: "inner-products",
    why: "The norm of (3, 4) is 5, so both are divided by 5. Each clipped by itself, both would be 1. A difference in the seventh digit comes from a 10⁻⁶ beside the norm, which some libraries have and this formula has not.",
    run: ({ clipByGlobalNorm }) => {
      const { gradients, norm } = clipByGlobalNorm({ w: [3], b: [4] }, 1);
      return all(
        equal(Object.keys(gradients), ["w", "b"]),
        close([gradients.w, gradients.b], [[0.6], [0.8]]),
        close(norm, 5),
      );
    },
  },
  {
    name: "the norm by hand: 2, 3 and 6 in two arrays have the norm 7, from before the clipping",
    probes: "inner-products",
    why: "√(4 + 9 + 36). What is returned tells how large the gradients were; after the clipping it would only repeat the limit. A sum of the arrays' own norms is too large.",
    run: ({ clipByGlobalNorm }) =>
      close(
        [3.5, 7, 100].map((limit) => clipByGlobalNorm({ w: [2, -3], b: [6] }, limit).norm),
        [7, 7, 7],
      ),
  },
  {
    name: "within the limit every number stays exactly as it is, at the limit too",
    why: "The factor is never above 1: small gradients are small because the model is near its goal. Multiplying by 5/5.0000001 at the limit would change digits.",
    run: ({ clipByGlobalNorm }) =>
      all(
        equal(clipByGlobalNorm({ w: [3, -4] }, 5).gradients, { w: [3, -4] }),
        equal(clipByGlobalNorm({ w: [0.1, -0.2], b: [0.3] }, 5).gradients, { w: [0.1, -0.2], b: [0.3] }),
      ),
  },
  {
    name: "above the limit the norm becomes the limit",
    probes: "inner-products",
    why: "Compare and divide by the norm, not by its square.",
    run: ({ clipByGlobalNorm }) =>
      all(
        ...[0.5, 2, 10].map((limit) => {
          const { gradients } = clipByGlobalNorm(example(1), limit);
          return close(Math.sqrt(squares(gradients)), limit);
        }),
      ),
  },
  {
    name: "the direction stays: every number is multiplied by the same factor",
    probes: "vectors",
    why: "An array that is small by itself is scaled with the others. Clipped by array, or number by number, the step would turn.",
    run: ({ clipByGlobalNorm }) => {
      const given = example(2);
      const factor = 3 / Math.sqrt(squares(given));
      return close(
        flat(clipByGlobalNorm(given, 3).gradients),
        flat(given).map((g) => factor * g),
      );
    },
  },
  {
    name: "it does not matter how the numbers are spread over arrays",
    why: "The sum of squares runs over everything, wherever it stands; an array without numbers adds nothing.",
    run: ({ clipByGlobalNorm }) => {
      const given = example(3);
      const one = clipByGlobalNorm({ all: flat(given) }, 2);
      const many = clipByGlobalNorm({ ...given, nothing: [] }, 2);
      return all(
        close(one.norm, many.norm),
        close(one.gradients.all, flat(many.gradients)),
        equal(many.gradients.nothing, []),
      );
    },
  },
  {
    name: "gradients of 0, and none at all, have the norm 0 and stay",
    probes: "vectors",
    why: "limit / 0 is Infinity, and 0 times that is NaN: a norm of 0 is within every limit.",
    run: ({ clipByGlobalNorm }) =>
      all(
        equal(clipByGlobalNorm({ w: [0, 0] }, 1), { gradients: { w: [0, 0] }, norm: 0 }),
        equal(clipByGlobalNorm({}, 1), { gradients: {}, norm: 0 }),
      ),
  },
  {
    name: "entries whose squares are too large: 3 · 10²⁰⁰ and 4 · 10²⁰⁰ are clipped to 0.6 and 0.8",
    why: "(10²⁰⁰)² is Infinity in floating-point numbers, and c / Infinity makes every gradient 0. Take the largest entry out of the root.",
    run: ({ clipByGlobalNorm }) => {
      const { gradients, norm } = clipByGlobalNorm({ w: [3e200], b: [-4e200] }, 1);
      return all(close(norm / 1e200, 5), close(flat(gradients), [0.6, -0.8]));
    },
  },
  {
    name: "entries whose squares are too small: 3 · 10⁻²⁰⁰ and 4 · 10⁻²⁰⁰ have the norm 5 · 10⁻²⁰⁰",
    why: "(10⁻²⁰⁰)² is 0 in floating-point numbers, and so would be the norm. With a limit below it, nothing would be clipped.",
    run: ({ clipByGlobalNorm }) => {
      const { gradients, norm } = clipByGlobalNorm({ w: [3e-200], b: [4e-200] }, 1e-200);
      return all(
        close(norm / 1e-200, 5),
        close(
          flat(gradients).map((g) => g / 1e-200),
          [0.6, 0.8],
        ),
      );
    },
  },
  {
    name: "NaN and infinite entries are refused by the name of their array",
    why: "NaN > limit is false, so a NaN passes as if it were within the limit; an infinite norm makes all other gradients 0.",
    run: ({ clipByGlobalNorm }) =>
      all(
        ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((wrong) =>
          refuses(() => clipByGlobalNorm({ first: [1, 2], second: [1, wrong, 3], third: [4] }, 1), "second"),
        ),
      ),
  },
  {
    name: "a limit that is none is refused",
    why: "A limit of 0 stops the training in silence, one below 0 turns it round.",
    run: ({ clipByGlobalNorm }) =>
      all(
        ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY].map((limit) =>
          refuses(() => clipByGlobalNorm({ w: [1] }, limit)),
        ),
      ),
  },
  {
    name: "two hundred thousand numbers, and the arguments are left as they were",
    why: "Math.hypot(...all) hands every number over as an argument, and there is a limit to that. The arrays that are returned are new, also where nothing is clipped.",
    run: ({ clipByGlobalNorm }) => {
      const many = { w: new Array<number>(200_000).fill(2), b: [3, 4] };
      const found = clipByGlobalNorm(many, 1);
      const few: Gradients = { w: [3, 4] };
      const kept = clipByGlobalNorm(few, 10);
      clipByGlobalNorm(few, 1);
      return all(
        close(found.norm, Math.sqrt(800_025)),
        equal([few, many.b, many.w[0]], [{ w: [3, 4] }, [3, 4], 2]),
        holds(kept.gradients.w !== few.w, "the array that was given", "a new array"),
      );
    },
  },
];
