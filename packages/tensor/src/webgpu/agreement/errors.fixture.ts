import type { Tensor } from "../../index.ts";
import * as l from "../../index.ts";
import { Gpu } from "../gpu.ts";
import { compileWebGpu } from "../index.ts";
import { type Check, difference, each, firstOf, normal, refuses } from "./compare.fixture.ts";

const whole = (...values: number[]) => l.tensor(values, { dtype: "int32" });

const refused: Check = (device) => {
  const call =
    (fn: (...inputs: Tensor[]) => unknown, ...inputs: Tensor[]) =>
    () =>
      compileWebGpu(fn, { device })(...inputs);
  return each({
    float64: () =>
      refuses(
        call((x) => x.exp(), l.ones([2, 3], { dtype: "float64" })),
        TypeError,
        /^compileWebGpu: argument float64 \[2, 3\], float32 is needed, .* to\("float32"\) converts, compile\(fn\) keeps float64$/,
      ),
    "float64 on the way": () =>
      refuses(
        call((x) => x.exp().to("float64"), normal(3)),
        TypeError,
        /^compileWebGpu: to float64 \[3\], float32 is needed/,
      ),
    "an operation without a shader": () =>
      refuses(
        call((x) => l.cumsum(x.exp(), 0), normal(3)),
        TypeError,
        /^compileWebGpu: cumsum float32 \[3\], which has no shader yet/,
      ),
    "whole numbers that could overflow": () =>
      refuses(
        call((x) => x.exp().gt(1).to("int32").add(1), normal(3)),
        TypeError,
        /^compileWebGpu: add int32 \[3\], which has no shader yet/,
      ),
    "a check of what the GPU computes": () =>
      refuses(
        call((x) => l.indexSelect(x, 0, x.exp().gt(1).to("int32")), normal(3)),
        TypeError,
        /^compileWebGpu: a check of to int32 \[3\], which the GPU computes, .* pass the indices as an argument$/,
      ),
    "an array larger than a binding": () => {
      const most = Gpu.of(device).mostBytes;
      const n = Math.ceil(Math.sqrt(most / 4)) + 1;
      return refuses(
        call((x) => x.expand([n, n]).mul(2), normal(1, 1)),
        RangeError,
        new RegExp(
          `^compileWebGpu: ${4 * n * n} bytes for mul float32 \\[${n}, ${n}\\], at most ${most} in one array .* requestGpuDevice\\(\\)`,
        ),
      );
    },
    "numbers while the function is recorded": () =>
      refuses(
        call((x) => x.sum().item(), normal(3)),
        TypeError,
        /^compile: the numbers of sum were asked for/,
      ),
    "a call inside another recording": () => {
      const inner = compileWebGpu((x: Tensor) => x.exp(), { device });
      return refuses(
        call((x) => inner(x) as unknown, normal(3)),
        TypeError,
        /^compileWebGpu: called while another function is recorded, /,
      );
    },
    "no device": () =>
      refuses(
        () => compileWebGpu((x: Tensor) => x, {} as { device: GPUDevice }),
        TypeError,
        /^compileWebGpu: no device, a GPUDevice is needed/,
      ),
    "no function": () =>
      refuses(() => compileWebGpu(1 as never, { device }), TypeError, /^compileWebGpu: 1 as the function/),
  });
};

/** Checks run before anything is sent: the parameter keeps its value, and the function goes on. */
const checks: Check = async (device) => {
  const w = l.tensor([[1], [2], [3]]);
  const step = compileWebGpu(
    (i: Tensor) => {
      const rows = l.embedding(i, w);
      l.noGrad(() => w.mul_(2));
      return rows;
    },
    { device },
  );
  const first = await step(whole(0, 2));
  const wrong = await refuses(
    () => step(whole(0, 3)),
    RangeError,
    /^indexSelect: index 3 at element 1 for dim 0 of size 3, 0 to 2 is needed$/,
  );
  const second = await step(whole(1, 2));
  return firstOf([
    difference(first, l.tensor([[1], [3]]), 0),
    wrong,
    difference(second, l.tensor([[4], [6]]), 0),
  ]);
};

const shader: Check = (device) =>
  refuses(
    () => {
      const gpu = Gpu.of(device);
      return gpu.watched(() => gpu.pipeline("@compute @workgroup_size(1) fn main() { let x = 1 + true; }"));
    },
    Error,
    /^compileWebGpu: the GPU's driver refused a shader or its call \(line 1: .*\), one that it takes is needed; .* compile\(fn\)/,
  );

/** Comes last: the device is gone afterwards. */
const lost: Check = async (device) => {
  const w = l.tensor([1, 2]);
  const step = compileWebGpu(
    () => {
      l.noGrad(() => w.add_(1));
      return w.mul(10);
    },
    { device },
  );
  await step();
  await step.sync();
  await step();
  const under = step();
  device.destroy();
  const message =
    /^compileWebGpu: the device was lost \(destroyed: .*requestGpuDevice\(\).* what the last sync\(\) brought back$/;
  const problems = [await refuses(() => under, Error, message)];
  await device.lost;
  problems.push(
    await refuses(() => step(), Error, message),
    await refuses(() => step.sync(), Error, message),
  );
  return firstOf([...problems, difference(w, l.tensor([2, 3]), 0)]);
};

export const errorChecks: Readonly<Record<string, Check>> = {
  "what cannot be is refused in words": refused,
  "a check that fails leaves everything as it was": checks,
  "a shader that the driver refuses is an error": shader,
  "a lost device is an error, and tensors hold what was synchronised": lost,
};
