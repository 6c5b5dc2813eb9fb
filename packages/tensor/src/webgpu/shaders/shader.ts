import type { GraphNode } from "../../compile/graph.ts";
import type { DType } from "../../dtype.ts";
import { functionsOf } from "./functions.ts";

/** Invocations of a workgroup: as many as every device allows. */
export const groupSize = 256;

/** Workgroups along one dimension: as many as every device allows. */
const mostGroups = 65_535;

/** Where an array lies on the GPU; elements are words of 32 bits. */
export interface Place {
  readonly buffer: GPUBuffer;
  /** Words before its first element. */
  readonly offset: number;
}

/** A compute shader and what it takes. */
export interface Shader {
  readonly code: string;
  /** The buffers of its bindings from 1 on. */
  readonly buffers: readonly GPUBuffer[];
  /** What binding 0 holds: infinities and NaN as bits, then where arrays begin and other numbers. */
  readonly parameters: Uint32Array<ArrayBuffer>;
  readonly groups: readonly [x: number, y: number];
}

const special = [0x7f800000, 0xff800000, 0x7fc00000, 0];

/**
 * Writes a shader. Arrays are read and written as words of 32 bits, since several of them, of different dtypes, lie in one
 * buffer and are told apart by where they begin; that is a parameter, so that kernels of one form share their code.
 */
export class ShaderWriter {
  readonly #placeOf: (node: GraphNode) => Place;
  readonly #buffers: GPUBuffer[] = [];
  readonly #numbers: number[] = [];
  readonly #known = new Map<GraphNode, ArrayInShader>();

  constructor(placeOf: (node: GraphNode) => Place) {
    this.#placeOf = placeOf;
  }

  array(node: GraphNode): ArrayInShader {
    let known = this.#known.get(node);
    if (!known) {
      const { buffer, offset } = this.#placeOf(node);
      let binding = this.#buffers.indexOf(buffer);
      if (binding < 0) binding = this.#buffers.push(buffer) - 1;
      known = new ArrayInShader(`m${binding}`, this.number(offset), node.dtype);
      this.#known.set(node, known);
    }
    return known;
  }

  /** A whole number that is no part of the code, so that kernels with other numbers share it. */
  number(value: number): string {
    const at = this.#numbers.push(value) - 1;
    return `p[${1 + Math.floor(at / 4)}].${"xyzw"[at % 4]}`;
  }

  /**
   * @param body of the function `main`, in which `group` is the workgroup's number and `at` the invocation's in it.
   * @param above what stands before `main`.
   */
  finish(groups: number, body: string, above = ""): Shader {
    const x = Math.min(groups, mostGroups);
    const y = Math.ceil(groups / x);
    if (y > mostGroups) {
      throw new RangeError(`compileWebGpu: ${groups} workgroups, at most ${mostGroups ** 2} are possible`);
    }
    const vectors = 1 + Math.ceil(this.#numbers.length / 4);
    const parameters = new Uint32Array(vectors * 4);
    parameters.set(special);
    parameters.set(this.#numbers, 4);
    const bindings = this.#buffers.map(
      (_, i) => `@group(0) @binding(${i + 1}) var<storage, read_write> m${i}: array<u32>;`,
    );
    const code = [
      `@group(0) @binding(0) var<uniform> p: array<vec4u, ${vectors}>;`,
      ...bindings,
      functionsOf(above + body),
      above,
      `@compute @workgroup_size(${groupSize})`,
      "fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) all: vec3u, @builtin(local_invocation_index) at: u32) {",
      "let group = id.y * all.x + id.x;",
      body,
      "}",
    ];
    return {
      code: indented(code.join("\n")),
      buffers: this.#buffers,
      parameters,
      groups: [x, y],
    };
  }
}

/** Lines as deep as their braces, to be read. */
function indented(code: string): string {
  let depth = 0;
  const lines = code.split("\n").flatMap((line) => {
    const text = line.trim();
    if (text === "") return [];
    const own = depth - (text.startsWith("}") ? 1 : 0);
    depth += text.split("{").length - text.split("}").length;
    return ["  ".repeat(own) + text];
  });
  return lines.join("\n");
}

/** An array as a shader names it. */
export class ArrayInShader {
  readonly #memory: string;
  /** The word at which it begins. */
  readonly start: string;
  readonly #dtype: DType;

  constructor(memory: string, start: string, dtype: DType) {
    this.#memory = memory;
    this.start = start;
    this.#dtype = dtype;
  }

  /** The value of a word: f32, i32 or bool. */
  load(word: string): string {
    if (this.#dtype === "bool") return `${this.#memory}[${word}] != 0u`;
    return this.#dtype === "int32" ? `bitcast<i32>(${this.raw(word)})` : `bitcast<f32>(${this.raw(word)})`;
  }

  /** The word itself, to be copied. */
  raw(word: string): string {
    return `${this.#memory}[${word}]`;
  }

  store(word: string, value: string): string {
    const bits = this.#dtype === "bool" ? `select(0u, 1u, ${value})` : `bitcast<u32>(${value})`;
    return `${this.#memory}[${word}] = ${bits};`;
  }
}

/** The element number of an invocation in a kernel that has one for each element. */
export function eachElement(count: number): string {
  return `let i = group * ${groupSize}u + at;\nif (i >= ${count}u) { return; }`;
}

export function groupsFor(count: number): number {
  return Math.ceil(count / groupSize);
}

/** `from` + Σ index · stride, leaving out what adds nothing. */
export function address(
  from: string,
  offset: number,
  terms: readonly (readonly [index: string, stride: number])[],
): string {
  const parts = terms.flatMap(([index, stride]) =>
    stride === 0 ? [] : [stride === 1 ? index : `${index} * ${stride}u`],
  );
  return [from, ...(offset === 0 ? [] : [`${offset}u`]), ...parts].join(" + ");
}

/** The coordinates d0, d1, … of an element number in row-major order of `sizes`. */
export function coordinates(name: string, number: string, sizes: readonly number[]): string[] {
  const lines: string[] = [];
  let inner = 1;
  for (let d = sizes.length - 1; d >= 0; d--) {
    const above = inner === 1 ? number : `${number} / ${inner}u`;
    lines.unshift(`let ${name}${d} = ${d === 0 ? above : `(${above}) % ${sizes[d]}u`};`);
    inner *= sizes[d]!;
  }
  return lines;
}
