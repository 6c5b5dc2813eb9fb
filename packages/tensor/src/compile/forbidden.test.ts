import { afterEach, expect, it, vi } from "vitest";
import { compile, tensor } from "../index.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("where WebAssembly is forbidden, compiled functions run eagerly and the console says so once", () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const refuse = function Module() {
    throw new WebAssembly.CompileError("code generation disallowed by embedder");
  };
  vi.stubGlobal("WebAssembly", { ...WebAssembly, Module: refuse, CompileError: WebAssembly.CompileError });
  const w = tensor([1, 2], { requiresGrad: true });
  const step = compile((x: ReturnType<typeof tensor>) => {
    const loss = x.mul(w).sum();
    loss.backward();
    return loss.detach();
  });
  expect(step(tensor([3, 4])).item()).toBe(11);
  expect(step(tensor([3, 4])).item()).toBe(11);
  expect(compile(() => w.detach())().toArray()).toEqual([1, 2]);
  expect(w.grad!.toArray()).toEqual([6, 8]);
  expect(step.programs).toEqual([]);
  expect(warned.mock.calls).toEqual([
    [
      "compile: WebAssembly is refused here (code generation disallowed by embedder), so compiled functions run eagerly; script-src 'wasm-unsafe-eval' in the page's policy allows it",
    ],
  ]);
});

it("where it is not, functions are compiled", () => {
  const twice = compile((x: ReturnType<typeof tensor>) => x.mul(2));
  expect(twice(tensor([3])).toArray()).toEqual([6]);
  expect(twice.programs.length).toBe(1);
});
