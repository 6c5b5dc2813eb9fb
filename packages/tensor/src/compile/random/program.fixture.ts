import { type DType, isFloating } from "../../dtype.ts";
import * as l from "../../index.ts";
import { Philox } from "../../philox.ts";
import { type Shape, sizeOf } from "../../shape.ts";
import type { Tensor } from "../../tensor.ts";
import { scaleOf } from "../close.fixture.ts";
import type { Bench, Maker, Value } from "./bench.fixture.ts";
import { Draw, type Leaf, type Step, type World } from "./draw.fixture.ts";
import { roundedOperations, wholeOperations } from "./operations.fixture.ts";

/** A random program: straight lines that read earlier values by their places. */
export interface RandomProgram {
  readonly whole: boolean;
  readonly leaves: readonly Leaf[];
  readonly steps: readonly Step[];
  /** Places of leaves, in their order. */
  readonly leafPlaces: readonly number[];
  readonly returned: readonly number[];
}

/** Numbers from which a program is made; shorter lists and smaller numbers make simpler programs. */
export interface Draft {
  readonly whole: boolean;
  readonly lines: readonly (readonly number[])[];
}

export function programOf({ whole, lines }: Draft): RandomProgram {
  return new Author(whole).write(lines);
}

export function showProgram({ leaves, leafPlaces, steps, returned, whole }: RandomProgram): string {
  const lines: string[] = [];
  leaves.forEach(({ kind, dtype, shape, requiresGrad, mutable, below }, i) => {
    const more = [
      requiresGrad ? "grad" : "",
      mutable ? "changed" : "",
      below === undefined ? "" : `< ${below}`,
    ];
    lines[leafPlaces[i]!] = `%${leafPlaces[i]} = ${kind} ${dtype} [${shape}] ${more.join(" ")}`;
  });
  let at = 0;
  for (const step of steps) {
    while (lines[at] !== undefined) at++;
    lines[at] = `%${at} = ${step.text}`;
  }
  return [
    ...lines,
    `return ${returned.map((place) => `%${place}`).join(" ")}${whole ? " (whole numbers)" : ""}`,
  ].join("\n");
}

/** Numbers for a leaf, the same in each world. */
export function numbersFor({ dtype, shape, below }: Leaf, whole: boolean, rng: Philox): Tensor {
  if (below !== undefined) return l.randint(0, below, shape, { rng });
  if (dtype === "bool") return l.randint(0, 2, shape, { rng }).to("bool");
  if (whole || dtype === "int32") return l.randint(-3, 4, shape, { rng }).to(dtype);
  return l.randn(shape, { rng, dtype: "float32" }).to(dtype);
}

/** Runs the program's lines; returns what it returns. `seen` is told each value, with its place and those that it came from. */
export function runProgram(
  program: RandomProgram,
  world: World,
  seen: (value: Tensor, at: number, from: readonly number[], isGradient: boolean) => void = () => {},
): Tensor[] {
  const values: Tensor[] = [];
  program.leafPlaces.forEach((place, i) => {
    values[place] = world.leaves[i]!;
    seen(values[place], place, [], false);
  });
  let at = 0;
  for (const step of program.steps) {
    while (values[at] !== undefined) at++;
    const [result] = step.run(
      step.inputs.map((place) => values[place]!),
      world,
    );
    values[at] = result!;
    // A gradient comes from all that was computed.
    const isGradient = step.text.includes("grad");
    seen(result!, at, isGradient ? [...values.keys()] : step.inputs, isGradient);
  }
  return program.returned.map((place) => values[place]!);
}

/** Writes a program line by line, trying each on numbers: what fails or grows beyond bounds is left out. */
class Author {
  readonly #whole: boolean;
  readonly #values: Value[] = [];
  readonly #leaves: Leaf[] = [];
  readonly #leafPlaces: number[] = [];
  readonly #steps: Step[] = [];
  readonly #rng = new Philox(1);
  readonly #world: World;

  constructor(whole: boolean) {
    this.#whole = whole;
    this.#world = { leaves: [], rng: new Philox(2), float: (dtype) => dtype };
  }

  write(lines: readonly (readonly number[])[]): RandomProgram {
    for (const numbers of lines) this.#line(new Draw(numbers));
    const steps = this.#values.filter(({ at }) => !this.#leafPlaces.includes(at));
    const returned = steps.filter(
      ({ at }, i) => i === steps.length - 1 || (lines[at % lines.length]![0] ?? 0) % 3 === 0,
    );
    return {
      whole: this.#whole,
      leaves: this.#leaves,
      leafPlaces: this.#leafPlaces,
      steps: this.#steps,
      returned: returned.map(({ at }) => at),
    };
  }

  #line(draw: Draw): void {
    const makers = this.#whole || draw.once(2) ? wholeOperations : roundedOperations;
    const special: Maker[] = [this.#backward, this.#inPlace, this.#inPlace, this.#gradient];
    const maker = draw.once(4) ? draw.pick(special) : draw.pick(makers);
    const [leaves, values] = [this.#leaves.length, this.#values.length];
    const step = maker(this.#bench(draw));
    let result: Tensor | undefined;
    try {
      if (step)
        [result] = step.run(
          step.inputs.map((place) => this.#values[place]!.tensor),
          this.#world,
        ) as [Tensor];
    } catch (error) {
      if (!/^\w+: /.test((error as Error).message)) throw error;
    }
    if (result && result.numel() <= 5000 && scaleOf(result) < 3000 && result.data.every(Number.isFinite)) {
      this.#steps.push(step!);
      this.#values.push({ at: this.#values.length, tensor: result, exact: step!.exact });
      return;
    }
    this.#leaves.length = leaves;
    this.#leafPlaces.length = leaves;
    this.#values.length = values;
  }

  #bench(draw: Draw): Bench {
    return {
      draw,
      whole: this.#whole,
      leaf: (shape, dtype, below) => this.#leaf(draw, shape, dtype, below),
      value: (fits) => {
        const found = this.#values.filter(fits);
        // Later values more often, so that programs grow deep.
        if (found.length > 0) return found[Math.max(found.length - 1 - draw.int(4), 0)]!;
        const dtype = draw.pick(["float32", "float32", "float64"] as const);
        const made = this.#leaf(draw, draw.shape(), dtype);
        return fits(made) ? made : undefined;
      },
    };
  }

  #leaf(draw: Draw, shape: Shape, dtype: DType, below?: number): Value {
    const mutable = below === undefined && isFloating(dtype) && draw.once(3);
    const requiresGrad = isFloating(dtype) && draw.once(2);
    const leaf: Leaf = {
      kind: draw.pick(["argument", "captured"]),
      dtype,
      shape,
      requiresGrad,
      mutable,
      below,
    };
    const tensor = numbersFor(leaf, this.#whole, this.#rng);
    tensor.requiresGrad = requiresGrad;
    this.#leaves.push(leaf);
    this.#leafPlaces.push(this.#values.length);
    const value = { at: this.#values.length, tensor, exact: this.#whole || !mutable };
    this.#values.push(value);
    return value;
  }

  /** Gradients of all leaves, by `backward`; the result is that of one of them. */
  readonly #backward: Maker = ({ draw, value }) => {
    const y = value(({ tensor }) => tensor.requiresGrad);
    const leaves = this.#values.filter(({ tensor }) => tensor.isLeaf && tensor.requiresGrad);
    if (!y || leaves.length === 0) return undefined;
    const leaf = draw.pick(leaves);
    const retainGraph = draw.once(2);
    return {
      text: `backward(sum(%${y.at}²), retainGraph ${retainGraph}), the gradient of %${leaf.at}`,
      inputs: [y.at, leaf.at],
      exact: this.#whole,
      run: ([a, b]) => {
        l.backward(l.sum(l.mul(a!, a!)), undefined, { retainGraph });
        return [b!.grad ?? l.zeros([], { dtype: b!.dtype })];
      },
    };
  };

  /** A gradient that can be differentiated again. */
  readonly #gradient: Maker = ({ draw, value }) => {
    const y = value(({ tensor }) => tensor.requiresGrad);
    const leaves = this.#values.filter(({ tensor }) => tensor.isLeaf && tensor.requiresGrad);
    if (!y || leaves.length === 0) return undefined;
    const leaf = draw.pick(leaves);
    return {
      text: `grad(sum(%${y.at}), [%${leaf.at}], createGraph)`,
      inputs: [y.at, leaf.at],
      exact: this.#whole,
      run: ([a, b]) => l.grad(l.sum(a!), [b!], { createGraph: true, allowUnused: true }),
    };
  };

  readonly #inPlace: Maker = ({ draw, value }) => {
    const changed = this.#values.filter(({ at }) => this.#leaves[this.#leafPlaces.indexOf(at)]?.mutable);
    const x = draw.pick(changed);
    if (!x) return undefined;
    const fits = ({ tensor }: Value) =>
      tensor.dtype === x.tensor.dtype &&
      tensor.ndim <= x.tensor.ndim &&
      l.broadcastShapes("", tensor.shape).length >= 0 &&
      broadcasts(tensor.shape, x.tensor.shape);
    const y = value(fits);
    if (!y) return undefined;
    const name = draw.pick(["add_", "copy_", "sub_", "zero_"] as const);
    return {
      text: `%${x.at}.${name}(%${y.at})`,
      inputs: [x.at, y.at],
      exact: this.#whole,
      run: ([a, b]) => [
        l.noGrad(() =>
          (name === "zero_"
            ? l.zero_(a!)
            : { add_: l.add_, copy_: l.copy_, sub_: l.sub_ }[name](a!, b!)
          ).detach(),
        ),
      ],
    };
  };
}

function broadcasts(from: Shape, to: Shape): boolean {
  const lead = to.length - from.length;
  return lead >= 0 && sizeOf(from) <= sizeOf(to) && from.every((n, d) => n === 1 || n === to[d + lead]);
}
