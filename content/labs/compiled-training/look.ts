import {
  type Compiled,
  compile,
  grad,
  lt,
  mean,
  noGrad,
  slice,
  softmax,
  sum,
  Tensor,
  to,
} from "@blankfile/tensor";
import { type ActivationName, activationOf, forward, shapesOf, type Weights } from "./network.ts";

/** Cells of the field along each side, from −reach to reach. */
export const cells = 40;
export const reach = 1.5;

/** A slope below this hands on less than a hundredth of what arrives. */
export const flat = 0.01;

/** What can be seen of a network. */
export interface Sight {
  /** P(class 1) − P(class 0) for each cell of the field, rows from below. */
  readonly field: Float32Array;
  /** The same for each of the points. */
  readonly points: Float32Array;
  /** Share of slopes below 0.01 in both hidden layers, over all units and points. */
  readonly flat: readonly [number, number];
}

type Look = (weights: Tensor[], x: Tensor) => Tensor[];

/** Looks at networks of one activation: at the field and the points together, so that it is one program. */
export class Looker {
  readonly #eager: Look;
  readonly #compiled: Compiled<[Tensor[], Tensor], Tensor[]>;

  constructor(activation: ActivationName) {
    this.#eager = lookWith(activation);
    this.#compiled = compile(this.#eager);
  }

  look(weights: Weights, places: Float32Array, { scale, compiled }: Seeing): Sight {
    const width = weights[1]!.length;
    const tensors = shapesOf(width).map((shape, i) => new Tensor(weights[i]!, shape, "float32"));
    const x = inputs(places, scale);
    const [sides, first, second] = (compiled ? this.#compiled : this.#eager)(tensors, x);
    const numbers = sides!.data as Float32Array;
    return {
      field: numbers.slice(0, cells * cells),
      points: numbers.slice(cells * cells),
      flat: [first!.item(), second!.item()],
    };
  }
}

interface Seeing {
  scale: number;
  compiled: boolean;
}

function lookWith(activation: ActivationName): Look {
  const a = activationOf(activation);
  return (weights, x) => {
    const { logits, sums } = noGrad(() => forward(weights, x, activation));
    const probabilities = softmax(logits, { dim: 1 });
    const sides = sum(probabilities.mul(signs()), { dim: 1 });
    const shares = sums.map((z) => {
      const input = z.detach();
      input.requiresGrad = true;
      const [slope] = grad(sum(a(input)), [input]) as [Tensor];
      return mean(to(lt(slice(slope, [cells * cells, null]), flat), "float32"));
    });
    return [sides, ...shares];
  };
}

/** Cells first, then points: x [cells² + N, 2], times the scale. */
function inputs(places: Float32Array, scale: number): Tensor {
  const x = new Float32Array(2 * cells * cells + places.length);
  const middle = (i: number) => reach * ((2 * i + 1) / cells - 1);
  for (let r = 0; r < cells; r++) {
    for (let c = 0; c < cells; c++) x.set([middle(c), middle(r)], 2 * (r * cells + c));
  }
  x.set(places, 2 * cells * cells);
  return new Tensor(
    x.map((value) => scale * value),
    [x.length / 2, 2],
    "float32",
  );
}

const signs = () => new Tensor(Float32Array.of(-1, 1), [2], "float32");
