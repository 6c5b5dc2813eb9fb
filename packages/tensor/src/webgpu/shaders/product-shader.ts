import type { ProductKernel } from "../../compile/lower/kernels.ts";
import type { View } from "../../compile/lower/view.ts";
import { sizeOf } from "../../shape.ts";
import { address, coordinates, type Shader, type ShaderWriter } from "./shader.ts";

/** Invocations of a workgroup along a side of its tile, and how deep a tile is loaded at a time. */
const side = 16;

/**
 * C = A · B in square tiles. A workgroup loads a piece of both operands into its memory, from any strides, and each of its
 * 16 × 16 invocations adds up 4 × 4 elements of a large result, or one of a small, in the order of k.
 */
export function productShader(kernel: ProductKernel, writer: ShaderWriter): Shader {
  const { left, right, target } = kernel;
  const [M, K] = left.shape.slice(-2) as [number, number];
  const N = right.shape.at(-1)!;
  const each = Math.min(M, N) >= 2 * side ? 4 : 1;
  const tile = side * each;
  const [across, down] = [Math.ceil(N / tile), Math.ceil(M / tile)];
  const batch = target.shape.slice(0, -2);
  const [a, b, c] = [left.node, right.node, target].map((node) => writer.array(node)) as [
    ReturnType<ShaderWriter["array"]>,
    ReturnType<ShaderWriter["array"]>,
    ReturnType<ShaderWriter["array"]>,
  ];
  const element = (view: View, from: string, row: string, column: string) =>
    address(from, 0, [
      [row, view.strides.at(-2)!],
      [column, view.strides.at(-1)!],
    ]);
  // Written out: an array of sums with computed places would not stay in registers.
  const rows = Array.from({ length: each }, (_, r) => r);
  const across4 = rows.map((s) => `right[k * ${tile}u + x + ${s * side}u]`);
  const store = (r: number, s: number) => {
    const [row, column] = [`row0 + y + ${r * side}u`, `column0 + x + ${s * side}u`];
    const value = each === 1 ? "sum0" : `sum${r}.${"xyzw"[s]}`;
    const place = `${c.start} + (item * ${M}u + ${row}) * ${N}u + ${column}`;
    return `if (${row} < ${M}u && ${column} < ${N}u) { ${c.store(place, value)} }`;
  };
  const load = `
for (var q = at; q < ${tile * side}u; q += 256u) {
  let am = q / ${side}u; let ak = q % ${side}u;
  let inA = row0 + am < ${M}u && k0 + ak < ${K}u;
  if (inA) { left[q] = ${a.load(element(left, "aStart", "(row0 + am)", "(k0 + ak)"))}; } else { left[q] = 0.0f; }
  let bk = q / ${tile}u; let bn = q % ${tile}u;
  let inB = k0 + bk < ${K}u && column0 + bn < ${N}u;
  if (inB) { right[q] = ${b.load(element(right, "bStart", "(k0 + bk)", "(column0 + bn)"))}; } else { right[q] = 0.0f; }
}`;
  const body = `
let x = at % ${side}u; let y = at / ${side}u;
let item = group / ${across * down}u;
let row0 = (group / ${across}u) % ${down}u * ${tile}u;
let column0 = group % ${across}u * ${tile}u;
${coordinates("d", "item", batch).join("\n")}
let aStart = ${batchStart(a.start, left, batch)};
let bStart = ${batchStart(b.start, right, batch)};
${rows.map((r) => `var sum${r}: ${each === 1 ? "f32" : "vec4f"};`).join(" ")}
for (var k0 = 0u; k0 < ${K}u; k0 += ${side}u) {${load}
workgroupBarrier();
for (var k = 0u; k < ${side}u; k++) {
  let b = ${each === 1 ? across4[0] : `vec4f(${across4.join(", ")})`};
  ${rows.map((r) => `sum${r} += left[(y + ${r * side}u) * ${side}u + k] * b;`).join("\n  ")}
}
workgroupBarrier();
}
${rows.flatMap((r) => rows.map((s) => store(r, s))).join("\n")}`;
  const memory = `var<workgroup> left: array<f32, ${tile * side}>;\nvar<workgroup> right: array<f32, ${tile * side}>;`;
  return writer.finish(sizeOf(batch) * across * down, body, memory);
}

/** Where an operand's matrix for the item begins. */
function batchStart(start: string, view: View, batch: readonly number[]): string {
  const own = view.shape.length - 2;
  const terms = batch.flatMap((_, d) => {
    const at = d - batch.length + own;
    return at < 0 || view.shape[at] === 1 ? [] : [[`d${d}`, view.strides[at]!] as const];
  });
  return address(start, view.offset, terms);
}
