import { cat, customFunction, enableGrad, grad, isGradEnabled, type Tensor, zeros } from "@blankfile/tensor";
import { type Step, stepsOf } from "./steps.ts";
import { gatesOf, type Transition } from "./transitions/transition.ts";

interface RecurrenceInputs {
  /** W_ih x + b_ih of all steps, [N, gates · H], rows packed by time. */
  readonly x: Tensor;
  /** The state before the first step, [B, H] each. */
  readonly initial: readonly Tensor[];
  /** W_hh, [gates · H, H]. */
  readonly weight: Tensor;
  /** b_hh, [gates · H]; null without bias. */
  readonly bias: Tensor | null;
}

/** Over which rows a recurrence walks: `batchSizes[t]` of them belong to step t. In `reverse` it begins at the last step. */
export interface Walk {
  readonly batchSizes: readonly number[];
  readonly reverse: boolean;
}

/**
 * A recurrent layer over all its steps: the state after each, [N, H] for each tensor of the state, rows packed as those of x.
 *
 * It is one operation on the tape. Going back through time only ∂L/∂h is handed from step to step; the gradient of W_hh is one
 * product over all rows, Σ_t (∂L/∂b_t)ᵀ h_(t−1), where the tape of the single steps would add up as many products as there are steps.
 * A gradient that is itself to be differentiated goes by that tape.
 */
export function recurrence(transition: Transition, inputs: RecurrenceInputs, walk: Walk): Tensor[] {
  const steps = stepsOf(walk.batchSizes, walk.reverse);
  const tensors = [inputs.x, inputs.weight, ...inputs.initial, ...(inputs.bias ? [inputs.bias] : [])];
  const named = ([x, weight, ...rest]: readonly Tensor[]): RecurrenceInputs => ({
    ...{ x: x!, weight: weight!, initial: rest.slice(0, transition.states) },
    bias: rest[transition.states] ?? null,
  });
  let passed: Passed;
  const apply = customFunction<Tensor[]>({
    name: "recurrence",
    forward: (...given) => {
      passed = unroll(transition, named(given), steps);
      return cat(passed.after);
    },
    backward: (g, { inputs: given }) => {
      if (!isGradEnabled()) return throughTime(transition, named(given), { steps, passed, g });
      const output = enableGrad(() => cat(unroll(transition, named(given), steps).after));
      const tracked = given.filter(({ requiresGrad }) => requiresGrad);
      const found = grad(output, tracked, { gradOutputs: [g], createGraph: true, allowUnused: true });
      return given.map((input) => found[tracked.indexOf(input)] ?? null);
    },
  });
  const N = inputs.x.shape[0]!;
  const all = apply(...tensors);
  return inputs.initial.map((_, k) => all.slice([k * N, (k + 1) * N]));
}

/** What was computed on the way, row by row as x: the states before and after each step, and what the steps kept. */
interface Passed {
  readonly before: readonly Tensor[];
  readonly after: readonly Tensor[];
  readonly kept: readonly Tensor[];
}

function unroll(
  transition: Transition,
  { x, initial, weight, bias }: RecurrenceInputs,
  steps: readonly Step[],
): Passed {
  const turned = weight.transpose(0, 1); // [H, gates · H]
  const biases = bias && gatesOf(bias, transition.gates);
  let state = initial.map((s) => s.slice([0, steps[0]!.size]));
  const passed = steps.map((step) => {
    const before = state.map((s, k) => withRows(s, step.size, initial[k]!));
    const h = gatesOf(before[0]!.matmul(turned), transition.gates);
    const { after, kept } = transition.step(
      gatesOf(rowsOf(x, step), transition.gates),
      biases ? h.map((gate, k) => gate.add(biases[k]!)) : h,
      before,
    );
    state = after;
    return { step, before, after, kept };
  });
  const inTime = [...passed].sort((a, b) => a.step.t - b.step.t);
  const rows = (of: "before" | "after" | "kept") =>
    inTime[0]![of].map((_, k) => cat(inTime.map((entry) => entry[of][k]!)));
  return { before: rows("before"), after: rows("after"), kept: rows("kept") };
}

function rowsOf(x: Tensor, { start, size }: Step): Tensor {
  return x.slice([start, start + size]);
}

/** The first rows of a state; sequences that begin later come from the initial one. */
function withRows(state: Tensor, size: number, initial: Tensor): Tensor {
  const rows = state.shape[0]!;
  if (rows === size) return state;
  return rows > size ? state.slice([0, size]) : cat([state, initial.slice([rows, size])]);
}

/** ∂L/∂x, ∂L/∂W_hh, ∂L/∂initial and ∂L/∂b_hh, given ∂L/∂(all states after, one below the other). */
function throughTime(
  transition: Transition,
  { x, initial, weight, bias }: RecurrenceInputs,
  { steps, passed, g }: { steps: readonly Step[]; passed: Passed; g: Tensor },
): Tensor[] {
  const N = x.shape[0]!;
  const from = (k: number, { start, size }: Step) => g.slice([k * N + start, k * N + start + size]);
  const parts: { t: number; x: Tensor; h: Tensor }[] = [];
  /** ∂L/∂initial of the rows that begin at a later step of the walk, the earliest first. */
  let later: Tensor[][] = initial.map(() => []);
  /** ∂L/∂after of the step in hand, as far as it comes through the steps behind it. */
  let carried: Tensor[] = [];
  for (const [at, step] of [...steps.entries()].reverse()) {
    const d = initial.map((_, k) => (carried[k] ? carried[k].add(from(k, step)) : from(k, step)));
    const own = (rows: readonly Tensor[]) => rows.map((each) => rowsOf(each, step));
    const back = transition.backward(d, own(passed.kept), own(passed.before));
    parts.push({ t: step.t, x: back.x, h: back.h });
    const through = back.h.matmul(weight);
    const before = back.before.map((part, k) => (k > 0 ? part! : part ? through.add(part) : through));
    const rows = steps[at - 1]?.size ?? step.size;
    if (rows < step.size) later = later.map((list, k) => [before[k]!.slice([rows, step.size]), ...list]);
    carried = before.map((part) => withRows(part, rows, zeros([rows, part.shape[1]!], { dtype: x.dtype })));
  }
  parts.sort((a, b) => a.t - b.t);
  const dh = cat(parts.map((part) => part.h)); // [N, gates · H]
  return [
    parts.every((part) => part.x === part.h) ? dh : cat(parts.map((part) => part.x)),
    dh.transpose(0, 1).matmul(passed.before[0]!),
    ...carried.map((first, k) => (later[k]!.length === 0 ? first : cat([first, ...later[k]!]))),
    ...(bias ? [dh.sum({ dim: 0 })] : []),
  ];
}
