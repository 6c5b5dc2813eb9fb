import type { ProductKernel } from "../../compile/lower/kernels.ts";
import type { View } from "../../compile/lower/view.ts";
import { sizeOf } from "../../shape.ts";
import type { ArrayInShader, Shader, ShaderWriter } from "./shader.ts";

/** Invocations of a workgroup along a side of its tile, and how deep a tile is loaded at a time. */
const side = 16;

/**
 * C = A · B in square tiles. A workgroup loads a piece of both operands into its memory, from any strides, and each of its
 * 16 × 16 invocations adds up 4 × 4 elements of a large result, or one of a small, in the order of k. Sizes and strides are
 * parameters: all products share few shaders.
 */
export function productShader(kernel: ProductKernel, writer: ShaderWriter): Shader {
  const { left, right, target } = kernel;
  const [rows, depth] = left.shape.slice(-2) as [number, number];
  const columns = right.shape.at(-1)!;
  const each = Math.min(rows, columns) >= 2 * side ? 4 : 1;
  const tile = side * each;
  const [across, down] = [Math.ceil(columns / tile), Math.ceil(rows / tile)];
  const batch = target.shape.slice(0, -2);
  const [M, K, N, tilesAcross, tilesDown] = [rows, depth, columns, across, down].map((n) => writer.number(n));
  const c = writer.array(target);
  const load = (array: ArrayInShader, view: View, name: string, row: string, column: string) => {
    const [along, next] = view.strides.slice(-2).map((stride) => writer.number(stride));
    return array.load(`${name} + (${row}) * ${along} + (${column}) * ${next}`);
  };
  const [a, b] = [writer.array(left.node), writer.array(right.node)];
  const body = `
let x = at % ${side}u; let y = at / ${side}u;
let item = group / (${tilesAcross} * ${tilesDown});
let row0 = (group / ${tilesAcross}) % ${tilesDown} * ${tile}u;
let column0 = group % ${tilesAcross} * ${tile}u;
var rest = item; var startA = ${a.start} + ${writer.number(left.offset)}; var startB = ${b.start} + ${writer.number(right.offset)};
${batchLines(batch, left, right, writer)}
${range(each, (r) => `var sum${r}: ${each === 1 ? "f32" : "vec4f"};`)}
for (var k0 = 0u; k0 < ${K}; k0 += ${side}u) {
for (var q = at; q < ${tile * side}u; q += 256u) {
  let i = row0 + q / ${side}u; let ka = k0 + q % ${side}u;
  if (i < ${M} && ka < ${K}) { left[q] = ${load(a, left, "startA", "i", "ka")}; } else { left[q] = 0.0f; }
  let kb = k0 + q / ${tile}u; let j = column0 + q % ${tile}u;
  if (kb < ${K} && j < ${N}) { right[q] = ${load(b, right, "startB", "kb", "j")}; } else { right[q] = 0.0f; }
}
workgroupBarrier();
for (var k = 0u; k < ${side}u; k++) {
  let value = ${vector(each, (s) => `right[k * ${tile}u + x + ${s * side}u]`)};
  ${range(each, (r) => `sum${r} += left[(y + ${r * side}u) * ${side}u + k] * value;`)}
}
workgroupBarrier();
}
let place = ${c.start} + item * ${M} * ${N};
${range(each, (r) => {
  const row = `row0 + y + ${r * side}u`;
  const stores = range(each, (s) => {
    const column = `column0 + x + ${s * side}u`;
    const sum = each === 1 ? "sum0" : `sum${r}.${"xyzw"[s]}`;
    return `if (${column} < ${N}) { ${c.store(`place + (${row}) * ${N} + ${column}`, sum)} }`;
  });
  return `if (${row} < ${M}) {\n${stores}\n}`;
})}`;
  const memory = ["left", "right"].map((name) => `var<workgroup> ${name}: array<f32, ${tile * side}>;`);
  return writer.finish(sizeOf(batch) * across * down, body, memory.join("\n"));
}

/** Written out: an array of sums with computed places would not stay in registers. */
function range(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join("\n");
}

function vector(count: number, part: (i: number) => string): string {
  if (count === 1) return part(0);
  return `vec4f(${Array.from({ length: count }, (_, i) => part(i)).join(", ")})`;
}

/** Where both operands' matrices for the item begin: the coordinates of the batch, the last first. */
function batchLines(batch: readonly number[], left: View, right: View, writer: ShaderWriter): string {
  const stride = (view: View, d: number): number => {
    const at = d - batch.length + view.shape.length - 2;
    return at < 0 || view.shape[at] === 1 ? 0 : view.strides[at]!;
  };
  const lines = batch.map((size, d) => {
    const n = writer.number(size);
    const steps = [left, right].map((view) => writer.number(stride(view, d)));
    return `{ let d = rest % ${n}; rest /= ${n}; startA += d * ${steps[0]}; startB += d * ${steps[1]}; }`;
  });
  return lines.reverse().join("\n");
}
