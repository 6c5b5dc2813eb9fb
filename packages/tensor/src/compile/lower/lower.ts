import type { TypedArray } from "../../dtype.ts";
import { allocate } from "../../dtype.ts";
import { sizeOf } from "../../shape.ts";
import type { Float } from "../../wasm/lanes.ts";
import { type GraphNode, numelOf, type Operand } from "../graph.ts";
import { Fusion } from "./fuse.ts";
import { readsIn } from "./group.ts";
import { type CompiledKernel, type NativeName, nativeNames, type ProductKernel } from "./kernels.ts";
import { lowerGroup } from "./loops.ts";
import { chooseRecomputed, type Recomputed } from "./recompute.ts";
import { rewrite } from "./rewrite.ts";
import { isGroup, type Unit } from "./unit-graph.ts";
import { permuteView, reshapeView, type View, wholeView } from "./view.ts";
import { Views } from "./views.ts";
import { elementOperations, viewNames } from "./vocabulary.ts";

/** A captured function as kernels, in the order in which they run. */
export interface Lowered {
  readonly kernels: readonly CompiledKernel[];
  /** For each root the node whose array holds it. */
  readonly arrayOf: (root: GraphNode) => GraphNode;
  /** The node that stands for a captured or argument node, if anything reads it. */
  readonly inputOf: (node: GraphNode) => GraphNode | undefined;
  /** Arrays whose contents are known now. */
  readonly constants: ReadonlyMap<GraphNode, TypedArray>;
}

export function lower(captured: readonly GraphNode[], roots: readonly GraphNode[]): Lowered {
  const { nodes, of } = rewrite(captured, roots);
  const views = new Views(nodes);
  const results = roots.map((root) => of.get(root)!);
  settleViews(nodes, results, views);
  const arrays = new Map(roots.map((root, i) => [root, views.whole(results[i]!)]));
  const fusion = new Fusion(nodes, views);
  const units = order(nodes, [...arrays.values()], fusion);
  const recomputed = chooseRecomputed(units, new Set(arrays.values()), views);
  const stored = readElsewhere(units, [...arrays.values()], { fusion, views, recomputed });
  const kernels = units.flatMap((unit) => lowerUnit(unit, views, { stored, recomputed }));
  return {
    kernels,
    arrayOf: (root) => arrays.get(root)!,
    inputOf: (node) => of.get(node)?.node,
    constants: constantsOf(nodes),
  };
}

/** Decides which views get arrays of their own; a copy can make another one necessary. */
function settleViews(nodes: readonly GraphNode[], results: readonly Operand[], views: Views): void {
  for (let before = -1; before < views.copied.size; ) {
    before = views.copied.size;
    for (const result of results) views.whole(result);
    for (const node of nodes) {
      if (views.copied.has(node) && isFloat(node)) views.source(node);
      else if (viewNames.has(node.name)) continue;
      else if (node.name === "matmul") for (const input of node.inputs) views.of(input);
      else if (isNative(node)) for (const input of node.inputs) nativeView(node, input, views);
      else if (isLoop(node)) readsIn(node, views);
      else for (const input of node.inputs) views.whole(input);
    }
    for (const node of views.copied) if (!isFloat(node)) views.whole(node.inputs[0]!);
  }
}

function isFloat({ dtype }: GraphNode): boolean {
  return dtype === "float32" || dtype === "float64";
}

function isLoop({ name }: GraphNode): boolean {
  return elementOperations.has(name) || name === "reduce" || name === "columns";
}

/** Units with work, each after what it reads; checks first, but for those of random draws, which come in the order of the program. */
function order(nodes: readonly GraphNode[], roots: readonly GraphNode[], fusion: Fusion): Unit[] {
  const checks = nodes.filter(({ name }) => name === "inspect" || name === "host:inspect");
  const drawn = followersOfDraws(nodes);
  const random = nodes.filter(({ attributes }) => attributes.random);
  const done = new Set<Unit>();
  const units: Unit[] = [];
  // Units are as many deep as a program has steps, which the calls of a recursion might not be.
  const visit = (wanted: Unit): void => {
    const open: { unit: Unit; inputs: Iterator<Unit> }[] = [];
    const enter = (unit: Unit): void => {
      if (done.has(unit)) return;
      done.add(unit);
      open.push({ unit, inputs: fusion.inputsOf(unit).values() });
    };
    enter(wanted);
    while (open.length > 0) {
      const { unit, inputs } = open.at(-1)!;
      const next = inputs.next();
      if (!next.done) {
        enter(next.value);
        continue;
      }
      open.pop();
      units.push(unit);
    }
  };
  // In the order of the program, so that what is computed is soon used; what only later units need follows from them.
  const wanted = new Set(
    reachableUnits(
      [...checks, ...roots].map((node) => fusion.unitOf(node)),
      fusion,
    ),
  );
  const first = checks.filter((node) => !drawn.has(node));
  for (const node of [...first, ...random, ...checks, ...nodes]) {
    const unit = fusion.unitOf(node);
    if (wanted.has(unit) || node.attributes.random) visit(unit);
  }
  return units;
}

/** Random draws and what depends on them. */
function followersOfDraws(nodes: readonly GraphNode[]): Set<GraphNode> {
  const drawn = new Set<GraphNode>();
  for (const node of nodes) {
    if (node.attributes.random || node.inputs.some((input) => drawn.has(input.node))) drawn.add(node);
  }
  return drawn;
}

function reachableUnits(from: readonly Unit[], fusion: Fusion): Set<Unit> {
  const seen = new Set<Unit>();
  const stack = [...from];
  while (stack.length > 0) {
    const unit = stack.pop()!;
    if (seen.has(unit)) continue;
    seen.add(unit);
    stack.push(...fusion.inputsOf(unit));
  }
  return seen;
}

/** Nodes whose arrays are needed outside the loop that makes them. */
function readElsewhere(
  units: readonly Unit[],
  roots: readonly GraphNode[],
  { fusion, views, recomputed }: { fusion: Fusion; views: Views; recomputed: Recomputed },
): Set<GraphNode> {
  const stored = new Set(roots);
  for (const unit of units) {
    const members = isGroup(unit) ? [...unit.members.keys()] : [unit];
    for (const member of members) {
      const reads = isGroup(unit) ? readsIn(member, views) : member.inputs.map((input) => views.of(input));
      for (const read of reads) {
        if (fusion.unitOf(read.node) === unit) continue;
        if (!recomputed.again.has(read.node)) stored.add(read.node);
        else for (const leaf of recomputed.leavesOf(read.node)) stored.add(leaf.node);
      }
    }
  }
  return stored;
}

function lowerUnit(
  unit: Unit,
  views: Views,
  kept: { stored: ReadonlySet<GraphNode>; recomputed: Recomputed },
): CompiledKernel[] {
  if (isGroup(unit)) return [lowerGroup(unit, views, kept)];
  if (unit.kernel === null && !views.copied.has(unit) && unit.name !== "matmul" && !isNative(unit)) return [];
  if (unit.name === "literal" || isConstant(unit)) return [];
  if (unit.name === "matmul") return [product(unit, views)];
  if (isNative(unit)) {
    const inputs = unit.inputs.map((input) => nativeView(unit, input, views));
    return [
      { kind: "native", name: unit.name as NativeName, float: unit.dtype as Float, node: unit, inputs },
    ];
  }
  return [{ kind: "host", node: unit, inputs: unit.inputs.map((input) => views.whole(input)) }];
}

function isNative({ name }: GraphNode): boolean {
  return (nativeNames as readonly string[]).includes(name);
}

/** Attention reads rows wherever they lie; convolutions read whole arrays. */
function nativeView({ name }: GraphNode, input: Operand, views: Views): View {
  if (name.startsWith("attention") && input.shape.length > 1) {
    const items = itemsView(views.of(input));
    if (items) return items;
  }
  const whole = wholeView(views.whole(input), input.shape);
  return name.startsWith("attention") && input.shape.length > 1 ? itemsView(whole)! : whole;
}

/** [..., T, D] as [batch, heads, T, D], if the strides can say it and the numbers of a row lie side by side. */
function itemsView(view: View): View | null {
  const [heads = 1] = view.shape.slice(-3, -2);
  const shape = [sizeOf(view.shape.slice(0, -3)), heads, ...view.shape.slice(-2)];
  const items = reshapeView(view, shape);
  return items && (items.strides[3] === 1 || shape[3] === 1) ? items : null;
}

function product(node: GraphNode, views: Views): ProductKernel {
  const [a, b] = node.inputs as [Operand, Operand];
  const { transposeLeft, transposeRight } = node.attributes;
  const left = transposeLeft ? turn(views.of(a)) : views.of(a);
  const right = transposeRight ? turn(views.of(b)) : views.of(b);
  return { kind: "product", float: node.dtype as Float, target: node, left, right };
}

/** The transpose of the last two dimensions. */
function turn(view: View): View {
  const n = view.shape.length;
  return permuteView(
    view,
    [...view.shape.keys()].map((d) => (d === n - 2 ? n - 1 : d === n - 1 ? n - 2 : d)),
  );
}

/** Whether a node is the same at every call. */
export function isConstant({ name, inputs, kernel, attributes }: GraphNode): boolean {
  return name === "literal" || (kernel !== null && inputs.length === 0 && !attributes.random);
}

function constantsOf(nodes: readonly GraphNode[]): Map<GraphNode, TypedArray> {
  const constants = new Map<GraphNode, TypedArray>();
  for (const node of nodes) {
    if (!isConstant(node) || node.name === "host:inspect" || node.name === "inspect") continue;
    const data = allocate(node.dtype, numelOf(node));
    if (node.name === "literal") data.fill(Number(node.attributes.value));
    else node.kernel!(data);
    constants.set(node, data);
  }
  return constants;
}
