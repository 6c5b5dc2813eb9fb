import { afterEach, describe, expect, it, vi } from "vitest";
import { Philox } from "./philox.ts";
import { product } from "./product.ts";

const size = [30, 40, 50] as const;
const [M, K, N] = size;

/** A fresh copy of the module, which has not tried to compile yet. */
async function fresh() {
  vi.resetModules();
  return (await import("./product-fast.ts")).productFast;
}

function operands(make: (n: number) => Float32Array | Float64Array | Int32Array) {
  const rng = new Philox(2);
  const a = make(M * K).map(() => Math.round(9 * rng.normal()));
  const b = make(K * N).map(() => Math.round(9 * rng.normal()));
  const expected = make(M * N);
  product(expected, a, b, size);
  const turned = b.slice();
  for (let k = 0; k < K; k++) for (let j = 0; j < N; j++) turned[j * K + k] = b[k * N + j]!;
  return { a, b, turned, expected, out: make(M * N) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("productFast", () => {
  it.each([Float32Array, Float64Array, Int32Array])(
    "multiplies whole numbers exactly in a %o",
    async (Numbers) => {
      const productFast = await fresh();
      const { a, b, turned, expected, out } = operands((n) => new Numbers(n));
      productFast(out, { data: a, transposed: false }, { data: b, transposed: false }, size);
      expect(out).toEqual(expected);
      out.fill(0);
      productFast(out, { data: a, transposed: false }, { data: turned, transposed: true }, size);
      expect(out).toEqual(expected);
    },
  );

  it("goes on with the plain loop where compiling is forbidden, and says so once", async () => {
    const productFast = await fresh();
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const forbidden = class {
      constructor() {
        throw new WebAssembly.CompileError("blocked by the page's policy");
      }
    };
    vi.stubGlobal("WebAssembly", { ...webAssembly(), Module: forbidden });
    const { a, turned, expected, out } = operands((n) => new Float32Array(n));
    for (let i = 0; i < 2; i++) {
      out.fill(0);
      productFast(out, { data: a, transposed: false }, { data: turned, transposed: true }, size);
      expect(out).toEqual(expected);
    }
    expect(warn.mock.calls).toEqual([
      [
        "matmul: WebAssembly refused (CompileError: blocked by the page's policy), a policy with 'wasm-unsafe-eval' and free memory are needed; plain loops compute instead",
      ],
    ]);
  });

  it("goes on where there is no WebAssembly at all", async () => {
    const productFast = await fresh();
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    vi.stubGlobal("WebAssembly", undefined);
    const { a, b, expected, out } = operands((n) => new Float64Array(n));
    productFast(out, { data: a, transposed: false }, { data: b, transposed: false }, size);
    expect(out).toEqual(expected);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

/** The properties of WebAssembly are not enumerable, so a spread would copy none. */
function webAssembly(): Record<string, unknown> {
  return Object.fromEntries(
    Object.getOwnPropertyNames(WebAssembly).map((name) => [name, Reflect.get(WebAssembly, name)]),
  );
}
