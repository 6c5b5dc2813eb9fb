import type { TrainingStep } from "./training-step.ts";

/** What the compiler made of a step, in numbers. */
export interface Account {
  /** Element-wise operations and sums. */
  operations: number;
  loops: number;
  products: number;
  /** Bytes that a step reads and writes. */
  moved: number;
  /** The same if each operation read its inputs from memory and wrote its result. */
  movedAlone: number;
  arena: number;
  unshared: number;
  arrays: number;
  code: number;
  /** All that `explain()` says. */
  lines: string[];
}

type Kernel = TrainingStep["compiled"]["programs"][number]["kernels"][number];
type Loop = Extract<Kernel, { kind: "loop" }>;

/** Reads the last program of a step that was called. */
export function accountOf({ compiled }: TrainingStep): Account {
  const explained = compiled.explain();
  const loops = compiled.programs.at(-1)!.kernels.filter((kernel): kernel is Loop => kernel.kind === "loop");
  const apart = loops.flatMap(bytesOfOperations);
  const inLoops = sum(
    explained.kernels
      .filter(({ kind }) => kind === "loop")
      .map(({ bytesRead, bytesWritten }) => bytesRead + bytesWritten),
  );
  return {
    operations: apart.length,
    loops: loops.length,
    products: explained.kernels.filter(({ kind }) => kind === "product").length,
    moved: explained.bytesMoved,
    movedAlone: explained.bytesMoved - inLoops + sum(apart),
    arena: explained.arenaBytes,
    unshared: explained.unsharedBytes,
    arrays: explained.buffers,
    code: explained.codeBytes,
    lines: String(explained).split("\n"),
  };
}

/** For each operation of a loop: the bytes of its inputs and of its result, four for a number. */
function bytesOfOperations({ steps, outer, inner }: Loop): number[] {
  const rows = outer.reduce((product, n) => product * n, 1);
  const bytesAt = (s: number): number => {
    const step = steps[s]!;
    if (step.kind === "literal") return 0;
    if (step.kind === "load") return 4 * step.access.node.shape.reduce((product, n) => product * n, 1);
    if (step.kind === "columns") return 4 * inner;
    return 4 * (step.level === "row" ? rows : rows * inner);
  };
  const used = usedSteps(steps);
  return steps.flatMap((step, s) => {
    if (!used.has(s) || step.kind === "literal" || step.kind === "load" || step.kind === "store") return [];
    return [bytesAt(s) + sum(step.inputs.map(bytesAt))];
  });
}

/** The steps that something written follows from. */
function usedSteps(steps: Loop["steps"]): Set<number> {
  const used = new Set<number>();
  for (const [s, step] of [...steps.entries()].reverse()) {
    const writes = step.kind === "store" || step.kind === "columns";
    if (!writes && !used.has(s)) continue;
    used.add(s);
    if ("inputs" in step) for (const input of step.inputs) used.add(input);
  }
  return used;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
