import { show } from "../../arguments.ts";
import { sizeOf } from "../../shape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { mul } from "../arithmetic.ts";
import { sum } from "../broadcast.ts";
import { matmul } from "../matmul.ts";
import { permute } from "../permute.ts";
import { reshape } from "../reshape.ts";
import { slice } from "../slice.ts";
import { type Equation, parseEquation } from "./equation.ts";

/** A tensor with a name for each of its dimensions. */
interface Term {
  x: Tensor;
  labels: readonly string[];
}

/**
 * Σ over the indices that the result does not name, of the product of all operands: `einsum("bij,bjk->bik", A, B)` is
 * the batched matrix product Σ_j A_bij · B_bjk.
 *
 * Without "->" the result names, in alphabetical order, the letters that occur once. A letter twice in one operand takes
 * its diagonal; "..." stands for any further dimensions, which broadcast. Operands are taken in from left to right, each
 * time as one matrix product: shared letters that are still needed are its batch, shared ones that are not are summed.
 */
export function einsum(equation: string, ...operands: Tensor[]): Tensor {
  if (typeof equation !== "string") {
    throw new TypeError(`einsum: ${show(equation)} as equation, a text such as "ij,jk->ik" is needed`);
  }
  requireTensor("einsum", ...operands);
  const parsed = parseEquation(equation, operands);
  const terms = operands.map((x, i) => prepare({ x, labels: parsed.inputs[i]! }, parsed));
  let total = terms[0]!;
  for (let i = 1; i < terms.length; i++) {
    const needed = new Set([...parsed.output, ...terms.slice(i + 1).flatMap((term) => term.labels)]);
    total = combine(total, terms[i]!, needed);
  }
  const { x, labels } = keepOnly(total, new Set(parsed.output));
  return permute(
    x,
    parsed.output.map((label) => labels.indexOf(label)),
  );
}

/** Drops dimensions of size 1 that broadcast, and takes diagonals of repeated letters. */
function prepare({ x, labels }: Term, { sizes }: Equation): Term {
  const stays = labels.map((label, d) => x.shape[d] === sizes.get(label));
  let term: Term = {
    x: reshape(
      x,
      x.shape.filter((_, d) => stays[d]),
    ),
    labels: labels.filter((_, d) => stays[d]),
  };
  for (const label of new Set(term.labels)) {
    while (term.labels.indexOf(label) !== term.labels.lastIndexOf(label)) term = diagonal(term, label);
  }
  return term;
}

/** Of the first two dimensions with this label, the elements where both agree, as one dimension at the end. */
function diagonal({ x, labels }: Term, label: string): Term {
  const first = labels.indexOf(label);
  const second = labels.indexOf(label, first + 1);
  const others = labels.map((_, d) => d).filter((d) => d !== first && d !== second);
  const n = x.shape[first]!;
  const rest = others.map((d) => x.shape[d]!);
  const flat = reshape(permute(x, [...others, first, second]), [...rest, n * n]);
  const picked = slice(flat, ...rest.map(() => null), [0, null, n + 1]);
  return { x: picked, labels: [...others.map((d) => labels[d]!), label] };
}

/** Σ over the labels that are not in `needed`. */
function keepOnly({ x, labels }: Term, needed: ReadonlySet<string>): Term {
  const dim = labels.flatMap((label, d) => (needed.has(label) ? [] : [d]));
  if (dim.length === 0) return { x, labels };
  return { x: sum(x, { dim }), labels: labels.filter((label) => needed.has(label)) };
}

function combine(left: Term, right: Term, needed: ReadonlySet<string>): Term {
  const a = keepOnly(left, new Set([...needed, ...right.labels]));
  const b = keepOnly(right, new Set([...needed, ...left.labels]));
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => needed.has(label));
  const summed = shared.filter((label) => !needed.has(label));
  const rows = a.labels.filter((label) => !shared.includes(label));
  const columns = b.labels.filter((label) => !shared.includes(label));
  const labels = [...batch, ...rows, ...columns];
  const sizes = (term: Term, list: readonly string[]): number[] =>
    list.map((label) => term.x.shape[term.labels.indexOf(label)]!);
  const arranged = (term: Term, ...groups: (readonly string[])[]): Tensor =>
    reshape(
      permute(
        term.x,
        groups.flat().map((label) => term.labels.indexOf(label)),
      ),
      groups.map((group) => sizeOf(sizes(term, group))),
    );
  const shape = [...sizes(a, batch), ...sizes(a, rows), ...sizes(b, columns)];
  if (summed.length === 0) {
    const product = mul(
      reshape(arranged(a, batch, rows), [sizeOf(sizes(a, batch)), sizeOf(sizes(a, rows)), 1]),
      reshape(arranged(b, batch, columns), [sizeOf(sizes(a, batch)), 1, sizeOf(sizes(b, columns))]),
    );
    return { x: reshape(product, shape), labels };
  }
  const product = matmul(arranged(a, batch, rows, summed), arranged(b, batch, summed, columns));
  return { x: reshape(product, shape), labels };
}
