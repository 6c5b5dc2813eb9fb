import type { GraphNode } from "../../compile/graph.ts";
import { sizeOf } from "../../shape.ts";
import { eachElement, groupsFor, type Shader, type ShaderWriter } from "./shader.ts";

/** Elements of the inputs in another order, with one value where there is none. */
export interface MoveKernel {
  readonly kind: "move";
  readonly target: GraphNode;
  readonly inputs: readonly GraphNode[];
  /** For each element of the target 1 + its place in the inputs, one after the other; 0 for none. So many times, if several add up. */
  readonly table: GraphNode;
  readonly terms: number;
  readonly fill: number;
}

export function moveShader(kernel: MoveKernel, writer: ShaderWriter): Shader {
  if (kernel.terms > 1) return sumShader(kernel, writer);
  const { target, inputs, table, fill } = kernel;
  const [out, places] = [writer.array(target), writer.array(table)];
  const count = sizeOf(target.shape);
  const lines = [
    eachElement(count),
    `let place = u32(${places.load(`${places.start} + i`)});`,
    `var word = ${bitsOf(target, fill)}u;`,
  ];
  let first = 1;
  for (const input of inputs) {
    const array = writer.array(input);
    const size = sizeOf(input.shape);
    const inside = `place >= ${first}u && place < ${first + size}u`;
    lines.push(`if (${inside}) { word = ${array.raw(`${array.start} + place - ${first}u`)}; }`);
    first += size;
  }
  lines.push(`${out.raw(`${out.start} + i`)} = word;`);
  return writer.finish(groupsFor(count), lines.join("\n"));
}

/** Each element adds up what the tables name, one after the other. */
function sumShader({ target, inputs, table, terms }: MoveKernel, writer: ShaderWriter): Shader {
  const [out, places, input] = [writer.array(target), writer.array(table), writer.array(inputs[0]!)];
  const count = sizeOf(target.shape);
  const lines = [
    eachElement(count),
    "var sum = 0.0f;",
    `for (var t = 0u; t < ${terms}u; t++) {`,
    `let place = u32(${places.load(`${places.start} + t * ${count}u + i`)});`,
    `if (place > 0u) { sum += ${input.load(`${input.start} + place - 1u`)}; }`,
    "}",
    out.store(`${out.start} + i`, "sum"),
  ];
  return writer.finish(groupsFor(count), lines.join("\n"));
}

function bitsOf({ dtype }: GraphNode, value: number): number {
  if (dtype !== "float32") return value >>> 0;
  return new Uint32Array(Float32Array.of(value).buffer)[0]!;
}
