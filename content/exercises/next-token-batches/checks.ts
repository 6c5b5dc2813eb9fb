import { all, type Check, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** Random numbers that are known beforehand; how many were asked for is counted. */
function script(...numbers: number[]): { random: () => number; asked: () => number } {
  let at = 0;
  return { random: () => numbers[at++] ?? 0, asked: () => at };
}

const count = (L: number): number[] => Array.from({ length: L }, (_, i) => i);
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

export const checks: Check<Module>[] = [
  {
    name: "a window by hand: of 5 6 7 8 9, three from place 1 are 6 7 8, and their targets 7 8 9",
    why: "The target of a token is the one after it. Inputs as their own targets teach a model to copy: its loss falls to 0, and it writes nonsense.",
    run: ({ windowAt }) =>
      all(
        equal(windowAt([5, 6, 7, 8, 9], 1, 3), { inputs: [6, 7, 8], targets: [7, 8, 9] }),
        equal(windowAt([5, 6], 0, 1), { inputs: [5], targets: [6] }),
      ),
  },
  {
    name: "the target at each place is the next input",
    probes: "conditional-probability",
    why: "Within a window, target i and input i + 1 are the same token. If they are two apart, the model is asked to leave one out.",
    run: ({ windowAt }) => {
      const tokens = random(1).uniforms(20);
      const { inputs, targets } = windowAt(tokens, 4, 8);
      return all(equal(targets.slice(0, -1), inputs.slice(1)), equal(targets[7], tokens[12]));
    },
  },
  {
    name: "7 tokens have two windows of 3, 6 have one, 4 have one",
    why: "A window needs T + 1 tokens, and its last target is the next one's first input. L/T rounded down makes a window without a last target; starts T + 1 apart leave targets out.",
    run: ({ epochStarts }) =>
      all(
        equal(ascending(epochStarts(7, 3, script(0, 0).random)), [0, 3]),
        equal(ascending(epochStarts(6, 3, script(0, 0).random)), [0]),
        equal(ascending(epochStarts(4, 3, script(0).random)), [0]),
        equal(ascending(epochStarts(3, 1, script(0, 0).random)), [0, 1]),
      ),
  },
  {
    name: "the offset by hand: 11 tokens, T = 3, u = 0.5 and 0.9 start at 1 and 2",
    why: "⌊0.5 · 3⌋ = 1 and ⌊0.9 · 3⌋ = 2. From 1 on there are windows at 1, 4 and 7, from 2 on at 2 and 5; the next would end after the last token.",
    run: ({ epochStarts }) =>
      all(
        equal(ascending(epochStarts(11, 3, script(0.5, 0, 0).random)), [1, 4, 7]),
        equal(ascending(epochStarts(11, 3, script(0.9, 0, 0).random)), [2, 5]),
      ),
  },
  {
    name: "a short stream keeps its only window: 5 tokens, T = 4, u = 0.99",
    why: "The offset is below L − T as well: otherwise it could leave no window at all.",
    run: ({ epochStarts }) => equal(epochStarts(5, 4, script(0.99).random), [0]),
  },
  {
    name: "the order by hand: 0, 2, 4, 6 with the draws 0.3, 0.4, 0.9",
    why: "i = 3: j = ⌊1.2⌋ = 1 gives 0 6 4 2. i = 2: j = ⌊1.2⌋ = 1 gives 0 4 6 2. i = 1: j = ⌊1.8⌋ = 1 changes nothing. A j from all four places each time makes some orders likelier than others.",
    run: ({ epochStarts }) => equal(epochStarts(9, 2, script(0, 0.3, 0.4, 0.9).random), [0, 4, 6, 2]),
  },
  {
    name: "the offset is drawn first, and n starts take n draws in all",
    why: "One for the offset and one for each i from n − 1 down to 1. Another number of draws shifts all the randomness that comes after it.",
    run: ({ epochStarts }) => {
      const draws = script(0.5, 0, 0.99);
      return all(equal(epochStarts(11, 3, draws.random), [7, 4, 1]), equal(draws.asked(), 3));
    },
  },
  {
    name: "in one pass no token is a target twice, and all between offset and end are targets",
    why: "Windows that overlap show some tokens more often than others; gaps leave tokens out.",
    run: ({ epochStarts, windowAt }) =>
      all(
        ...[1, 2, 3, 4, 5, 6].map((seed) => {
          const draw = random(seed);
          const [L, T] = [20 + draw.integer(30), 1 + draw.integer(7)];
          const starts = epochStarts(L, T, draw.uniform);
          const targets = ascending(starts.flatMap((start) => windowAt(count(L), start, T).targets));
          const first = targets[0]!;
          const whole = Math.floor((L - first) / T) * T;
          return all(
            holds(first >= 1 && first <= T, first, `a first target from 1 to ${T}`),
            equal(
              targets,
              count(whole).map((i) => first + i),
            ),
          );
        }),
      ),
  },
  {
    name: "batches by hand: 7 tokens, T = 2, B = 2, in the order of the starts",
    why: "The starts are 0, 2, 4, and the draws 0 and 0 make 2, 4, 0 of them. Row b of the targets belongs to row b of the inputs; the third window makes a batch of one.",
    run: ({ epochBatches }) =>
      equal(epochBatches([10, 11, 12, 13, 14, 15, 16], { T: 2, B: 2, random: script(0, 0, 0).random }), [
        {
          inputs: [
            [12, 13],
            [14, 15],
          ],
          targets: [
            [13, 14],
            [15, 16],
          ],
        },
        { inputs: [[10, 11]], targets: [[11, 12]] },
      ]),
  },
  {
    name: "random streams: the batches hold the windows of the same draws, in order, B at a time",
    why: "epochBatches must use its random numbers just as epochStarts does. All batches but the last are full.",
    run: ({ epochBatches, epochStarts }) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const L = 23 + 5 * seed;
          const tokens = random(seed).uniforms(L);
          const [T, B] = [2 + (seed % 3), 1 + seed];
          const starts = epochStarts(L, T, random(50 + seed).uniform);
          const batches = epochBatches(tokens, { T, B, random: random(50 + seed).uniform });
          return all(
            equal(
              batches.map((batch) => batch.inputs.length),
              count(Math.ceil(starts.length / B)).map((n) => Math.min(B, starts.length - n * B)),
            ),
            equal(
              batches.flatMap((batch) => batch.inputs),
              starts.map((s) => tokens.slice(s, s + T)),
            ),
            equal(
              batches.flatMap((batch) => batch.targets),
              starts.map((s) => tokens.slice(s + 1, s + 1 + T)),
            ),
          );
        }),
      ),
  },
  {
    name: "sizes and starts that do not fit are refused",
    why: "slice is silent about what is not there: it returns a shorter window, and the shapes of a batch no longer agree.",
    run: ({ windowAt, epochStarts, epochBatches }) => {
      const draw = (): number => 0;
      return all(
        refuses(() => windowAt([1, 2, 3], 1, 2)),
        refuses(() => windowAt([1, 2, 3], -1, 1)),
        refuses(() => windowAt([1, 2, 3], 0.5, 1)),
        refuses(() => windowAt([1, 2, 3], 0, 0)),
        refuses(() => epochStarts(4, 4, draw)),
        refuses(() => epochStarts(4, 1.5, draw)),
        refuses(() => epochStarts(4, 0, draw)),
        refuses(() => epochBatches([1, 2], { T: 2, B: 1, random: draw })),
        refuses(() => epochBatches([1, 2, 3], { T: 1, B: 0, random: draw })),
        refuses(() => epochBatches([1, 2, 3], { T: 1, B: 1.5, random: draw })),
      );
    },
  },
  {
    name: "the stream is left as it was, and a window is no part of it",
    why: "splice and shift take tokens out of the caller's array.",
    run: ({ windowAt, epochBatches }) => {
      const tokens = [4, 3, 2, 1, 0];
      windowAt(tokens, 1, 2).inputs[0] = 9;
      epochBatches(tokens, { T: 2, B: 2, random: () => 0.5 });
      return equal(tokens, [4, 3, 2, 1, 0]);
    },
  },
];
