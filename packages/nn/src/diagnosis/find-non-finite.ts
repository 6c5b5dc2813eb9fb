import { noGrad, type Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import { withoutTrace } from "../module/without-trace.ts";
import { type Call, type Owner, withOwners } from "./module-owners.ts";

/** Where the first NaN or infinity came from; plain JSON. */
export interface NonFinite {
  readonly stage: "data" | "parameters" | "forward" | "backward";
  /** Which data or which parameter; null where an operation is to blame. */
  readonly name: string | null;
  /** The path of the module, "" for the model itself; null outside of all modules, as in the loss. */
  readonly module: string | null;
  /** The module's class. */
  readonly type: string | null;
  /** "log", "div"; null where none is to blame, or none was on the tape. */
  readonly operation: string | null;
  readonly value: "NaN" | "Infinity" | "-Infinity";
  /** The same in a sentence. */
  readonly message: string;
}

export interface FindNonFiniteOptions {
  /** What the loss is computed from, by name: looked at first. */
  data?: Record<string, Tensor>;
}

/**
 * The operation that produced the first NaN or infinity, forward or backward, and the module in which it stands; null where loss and
 * gradients are finite. `loss` is run once and differentiated once; the model is afterwards as it was.
 *
 * Forward: from a loss that is not finite the tape is followed back to an operation whose inputs are finite. −∞ put in by `where`, as masks
 * of attention do, counts as meant, and what becomes NaN of it is to blame. Backward: the first gradient in the order of the sweep.
 */
export function findNonFinite(
  model: AnyModule,
  loss: () => Tensor,
  { data = {} }: FindNonFiniteOptions = {},
): NonFinite | null {
  for (const [name, tensor] of Object.entries(data)) {
    const value = nonFiniteIn(tensor);
    if (value) return report({ stage: "data", name, value });
  }
  const inside = inParameters(model);
  if (inside) return inside;
  return withoutTrace(model, () => {
    const calls: NonFinite[] = [];
    const { result, owners } = withOwners(model, loss, (call) => calls.push(...blamedOnModule(call)));
    const fromData = calls.find(({ stage }) => stage === "data");
    if (fromData) return fromData;
    const value = nonFiniteIn(result);
    if (value === null) return result.requiresGrad ? inBackward(result, owners) : null;
    return inForward(result, owners) ?? calls[0] ?? report({ stage: "forward", value });
  });
}

function inParameters(model: AnyModule): NonFinite | null {
  for (const [name, parameter] of model.namedParameters()) {
    const value = nonFiniteIn(parameter);
    if (value) return report({ stage: "parameters", name, value });
  }
  for (const [name, buffer] of model.namedBuffers()) {
    // A mask may hold −∞.
    if (nonFiniteIn(buffer) === "NaN") return report({ stage: "parameters", name, value: "NaN" });
  }
  return null;
}

/** For what is not on the tape: the module whose inputs are finite and whose output is not; or inputs from outside that are not. */
function blamedOnModule({ owner, inputs, outputs, outermost }: Call): NonFinite[] {
  const given = inputs.map(nonFiniteIn).findIndex((value) => value !== null);
  if (given >= 0) {
    const computed = inputs[given]!.gradFn !== null;
    if (!outermost || computed) return [];
    const name = `input ${given} of ${title(owner)}`;
    return [report({ stage: "data", name, value: nonFiniteIn(inputs[given]!)! })];
  }
  const value = outputs.map(nonFiniteIn).find((found) => found !== null);
  return value ? [report({ stage: "forward", owner, value })] : [];
}

function inForward(loss: Tensor, owners: ReadonlyMap<Tensor, Owner>): NonFinite | null {
  if (loss.gradFn === null) return null;
  for (const tensor of tapeBefore(loss)) {
    const value = nonFiniteIn(tensor);
    if (value === null || isMeant(tensor)) continue;
    if (tensor.gradFn === null) return report({ stage: "data", name: `a tensor [${tensor.shape}]`, value });
    if (!tensor.gradFn.inputs.every((input) => nonFiniteIn(input) === null || isMeant(input))) continue;
    const read = tensor.gradFn.edges
      .flatMap((edge) => edge.slice(2) as Tensor[])
      .find((x) => x !== tensor && !x.requiresGrad && nonFiniteIn(x) !== null);
    const operation = tensor.gradFn.name;
    if (read && !isMeant(read))
      return report({ stage: "data", name: `a tensor [${read.shape}] that ${operation} reads`, value });
    return report({ stage: "forward", owner: owners.get(tensor), operation, value });
  }
  return null;
}

function isMeant(tensor: Tensor): boolean {
  return tensor.gradFn?.name === "where" && nonFiniteIn(tensor) !== "NaN";
}

function inBackward(loss: Tensor, owners: ReadonlyMap<Tensor, Owner>): NonFinite | null {
  const tape = tapeBefore(loss);
  const gradients = new Map<Tensor, Tensor>();
  let first: Tensor | undefined;
  const removes = tape
    .filter((tensor) => tensor.requiresGrad)
    .map((tensor) =>
      tensor.registerHook((gradient) => {
        gradients.set(tensor, gradient);
        if (first === undefined && nonFiniteIn(gradient) !== null) first = tensor;
      }),
    );
  loss.backward(undefined, { retainGraph: true });
  for (const remove of removes) remove();
  if (first === undefined) return null;
  const target = first;
  const value = nonFiniteIn(gradients.get(target)!)!;
  const maker = tape.find((tensor) => noGrad(() => handsOn(tensor, target, gradients.get(tensor))));
  return report({
    stage: "backward",
    owner: owners.get(maker ?? target),
    operation: maker?.gradFn?.name ?? "the sum of gradients",
    value,
  });
}

/** Whether the operation that made `tensor` gives a gradient to `target` that is not finite. */
function handsOn(tensor: Tensor, target: Tensor, gradient: Tensor | undefined): boolean {
  if (tensor.gradFn === null || gradient === undefined) return false;
  return tensor.gradFn.edges.some(
    ([input, back]) => input === target && nonFiniteIn(back(gradient)) !== null,
  );
}

/** All tensors on the tape of the loss, each after those that it was computed from. */
function tapeBefore(loss: Tensor): Tensor[] {
  const finished = new Set<Tensor>();
  const entered = new Set<Tensor>();
  const stack = [loss];
  while (stack.length > 0) {
    const tensor = stack.at(-1)!;
    if (entered.has(tensor)) {
      finished.add(tensor);
      stack.pop();
      continue;
    }
    entered.add(tensor);
    for (const input of [...(tensor.gradFn?.inputs ?? [])].reverse())
      if (!entered.has(input)) stack.push(input);
  }
  return [...finished];
}

/** What a tensor holds beside finite numbers, NaN before infinities; null where nothing. */
function nonFiniteIn({ data }: Tensor): NonFinite["value"] | null {
  let found: NonFinite["value"] | null = null;
  for (const value of data) {
    if (Number.isNaN(value)) return "NaN";
    if (!Number.isFinite(value)) found ??= value > 0 ? "Infinity" : "-Infinity";
  }
  return found;
}

function report({
  stage,
  value,
  name = null,
  owner,
  operation = null,
}: {
  stage: NonFinite["stage"];
  value: NonFinite["value"];
  name?: string | null;
  owner?: Owner | undefined;
  operation?: string | null;
}): NonFinite {
  const place = owner ? `in ${title(owner)}` : "outside of the modules, in the loss";
  const message = {
    data: `${value} was already in the data: ${name}`,
    parameters: `${value} was already in the parameters: ${name}; an earlier update put it there`,
    forward: `${operation ?? "an operation"} ${place} gave ${value} from finite inputs`,
    backward: `the gradient of ${operation} ${place} gave ${value} from finite gradients`,
  }[stage];
  return { stage, name, module: owner?.path ?? null, type: owner?.type ?? null, operation, value, message };
}

function title({ path, type }: Owner): string {
  return path === "" ? `the model (${type})` : `${path} (${type})`;
}
