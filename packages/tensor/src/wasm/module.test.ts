import { describe, expect, it } from "vitest";
import { atomic, type Code, f32, f32x4, f64, f64x2, i32, ifElse, select, v128 } from "./instructions.ts";
import { type FunctionSpec, forUp, ModuleBuilder } from "./module.ts";

type Exports = Record<string, (...numbers: number[]) => number>;

/** Compiles the functions over a memory of one page. */
function build(...specs: FunctionSpec[]): { run: Exports; memory: ArrayBuffer } {
  const m = new ModuleBuilder();
  for (const spec of specs) m.function(spec);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
  return { run: instance.exports as Exports, memory: memory.buffer };
}

describe("ModuleBuilder", () => {
  it("adds two numbers", () => {
    const { run } = build({
      name: "add",
      params: ["i32", "i32"],
      result: "i32",
      body: ({ params: [a, b] }) => [i32.add(a!.get, b!.get)],
    });
    expect(run.add!(2, 40)).toBe(42);
    expect(run.add!(2 ** 31 - 1, 1)).toBe(-(2 ** 31));
  });

  it("counts from 0 below the limit in steps: 0 + 3 + 6 + 9 = 18", () => {
    const { run } = build({
      name: "sum",
      params: ["i32"],
      result: "i32",
      body: ({ params: [n], local }) => {
        const [i, sum] = [local("i32"), local("i32")];
        return [forUp(i, n!.get, 3, sum.add(i.get)), sum.get];
      },
    });
    expect([0, 1, 10, 12, 13].map((n) => run.sum!(n))).toEqual([0, 0, 18, 18, 30]);
  });

  it("calls one function from another, by branches and by choice", () => {
    const m = new ModuleBuilder();
    const distance = m.function({
      params: ["i32", "i32"],
      result: "i32",
      body: ({ params: [a, b], local }) => {
        const d = local("i32");
        const less = i32.ltS(a!.get, b!.get);
        const [up, down] = [i32.sub(b!.get, a!.get), i32.sub(a!.get, b!.get)];
        return [ifElse(less, [d.set(up)], [d.set(down)]), d.get];
      },
    });
    m.function({
      name: "distanceOr7",
      params: ["i32", "i32"],
      result: "i32",
      body: ({ params: [a, b] }) => {
        const d = distance(a!.get, b!.get);
        return [select(i32.const(7), d, i32.eqz(d))];
      },
    });
    const memory = new WebAssembly.Memory({ initial: 0 });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
    const { distanceOr7 } = instance.exports as Exports;
    expect([distanceOr7!(3, 5), distanceOr7!(5, 3), distanceOr7!(4, 4)]).toEqual([2, 2, 7]);
    expect(() => distance(i32.const(1))).toThrow("ModuleBuilder: 1 operands for function 0, 2 are needed");
  });

  it("multiplies and adds four float32 and two float64 at once", () => {
    const { run, memory } = build({
      name: "axpy",
      params: [],
      body: () => {
        const at = i32.const;
        const single = f32x4.mul(v128.load32Splat(at(0)), v128.load(at(16)));
        const double = f64x2.mul(v128.load64Splat(at(64)), v128.load(at(64), 16));
        return [
          v128.store(at(32), f32x4.add(single, v128.load(at(32)))),
          v128.store(at(64), f64x2.add(double, v128.load(at(96))), 32),
        ];
      },
    });
    new Float32Array(memory).set([3, 0, 0, 0, 1, 2, 3, 4, 10, 20, 30, 40]);
    new Float64Array(memory).set([3, 0, 1, 2, 10, 20], 8);
    run.axpy!();
    expect([...new Float32Array(memory, 32, 4)]).toEqual([13, 26, 39, 52]);
    expect([...new Float64Array(memory, 96, 2)]).toEqual([13, 26]);
  });

  it("has constants of both float types, to the last bit", () => {
    const { run } = build(
      { name: "single", params: [], result: "f32", body: () => [f32.const(0.1)] },
      { name: "double", params: [], result: "f64", body: () => [f64.const(-1e-310)] },
    );
    expect(run.single!()).toBe(Math.fround(0.1));
    expect(run.double!()).toBe(-1e-310);
  });

  it("calls functions of JavaScript's, which are counted before its own", () => {
    const m = new ModuleBuilder();
    const host = m.import("host", ["i32"], "i32");
    const note = m.import("note", ["f64"]);
    const twice = m.function({
      params: ["i32"],
      result: "i32",
      body: ({ params: [a] }) => [host(host(a!.get))],
    });
    m.function({
      name: "run",
      params: [],
      result: "i32",
      body: () => [note(f64.const(2.5)), twice(i32.const(3))],
    });
    const noted: number[] = [];
    const env = {
      memory: new WebAssembly.Memory({ initial: 0 }),
      host: (x: number) => 10 * x + 1,
      note: (x: number) => noted.push(x),
    };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env });
    expect((exports as Exports).run!()).toBe(311);
    expect(noted).toEqual([2.5]);
    expect(() => m.import("late", [])).toThrow(
      'ModuleBuilder: import of "late" after 2 functions, imports come first',
    );
  });

  it("adds, exchanges, waits and wakes on a memory that threads share", () => {
    const m = new ModuleBuilder({ shared: { maximum: 2 } });
    const at = i32.const(8);
    const value = (code: Code) => ({ params: [], result: "i32" as const, body: () => [atomic.fence, code] });
    m.function({ name: "add", ...value(atomic.add(at, i32.const(5))) });
    m.function({ name: "exchange", ...value(atomic.cmpxchg(at, i32.const(5), i32.const(9))) });
    m.function({ name: "load", ...value(atomic.load(i32.const(0), 8)) });
    m.function({ name: "wait", ...value(atomic.wait(at, i32.const(9), 1000)) });
    m.function({ name: "notify", ...value(atomic.notify(at, i32.const(-1))) });
    m.function({ name: "store", params: [], body: () => [atomic.store(at, i32.const(7))] });
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
    const run = exports as Exports;
    const [woken, other, late] = [0, 1, 2];
    expect([run.add!(), run.exchange!(), run.exchange!(), run.load!()]).toEqual([0, 5, 9, 9]);
    expect([run.wait!(), run.notify!()]).toEqual([late, woken]);
    run.store!();
    expect([run.load!(), run.wait!()]).toEqual([7, other]);
  });

  it("refuses two functions of one name", () => {
    const spec: FunctionSpec = { name: "same", params: [], body: () => [] };
    expect(() => build(spec, spec)).toThrow(
      'ModuleBuilder: two functions are named "same", different names are needed',
    );
  });

  it("writes an empty module of the eight bytes and five sections", () => {
    expect(WebAssembly.validate(new ModuleBuilder().bytes())).toBe(true);
    expect([...new ModuleBuilder().bytes().subarray(0, 8)]).toEqual([0, 97, 115, 109, 1, 0, 0, 0]);
  });
});
