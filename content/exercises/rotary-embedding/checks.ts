import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  refuses,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** Each pair as a length and an angle: a way of its own, without the matrix. */
function byAngle(x: readonly number[], position: number, base: number): number[] {
  return x.map((_, at) => {
    const i = Math.floor(at / 2);
    const [a, b] = [x[2 * i]!, x[2 * i + 1]!];
    const angle = Math.atan2(b, a) + position / base ** ((2 * i) / x.length);
    return Math.hypot(a, b) * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
}

export const checks: Check<Module>[] = [
  {
    name: "frequencies by hand: D = 4 and base 10000 give 1 and 1/100; D = 6 and base 1000 give 1, 1/10, 1/100",
    probes: "exp-log",
    why: "The exponent is −2i/D with i up to D/2 − 1. With −i/D the last frequency for D = 4 would be 1/10.",
    run: ({ frequencies }) =>
      all(
        close(frequencies(4, 10000), [1, 1 / 100]),
        close(frequencies(6, 1000), [1, 1 / 10, 1 / 100]),
        close(frequencies(2, 7), [1]),
      ),
  },
  {
    name: "an odd width is refused",
    why: "The last coordinate has no partner to turn with. Say so with a RangeError.",
    run: ({ frequencies }) => refuses(() => frequencies(5, 10000)),
  },
  {
    name: "a quarter turn takes (1, 0) to (0, 1) and (0, 1) to (−1, 0)",
    probes: "matrices",
    why: "Turns are counted against the clock. The minus belongs to the sine in the first row.",
    run: ({ rotate }) =>
      all(
        close(rotate([1, 0], Math.PI / 2, 10000), [0, 1]),
        close(rotate([0, 1], Math.PI / 2, 10000), [-1, 0]),
        close(rotate([3, 4], Math.PI, 10000), [-3, -4]),
      ),
  },
  {
    name: "neighbours are a pair: at D = 4 and base 4 a half turn of the first is a quarter turn of the second",
    why: "θ is 1 and 1/2. (1, 0, 1, 0) becomes (−1, 0, 0, 1). Programs that pair x_i with x_{i + D/2} turn other coordinates; weights trained with one of the two do not fit the other.",
    run: ({ rotate }) => close(rotate([1, 0, 1, 0], Math.PI, 4), [-1, 0, 0, 1]),
  },
  {
    name: "position 0 changes nothing, and no position changes a length",
    why: "If lengths change, a new coordinate was made from another new one instead of the old.",
    run: ({ rotate }) => {
      const x = random(1).normals(8);
      return all(
        close(rotate(x, 0, 10000), x),
        ...[1, 2, 17, 5000].map((m) => {
          const y = rotate(x, m, 10000);
          return close(dot(y, y), dot(x, x));
        }),
      );
    },
  },
  {
    name: "random vectors agree with their pairs as lengths and angles",
    probes: "complex-numbers",
    why: "The angle of each pair grows by position · θ_i, its length stays.",
    run: ({ rotate }) => {
      const draw = random(2);
      return all(
        ...Array.from({ length: 10 }, () => {
          const x = draw.normals(2 + 2 * draw.integer(5));
          const m = draw.integer(300);
          return close(rotate(x, m, 10000), byAngle(x, m, 10000));
        }),
      );
    },
  },
  {
    name: "the product of a turned query and a turned key depends on the distance only",
    probes: "relative-positions",
    why: "Both have to be turned, in the same direction: then the key stands turned by n − m as seen from the query.",
    run: ({ rotate }) => {
      const draw = random(3);
      const [q, k] = [draw.normals(6), draw.normals(6)];
      const at = (m: number, n: number) => dot(rotate(q, m, 10000), rotate(k, n, 10000));
      return all(
        close(at(107, 102), at(7, 2)),
        close(at(1005, 1005), dot(q, k)),
        close(at(50, 60), at(0, 10)),
      );
    },
  },
  {
    name: "the gradient agrees with finite differences through your rotate",
    probes: "jacobian",
    why: "What reaches x is the transposed matrix times g, and the transpose turns the other way.",
    run: ({ rotate, rotateGradient }) => {
      const draw = random(4);
      return all(
        ...[1, 3, 40].map((m) => {
          const [x, g] = [draw.normals(6), draw.normals(6)];
          return gradientMatches((at: number[]) => dot(rotate(at, m, 100), g), rotateGradient(g, m, 100), x);
        }),
      );
    },
  },
  {
    name: "scores by hand: width 2, keys at 0 and 1, queries at 1 and 2",
    why: "All vectors are (1, 0), so a score is cos of the distance over √2. With start = 1 the first query stands with the second key.",
    run: ({ scores }) => {
      const one = [1, 0];
      const expected = [
        [Math.cos(1), 1],
        [Math.cos(2), Math.cos(1)],
      ].map((row) => row.map((x) => x / Math.SQRT2));
      return close(scores([one, one], [one, one], 1, 10000), expected);
    },
  },
  {
    name: "random scores agree with the formula, for keys before and after their queries",
    why: "The direction counts: a key five places before the query and one five places after it are at different angles. Turn the query by its position and the key by its own, both the same way.",
    run: ({ scores }) => {
      const draw = random(6);
      const matrix = (rows: number) => Array.from({ length: rows }, () => draw.normals(6));
      const [Q, K] = [matrix(3), matrix(5)];
      const expected = Q.map((q, t) =>
        K.map((k, j) => dot(byAngle(q, 1 + t, 100), byAngle(k, j, 100)) / Math.sqrt(6)),
      );
      return close(scores(Q, K, 1, 100), expected);
    },
  },
  {
    name: "one new query against kept keys gives the last row of the whole table",
    why: "Computed alone, the query still stands at the end of the text, not at position 0.",
    run: ({ scores }) => {
      const draw = random(5);
      const matrix = () => Array.from({ length: 5 }, () => draw.normals(4));
      const [Q, K] = [matrix(), matrix()];
      return close(scores([Q[4]!], K, 4, 10000), [scores(Q, K, 0, 10000)[4]!]);
    },
  },
  {
    name: "the arguments are left as they were",
    why: "The same key is turned again for other purposes; an assignment to x[0] spoils it.",
    run: ({ rotate, rotateGradient, scores }) => {
      const x = [1, 2, 3, 4];
      rotate(x, 3, 10000);
      rotateGradient(x, 3, 10000);
      scores([x], [x], 2, 10000);
      return all(equal(x, [1, 2, 3, 4]), holds(x.length === 4, "longer", "four numbers"));
    },
  },
];
