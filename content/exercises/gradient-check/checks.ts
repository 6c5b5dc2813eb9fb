import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Vector = readonly number[];

const cubes = (x: Vector) => x.reduce((sum, v) => sum + v ** 3, 0);
const relu = (v: number) => Math.max(0, v);

/** A neuron with squared loss: L = (tanh(w·a + b) − 0.3)² with a = (0.5, −1.2, 2), the point being (w, b). */
const features = [0.5, -1.2, 2, 1];
const sum = (p: Vector) => p.reduce((total, v, i) => total + v * features[i]!, 0);
const loss = (p: Vector) => (Math.tanh(sum(p)) - 0.3) ** 2;
const neuron = (p: Vector) => {
  const h = Math.tanh(sum(p));
  return features.map((a) => 2 * (h - 0.3) * (1 - h * h) * a);
};

export const checks: Check<Module>[] = [
  {
    name: "x³ by hand with step 0.1: 0.76 at ½, 12.04 at 2",
    probes: "finite-differences",
    why: "((x + h)³ − (x − h)³) / 2h = 3x² + h². At ½ the step is 0.1, at 2 it is 0.1 · 2. A difference to one side only would be off by 3xh.",
    run: ({ numericalGradient }) =>
      close(
        [numericalGradient(cubes, [0.5], 0.1)[0], numericalGradient(cubes, [2], 0.1)[0]],
        [0.76, 12.04],
        1e-12,
      ),
  },
  {
    name: "each coordinate is moved alone: xy² + 3z at (2, 3, 5) has 9, 12, 3",
    probes: "partial-derivatives",
    why: "Put a coordinate back before you move the next; otherwise the later slopes belong to another point.",
    run: ({ numericalGradient }) =>
      close(numericalGradient(([x, y, z]) => x! * y! ** 2 + 3 * z!, [2, 3, 5], 1e-2), [9, 12, 3], 1e-10), // biome-ignore format: one line
  },
  {
    name: "the step grows with the coordinate: squares at 10⁸ to 10⁹",
    probes: "floating-point",
    why: "10⁸ + 10⁻⁵ has lost most of the 10⁻⁵, and numbers near 10¹⁶ are 2 apart: with a step of 10⁻⁵ the difference is rounding.",
    run: ({ numericalGradient }) => {
      const points = [123456789, -987654321, 3.3e8];
      const slopes = numericalGradient((x) => x.reduce((sum, v) => sum + v * v, 0), points, 1e-5);
      return close(slopes.map((slope, i) => slope / points[i]!), [2, 2, 2], 1e-8); // biome-ignore format: one line
    },
  },
  {
    name: "the error of central differences falls with h², four times at half the step",
    probes: "taylor",
    why: "The terms with h cancel between the two sides. If the error only halves, the difference is one-sided.",
    run: ({ numericalGradient }) => {
      const error = (step: number) =>
        numericalGradient(([x]) => Math.exp(x!), [0.3], step)[0]! - Math.exp(0.3);
      return close(error(0.02) / error(0.01), 4, 1e-3);
    },
  },
  {
    name: "relative errors by hand: 2 and 1 give ½, 100 and 101 give 1/101, 0 and 0 give 0",
    why: "Divided by the larger of the two, but by 10⁻³ at least: below that, differences are compared as they are, and 0/0 never arises.",
    run: ({ relativeErrors }) =>
      close(
        relativeErrors([2, 100, 0, -1, 1e-6, 0, -4], [1, 101, 0, 1, 0, 1e-5, -3]),
        [1 / 2, 1 / 101, 0, 2, 1e-3, 1e-2, 1 / 4],
        1e-14,
      ),
  },
  {
    name: "the error does not depend on which is which, nor on scale and sign",
    why: "Dividing by one of the two, or without the absolute value, makes the order and the sign count.",
    run: ({ relativeErrors }) => {
      const [a, b] = [random(1).normals(20), random(2).normals(20)].map((list) =>
        list.map((v) => (v < 0 ? v - 1 : v + 1)),
      );
      return all(
        close(relativeErrors(b!, a!), relativeErrors(a!, b!), 1e-14),
        close(relativeErrors(a!.map((v) => -50 * v), b!.map((v) => -50 * v)), relativeErrors(a!, b!), 1e-13), // biome-ignore format: one line
      );
    },
  },
  {
    name: "a right gradient is right everywhere: a neuron's loss at random points",
    probes: "chain-rule",
    why: "Steps of 10⁻⁵ leave errors of about 10⁻¹⁰ here, in slopes of about 1 and in slopes of about 0.",
    run: ({ verdicts }) =>
      all(
        ...[1, 2, 3, 4, 5].map((seed) =>
          equal(verdicts(loss, neuron, random(seed).uniforms(4, -0.5, 0.5)), [
            "right",
            "right",
            "right",
            "right",
          ]),
        ),
      ),
  },
  {
    name: "a forgotten factor is found at every place, a wrong sign at its own",
    why: "Compare place by place: a mean or a norm over all places hides one bad one, and says nothing about where.",
    run: ({ verdicts }) => {
      const point = [0.3, 0.1, -0.2, 0.15];
      const halved = (p: Vector) => neuron(p).map((g) => g / 2);
      const flipped = (p: Vector) => neuron(p).map((g, i) => (i === 2 ? -g : g));
      const rough = (p: Vector) => neuron(p).map((g, i) => (i === 1 ? g * (1 + 1e-5) : g));
      return all(
        equal(verdicts(loss, halved, point), ["wrong", "wrong", "wrong", "wrong"]),
        equal(verdicts(loss, flipped, point), ["right", "right", "wrong", "right"]),
        equal(verdicts(loss, rough, point), ["right", "wrong", "right", "right"]),
      );
    },
  },
  {
    name: "an error of a thousandth counts the same in slopes of 10⁶ and of 10⁻²",
    why: "An absolute limit cries wolf at the large slope, or is deaf at the small one.",
    run: ({ verdicts }) => {
      const f = ([x, y]: Vector) => 1e6 * Math.sin(x!) + 1e-2 * Math.sin(y!);
      const exact = ([x, y]: Vector) => [1e6 * Math.cos(x!), 1e-2 * Math.cos(y!)];
      const point = [0, 0.2];
      return all(
        equal(verdicts(f, exact, point), ["right", "right"]),
        equal(verdicts(f, (p) => exact(p).map((g) => 1.001 * g), point), ["wrong", "wrong"]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "a gradient of NaN or Infinity is wrong, and its error Infinity",
    probes: "floating-point",
    why: "NaN > 10⁻⁶ is false: whoever asks for errors that are too large lets NaN through.",
    run: ({ verdicts, relativeErrors }) =>
      all(
        equal(relativeErrors([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], [1, 1, 0]), [Infinity, Infinity, Infinity]), // biome-ignore format: one line
        equal(verdicts(cubes, ([x]) => [Number.NaN, 3 * x! ** 2, Infinity], [1, 1, 1]), ["wrong", "right", "wrong"]), // biome-ignore format: one line
      ),
  },
  {
    name: "at a kink the check says so: ReLU at 0, |x| at 10⁻⁶; beside it a mistake is a mistake",
    why: "At 0 the central difference of ReLU is ½, between the slopes 0 and 1, and a derivative of 0 or 1 is no mistake. Two central differences with two steps agree on ½: only the one-sided ones differ. Ask for a kink only where the two gradients disagree: a claim of ½ agrees there.",
    run: ({ verdicts }) => {
      const f = ([x, y]: Vector) => relu(x!) + y! ** 2;
      const gradient = ([x, y]: Vector) => [x! > 0 ? 1 : 0, 2 * y!];
      const mistaken = ([x, y]: Vector) => [x! > 0 ? 1 : 0, 3 * y!];
      return all(
        equal(verdicts(f, gradient, [0, 1]), ["kink", "right"]),
        equal(verdicts(f, mistaken, [0, 1]), ["kink", "wrong"]),
        equal(
          verdicts(f, () => [0.5, 2], [0, 1]),
          ["right", "right"],
        ),
        equal(verdicts(f, gradient, [0.1, 1]), ["right", "right"]),
        equal(
          verdicts(f, () => [0, 2], [0.1, 1]),
          ["wrong", "right"],
        ),
        equal(verdicts(([x]) => Math.abs(x!), ([x]) => [Math.sign(x!)], [1e-6]), ["kink"]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "steps that are none, values that are none and lengths that differ are refused",
    why: "log at 0 is −Infinity on one side and NaN on the other: no slope follows from that.",
    run: ({ numericalGradient, relativeErrors, verdicts }) =>
      all(
        ...[0, -1e-5, Number.NaN, Number.POSITIVE_INFINITY].map((step) =>
          refuses(() => numericalGradient(cubes, [1], step)),
        ),
        refuses(() => numericalGradient(([x]) => Math.log(x!), [0], 1e-5)),
        refuses(() => numericalGradient(([x]) => 1 / (x! - 0.5), [0], 0.5)),
        refuses(() => relativeErrors([1, 2], [1])),
        refuses(() => relativeErrors([1], [1, 2])),
        refuses(() => verdicts(cubes, () => [3], [1, 1])),
      ),
  },
  {
    name: "x is never touched, not even during a call",
    why: "Move a coordinate of a copy. A caller's array that is changed and put back is still wrong for whoever reads it meanwhile, and x + h − h is not always x.",
    run: ({ numericalGradient, verdicts }) => {
      const x = [0.1, 0.2, 0.3];
      const seen: string[] = [];
      const watching = (p: Vector) => {
        seen.push(x.join());
        return cubes(p);
      };
      numericalGradient(watching, x, 1e-5);
      verdicts(watching, (p) => p.map((v) => 3 * v * v), x);
      return all(equal(x, [0.1, 0.2, 0.3]), equal([...new Set(seen)], ["0.1,0.2,0.3"]));
    },
  },
];
