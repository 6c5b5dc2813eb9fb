import type { HostKernel } from "../../compile/lower/kernels.ts";
import { sizeOf, stridesOf } from "../../shape.ts";
import { address, coordinates, eachElement, groupsFor, type Shader, type ShaderWriter } from "./shader.ts";

export const extremeNames: ReadonlySet<string> = new Set(["argmax", "argmin"]);

/** Where the largest or smallest lies: each result has an invocation, which looks at one element after the other. */
export function extremeShader({ node, inputs }: HostKernel, writer: ShaderWriter): Shader {
  const { shape } = node.inputs[0]!;
  const dims = node.attributes.dims as readonly number[];
  const kept = shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const sizes = (list: readonly number[]) => list.map((d) => shape[d]!);
  const strides = stridesOf(shape);
  const terms = (name: string, list: readonly number[]) =>
    list.map((d, e) => [`${name}${e}`, strides[d]!] as const);
  const [x, out] = [writer.array(inputs[0]!), writer.array(node)];
  const value = x.load(address("start", 0, terms("r", dims)));
  const better = node.name.endsWith("argmax") ? ">" : "<";
  const lines = [
    eachElement(sizeOf(node.shape)),
    ...coordinates("c", "i", sizes(kept)),
    `let start = ${address(x.start, 0, terms("c", kept))};`,
    `var best = ${x.load("start")};`,
    "var place = 0i;",
    `for (var r = 1u; r < ${sizeOf(sizes(dims))}u; r++) {`,
    ...coordinates("r", "r", sizes(dims)),
    `let candidate = ${value};`,
    // NaN counts as the largest, and as the smallest; the first of equals is kept.
    `if (!isNan(best) && (isNan(candidate) || candidate ${better} best)) { best = candidate; place = i32(r); }`,
    "}",
    out.store(`${out.start} + i`, "place"),
  ];
  return writer.finish(groupsFor(sizeOf(node.shape)), lines.join("\n"));
}
