import { block, brIf, bytesOf, type Code, call, i32, loop, type ValueType } from "./instructions.ts";
import { unsigned } from "./leb128.ts";

/** A parameter or a local variable of a function. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
  /** Adds to an i32. */
  add(value: Code): Code;
}

/** What a function's body is written with. */
export interface FunctionScope {
  readonly params: readonly Local[];
  local(type: ValueType): Local;
}

interface Signature {
  /** The name under which JavaScript finds it; left out for functions that only others call. */
  readonly name?: string;
  readonly params: readonly ValueType[];
  readonly result?: ValueType;
}

export interface FunctionSpec extends Signature {
  readonly body: (scope: FunctionScope) => readonly Code[];
}

const typeByte: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const section = { type: 1, import: 2, function: 3, export: 7, code: 10 };

export interface ModuleOptions {
  /** The memory is shared between threads, and has at most so many pages of 64 KB (65,536 are the most there can be). */
  readonly shared?: { readonly maximum: number };
}

/** How another function's body calls this one. */
export type Callee = (...operands: Code[]) => Code;

/**
 * A WebAssembly module in the making: functions over one memory, which is imported as `env.memory`.
 *
 *   const m = new ModuleBuilder();
 *   m.function({ name: "add", params: ["i32", "i32"], result: "i32", body: ({ params: [a, b] }) => [i32.add(a!.get, b!.get)] });
 *   new WebAssembly.Module(m.bytes());
 *
 * https://webassembly.github.io/spec/core/binary/modules.html
 */
export class ModuleBuilder {
  #imports: Signature[] = [];
  #functions: { spec: FunctionSpec; code: number[] }[] = [];
  readonly #names = new Set<string>();
  readonly #limits: number[];

  constructor({ shared }: ModuleOptions = {}) {
    this.#limits = shared ? [0x03, ...unsigned(0), ...unsigned(shared.maximum)] : [0x00, ...unsigned(0)];
  }

  /** Takes `env.name`, a function of JavaScript's. All of them come before the first `function`: they are counted first. */
  import(name: string, params: readonly ValueType[], result?: ValueType): Callee {
    if (this.#functions.length > 0) {
      throw new RangeError(
        `ModuleBuilder: import of "${name}" after ${this.#functions.length} functions, imports come first`,
      );
    }
    const signature = { name, params, ...(result && { result }) };
    return caller(this.#imports.push(signature) - 1, signature);
  }

  /** Adds a function and returns how another function's body calls it. */
  function(spec: FunctionSpec): Callee {
    if (spec.name !== undefined && this.#names.has(spec.name)) {
      throw new RangeError(
        `ModuleBuilder: two functions are named "${spec.name}", different names are needed`,
      );
    }
    if (spec.name !== undefined) this.#names.add(spec.name);
    const index = this.#imports.length + this.#functions.length;
    this.#functions.push({ spec, code: functionCode(spec) });
    return caller(index, spec);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const all = this.#functions.map(({ spec }) => spec);
    const first = this.#imports.length;
    const types = [...this.#imports, ...all].map(({ params, result }) => [
      0x60,
      ...vector(params.map((type) => [typeByte[type]])),
      ...vector(result ? [[typeByte[result]]] : []),
    ]);
    const imports = [
      [...text("env"), ...text("memory"), 0x02, ...this.#limits],
      ...this.#imports.map(({ name }, i) => [...text("env"), ...text(name!), 0x00, ...unsigned(i)]),
    ];
    const exports = all.flatMap(({ name }, i) =>
      name === undefined ? [] : [[...text(name), 0x00, ...unsigned(first + i)]],
    );
    const parts: [id: number, items: number[][]][] = [
      [section.type, types],
      [section.import, imports],
      [section.function, all.map((_, i) => unsigned(first + i))],
      [section.export, exports],
      [section.code, this.#functions.map(({ code }) => sized(code))],
    ];
    const body = parts.flatMap(([id, items]) => [id, ...sized(vector(items))]);
    return Uint8Array.from([...text("\0asm").slice(1), 1, 0, 0, 0, ...body]);
  }
}

/** Runs `body` with the i32 `counter` = 0, step, 2 · step, … while it is below `limit`. */
export function forUp(counter: Local, limit: Code, step: number, ...body: Code[]): Code {
  return [
    ...counter.set(i32.const(0)),
    ...block(loop(brIf(1, i32.geS(counter.get, limit)), ...body, counter.add(i32.const(step)), [0x0c, 0])),
  ];
}

function caller(index: number, { name, params }: Signature): Callee {
  return (...operands) => {
    if (operands.length !== params.length) {
      throw new RangeError(
        `ModuleBuilder: ${operands.length} operands for function ${name ?? index}, ${params.length} are needed`,
      );
    }
    return call(index, ...operands);
  };
}

function functionCode({ params, body }: FunctionSpec): number[] {
  const locals: ValueType[] = [];
  const code = body({
    params: params.map((_, i) => localAt(i)),
    local: (type) => localAt(params.length + locals.push(type) - 1),
  });
  return [...vector(locals.map((type) => [1, typeByte[type]])), ...bytesOf(code), 0x0b];
}

function localAt(index: number): Local {
  const get = [0x20, ...unsigned(index)];
  const set = (value: Code) => [...value, 0x21, ...unsigned(index)];
  return { get, set, add: (value) => set(i32.add(get, value)) };
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function text(value: string): number[] {
  return sized([...new TextEncoder().encode(value)]);
}
