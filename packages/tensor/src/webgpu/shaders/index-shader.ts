import type { HostKernel } from "../../compile/lower/kernels.ts";
import { type Shape, sizeOf, stridesOf } from "../../shape.ts";
import { address, coordinates, eachElement, groupsFor, type Shader, type ShaderWriter } from "./shader.ts";

/**
 * Reading and adding at indices. Each element of the result has an invocation of its own; to add, it looks through the
 * indices for those that name its place, in their order, so that sums are the same at every run.
 */
export function indexShader({ node, inputs }: HostKernel, writer: ShaderWriter): Shader {
  const name = node.name.replace("host:", "");
  const [x, index] = node.inputs.map(({ shape }) => shape) as [Shape, Shape];
  const d = Number(node.attributes.dim);
  const arrays = [node, ...inputs].map((input) => writer.array(input)) as Arrays;
  const lines = makers[name]!(arrays, { x, index, out: node.shape, d });
  const count = sizeOf(node.shape);
  return writer.finish(groupsFor(count), [eachElement(count), ...lines].join("\n"));
}

export const indexNames: ReadonlySet<string> = new Set(["indexSelect", "indexAdd", "gather", "scatterAdd"]);

type InShader = ReturnType<ShaderWriter["array"]>;
type Arrays = [out: InShader, x: InShader, index: InShader, source: InShader];

interface Sizes {
  readonly x: Shape;
  readonly index: Shape;
  readonly out: Shape;
  readonly d: number;
}

type Maker = (arrays: Arrays, sizes: Sizes) => string[];

const makers: Readonly<Record<string, Maker>> = {
  indexSelect: ([out, x, index], sizes) => {
    const inner = sizeOf(sizes.x.slice(sizes.d + 1));
    const count = sizeOf(sizes.index);
    const [n] = [sizes.x[sizes.d]!];
    return [
      `let column = i % ${inner}u;`,
      `let r = (i / ${inner}u) % ${count}u;`,
      `let o = i / ${inner * count}u;`,
      `let found = u32(${index.load(`${index.start} + r`)});`,
      copy(out, x, `(o * ${n}u + found) * ${inner}u + column`),
    ];
  },
  indexAdd: ([out, x, index, source], sizes) => {
    const inner = sizeOf(sizes.x.slice(sizes.d + 1));
    const count = sizeOf(sizes.index);
    const n = sizes.x[sizes.d]!;
    return [
      `let column = i % ${inner}u;`,
      `let place = i32((i / ${inner}u) % ${n}u);`,
      `let o = i / ${inner * n}u;`,
      ...sumWhere(out, x, [
        `for (var r = 0u; r < ${count}u; r++) {`,
        `if (${index.load(`${index.start} + r`)} == place) {`,
        `sum += ${source.load(`${source.start} + (o * ${count}u + r) * ${inner}u + column`)};`,
        "} }",
      ]),
    ];
  },
  gather: ([out, x, index], sizes) => {
    const strides = stridesOf(sizes.x);
    const terms = strides.map((stride, e) => [e === sizes.d ? "found" : `c${e}`, stride] as const);
    return [
      ...coordinates("c", "i", sizes.out),
      `let found = u32(${index.load(`${index.start} + i`)});`,
      copy(out, x, address("0u", 0, terms)),
    ];
  },
  scatterAdd: ([out, x, index, source], { x: shape, index: own, d }) => {
    const terms = stridesOf(own).map((stride, e) => [e === d ? "r" : `c${e}`, stride] as const);
    const inside = own.flatMap((n, e) => (e === d || n === shape[e] ? [] : [`c${e} < ${n}u`]));
    return [
      ...coordinates("c", "i", shape),
      ...sumWhere(out, x, [
        `if (${["true", ...inside].join(" && ")}) { for (var r = 0u; r < ${own[d]}u; r++) {`,
        `let at = ${address("0u", 0, terms)};`,
        `if (u32(${index.load(`${index.start} + at`)}) == c${d}) { sum += ${source.load(`${source.start} + at`)}; }`,
        "} }",
      ]),
    ];
  },
};

function copy(out: InShader, from: InShader, element: string): string {
  return `${out.raw(`${out.start} + i`)} = ${from.raw(`${from.start} + ${element}`)};`;
}

function sumWhere(out: InShader, x: InShader, loop: readonly string[]): string[] {
  return [`var sum = ${x.load(`${x.start} + i`)};`, ...loop, out.store(`${out.start} + i`, "sum")];
}
