import type { Tensor } from "../../index.ts";
import * as l from "../../index.ts";
import { type CompiledWebGpu, type CompileWebGpuOptions, compileWebGpu } from "../index.ts";
import { type Check, difference, each, firstOf, normal, refuses, twin } from "./compare.fixture.ts";

type Step = (x: Tensor) => Tensor | undefined;

/** Runs a step three times here and on the GPU, each on tensors of its own, and compares these and what was returned. */
async function together(
  device: GPUDevice,
  state: readonly Tensor[],
  make: (...state: Tensor[]) => Step,
): Promise<string | null> {
  const [here, there] = [state.map(twin), state.map(twin)];
  const options: CompileWebGpuOptions = { device };
  const gpu: CompiledWebGpu<[Tensor], Tensor | undefined> = compileWebGpu(make(...there), options);
  const eager = make(...here);
  for (let i = 0; i < 3; i++) {
    const x = normal(...state[0]!.shape);
    const [wanted, found] = [eager(x), await gpu(x)];
    const problem = wanted && difference(found!, wanted);
    if (problem) return `call ${i}: ${problem}`;
  }
  await gpu.sync();
  return firstOf(
    here.flatMap((x, i) => {
      const own = there[i]!;
      if ((x.grad === null) !== (own.grad === null)) return [`gradient ${i} is missing, or there`];
      return [difference(own, x), x.grad && difference(own.grad!, x.grad)];
    }),
  );
}

const parameter = (...shape: number[]) => Object.assign(normal(...shape), { requiresGrad: true });
const inPlace = (body: () => unknown) => void l.noGrad(body);

const changes: Check = (device) =>
  each({
    "a sum that grows": () =>
      together(device, [normal(5)], (w) => (x) => {
        inPlace(() => w.add_(x));
        return w.mul(2);
      }),
    "what was there before is returned": () =>
      together(device, [normal(5)], (w) => (x) => {
        const before = w.clone();
        inPlace(() => w.add_(x));
        return before;
      }),
    "two tensors change places": () =>
      together(device, [normal(5), normal(5)], (a, b) => () => {
        const old = a.clone();
        inPlace(() => [a.copy_(b), b.copy_(old)]);
        return undefined;
      }),
    "two tensors become the same": () =>
      together(device, [normal(5), normal(5)], (a, b) => (x) => {
        inPlace(() => [a.copy_(x.exp()), b.copy_(a)]);
        return b.mul(a);
      }),
    "reads all of what it writes": () =>
      together(device, [normal(9)], (w) => (x) => {
        inPlace(() => w.add_(w.sum().mul(x)));
        return undefined;
      }),
    "a count and its powers": () =>
      together(device, [normal(4), l.zeros([]), l.tensor(0.5, { dtype: "float64" })], (w, t, rate) => () => {
        const step = l.noGrad(() => t.add_(1)).to("float64");
        inPlace(() => w.mul_(l.sub(1, l.pow(0.9, step))).mul_(rate));
        return undefined;
      }),
    "an argument": async () => {
      const step = compileWebGpu((x: Tensor) => void inPlace(() => x.mul_(2).add_(1)), { device });
      const x = l.tensor([1, 2, 3]);
      await step(x);
      await step(x);
      return difference(x, l.tensor([7, 11, 15]), 0);
    },
  });

const gradients: Check = (device) =>
  each({
    "set at each call": () =>
      together(device, [parameter(4, 3)], (w) => (x) => {
        w.grad = null;
        w.mul(x).pow(2).sum().backward();
        return undefined;
      }),
    "added up over calls": () =>
      together(device, [parameter(4, 3)], (w) => (x) => {
        w.mul(x).pow(2).sum().backward();
        return undefined;
      }),
    "changed in place": () =>
      together(device, [parameter(4, 3)], (w) => (x) => {
        w.mul(x).pow(2).sum().backward();
        inPlace(() => w.grad!.mul_(0.5));
        return w.grad!.add(1);
      }),
    "the same for two": () =>
      together(device, [parameter(3), parameter(3)], (a, b) => (x) => {
        a.add(b).mul(x.exp()).sum().backward();
        return undefined;
      }),
    "of an argument": async () => {
      const step = compileWebGpu((x: Tensor) => l.exp(x).sum().backward(), { device });
      const x = parameter(5);
      await step(x);
      await step(x);
      return difference(x.grad!, l.exp(x.detach()).mul(2));
    },
    "those of an earlier call are not seen to change": async () => {
      const w = parameter(3);
      const step = compileWebGpu(
        (x: Tensor) => {
          w.grad = null;
          w.mul(x).sum().backward();
        },
        { device },
      );
      await step(l.tensor([1, 2, 3]));
      const [kept, lost] = [w.grad!, w];
      await step.sync();
      await step(l.tensor([4, 5, 6]));
      const second = lost.grad!;
      await step(l.tensor([7, 8, 9]));
      const refused = await refuses(
        () => second.data,
        RangeError,
        /over which a later call has written; await sync\(\)/,
      );
      await step.sync();
      return firstOf([
        difference(kept, l.tensor([1, 2, 3]), 0),
        refused,
        difference(w.grad!, l.tensor([7, 8, 9]), 0),
      ]);
    },
  });

/** Where the numbers are, and how they get there. */
const homes: Check = async (device) => {
  const w = l.tensor([1, 2, 3]);
  const twice = compileWebGpu(() => void inPlace(() => w.mul_(2)), { device });
  const seen = compileWebGpu((x: Tensor) => w.add(x), { device });
  const zero = l.zeros([3]);
  const problems: (string | null)[] = [];
  const here = (values: number[]) => problems.push(difference(w, l.tensor(values), 0));
  const there = async (values: number[]) => problems.push(difference(await seen(zero), l.tensor(values), 0));
  await there([1, 2, 3]);
  // Calls keep their order, whoever waits.
  const calls = [twice(), twice(), seen(zero)] as const;
  problems.push(difference((await calls[2]) as Tensor, l.tensor([4, 8, 12]), 0));
  problems.push(
    await refuses(() => w.data, TypeError, /^compileWebGpu: the numbers .* still there; await sync\(\)/),
  );
  problems.push(await refuses(() => l.noGrad(() => w.add_(1)), TypeError, /^compileWebGpu: the numbers/));
  problems.push(await refuses(() => l.compile(() => w.add(1))(), TypeError, /^compileWebGpu: the numbers/));
  await twice.sync();
  here([4, 8, 12]);
  // Changed here, it goes to the GPU again.
  l.noGrad(() => w.sub_(1));
  await twice();
  await there([6, 14, 22]);
  const y = await compileWebGpu((x: Tensor) => x.exp(), { device })(w);
  problems.push(difference(y, l.exp(l.tensor([6, 14, 22]))));
  // A sync that a call overtakes does not bring back what is no longer so.
  const early = twice.sync();
  await twice();
  await early;
  problems.push(await refuses(() => w.data, TypeError, /^compileWebGpu: the numbers/));
  await twice.sync();
  here([12, 28, 44]);
  return firstOf(problems);
};

/** More homes than a shader has bindings. */
const manyHomes: Check = async (device) => {
  const tensors = Array.from({ length: 14 }, () => normal(6));
  const wanted = tensors.map((x) => x.mul(2)).reduce(l.add);
  for (const x of tensors) await compileWebGpu(() => void inPlace(() => x.mul_(2)), { device })();
  const all = compileWebGpu(() => tensors.reduce(l.add), { device });
  const problem = difference(await all(), wanted);
  await all.sync();
  return firstOf([problem, difference(tensors.reduce(l.add), wanted)]);
};

/** What the processor read becomes the GPU's once another function changes it there. */
const handedOver: Check = async (device) => {
  const scale = l.tensor(0.5, { requiresGrad: true });
  const apply = compileWebGpu((x: Tensor) => l.exp(scale).mul(x).detach(), { device });
  const halve = compileWebGpu(() => void inPlace(() => scale.mul_(0.5)), { device });
  const train = compileWebGpu(
    (x: Tensor) => {
      scale.grad = null;
      l.exp(scale).mul(x).sum().backward();
      inPlace(() => scale.sub_(scale.grad!));
    },
    { device },
  );
  const x = normal(3);
  const expected = (value: number) => x.mul(Math.exp(value));
  const first = difference(await apply(x), expected(0.5));
  await halve();
  const second = difference(await apply(x), expected(0.25));
  await train(x);
  const after = 0.25 - Math.exp(0.25) * x.sum().item();
  const third = difference(await apply(x), expected(after));
  await train.sync();
  return firstOf([first, second, third, difference(scale.detach(), l.tensor(after))]);
};

export const stateChecks: Readonly<Record<string, Check>> = {
  "changes in place": changes,
  gradients,
  "captured tensors live on the GPU until they are asked for": homes,
  "a number that the processor reads until the GPU changes it": handedOver,
  "captured tensors with homes in many buffers": manyHomes,
};
