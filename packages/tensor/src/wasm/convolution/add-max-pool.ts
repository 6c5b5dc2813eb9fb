import { type Code, f32, f32x4, f64, f64x2, i32, i32x4, ifElse, memoryFill, v128 } from "../instructions.ts";
import { type Float, lanesOf } from "../lanes.ts";
import { type FunctionScope, forUp, type Local, type ModuleBuilder } from "../module.ts";

/** Planes (an image of one channel) and the windows that move over them; pairs are [height, width]. */
export interface PoolShape {
  readonly image: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** Addresses as code that pushes an i32, of arrays in row-major order, N · C `planes` each; threads may divide them. */
type Operands<Name extends string> = Readonly<Record<Name | "planes", Code>>;

export interface MaxPool {
  /** y[i, j] = the largest of x's elements under the window, NaN if one is; what is padded never wins. */
  readonly forward: (operands: Operands<"y" | "x">) => Code;
  /** dx: each g[i, j] is added to the element that the window took, the first of equal ones. */
  readonly gradient: (operands: Operands<"dx" | "g" | "x">) => Code;
}

/** Adds to a module the largest element of each window of planes of one shape, and its gradient. */
export function addMaxPool(m: ModuleBuilder, float: Float, shape: PoolShape): MaxPool {
  const forward = m.function({
    params: ["i32", "i32", "i32"],
    body: (scope) => {
      const [y, x, planes] = scope.params as [Local, Local, Local];
      return [new PoolCode(scope, float, shape).forward(y, x, planes)];
    },
  });
  const gradient = m.function({
    params: ["i32", "i32", "i32", "i32"],
    body: (scope) => {
      const [dx, g, x, planes] = scope.params as [Local, Local, Local, Local];
      return [new PoolCode(scope, float, shape).gradient([dx, g], x, planes)];
    },
  });
  return {
    forward: ({ y, x, planes }) => forward(y, x, planes),
    gradient: ({ dx, g, x, planes }) => gradient(dx, g, x, planes),
  };
}

/**
 * The bodies. The largest so far stands in the first lane of a register: a choice between registers is no jump, and jumps by
 * random data are what costs.
 */
class PoolCode {
  readonly #shape: PoolShape;
  readonly #numbers: typeof f32 | typeof f64;
  readonly #bytes: number;
  readonly #scope: FunctionScope;
  /** The largest element so far, and how far from the plane's start it lies. */
  readonly #best: Local;
  readonly #place: Local;
  readonly #value: Local;

  constructor(scope: FunctionScope, float: Float, shape: PoolShape) {
    this.#scope = scope;
    this.#shape = shape;
    this.#numbers = float === "float32" ? f32 : f64;
    this.#bytes = lanesOf(float, false).bytes;
    this.#best = scope.local("v128");
    this.#value = scope.local("v128");
    this.#place = scope.local("v128");
  }

  forward(y: Local, x: Local, planes: Local): Code {
    const put = this.#bytes === 4 ? v128.store32Lane : v128.store64Lane;
    const store = put(y.get, this.#best.get, 0);
    return this.#eachPlane(
      planes,
      this.#eachWindow(x, store, y.add(i32.const(this.#bytes))),
      x.add(i32.const(this.#planeBytes)),
    );
  }

  gradient([dx, g]: readonly [Local, Local], x: Local, planes: Local): Code {
    const { add, load, store } = this.#numbers;
    const place = i32x4.extractLane(this.#place.get, 0);
    const target = i32.add(dx.get, place);
    // A window that saw nothing but −∞ took nothing.
    const given = ifElse(i32.ltS(place, i32.const(0)), [], [store(target, add(load(target), load(g.get)))]);
    return this.#eachPlane(
      planes,
      memoryFill(dx.get, i32.const(0), i32.const(this.#planeBytes)),
      this.#eachWindow(x, given, g.add(i32.const(this.#bytes))),
      x.add(i32.const(this.#planeBytes)),
      dx.add(i32.const(this.#planeBytes)),
    );
  }

  #eachPlane(planes: Local, ...body: Code[]): Code {
    return forUp(this.#scope.local("i32"), planes.get, 1, ...body);
  }

  get #planeBytes(): number {
    return this.#bytes * this.#shape.image[0] * this.#shape.image[1];
  }

  /** Finds the largest element of every window in turn. */
  #eachWindow(x: Local, ...body: Code[]): Code {
    const { image, kernel, stride, padding, dilation } = this.#shape;
    const [i, j, row, column] = [this.#i32(), this.#i32(), this.#i32(), this.#i32()];
    const lanes = this.#bytes === 4 ? f32x4 : f64x2;
    const count = (s: 0 | 1) =>
      Math.floor((image[s] + 2 * padding[s] - dilation[s] * (kernel[s] - 1) - 1) / stride[s]) + 1;
    const elements = Array.from({ length: kernel[0] * kernel[1] }, (_, e) => {
      const u = Math.floor(e / kernel[1]) * dilation[0];
      const v = (e % kernel[1]) * dilation[1];
      return this.#candidate(x, [row, column], [u, v]);
    });
    return forUp(
      i,
      i32.const(count(0)),
      1,
      row.set(i32.sub(i32.mul(i.get, i32.const(stride[0])), i32.const(padding[0]))),
      column.set(i32.const(-padding[1])),
      forUp(
        j,
        i32.const(count(1)),
        1,
        this.#best.set(lanes.splat(this.#numbers.const(-Infinity))),
        this.#place.set(i32x4.splat(i32.const(-1))),
        ...elements,
        ...body,
        column.add(i32.const(stride[1])),
      ),
    );
  }

  /** Takes the element (row + u, column + v) if it lies inside and is larger, or the first NaN. */
  #candidate(x: Local, [row, column]: readonly [Local, Local], [u, v]: readonly [number, number]): Code {
    const { image, padding } = this.#shape;
    const { gt, eq, ne } = this.#bytes === 4 ? f32x4 : f64x2;
    const load = this.#bytes === 4 ? v128.load32Zero : v128.load64Zero;
    const [r, c] = [i32.add(row.get, i32.const(u)), i32.add(column.get, i32.const(v))];
    const index = i32.add(i32.mul(r, i32.const(image[1])), c);
    const [best, value] = [this.#best.get, this.#value.get];
    const [at, take] = [this.#i32(), this.#scope.local("v128")];
    const compare = [
      ...at.set(i32.mul(index, i32.const(this.#bytes))),
      ...this.#value.set(load(i32.add(x.get, at.get))),
      ...take.set(v128.or(gt(value, best), v128.and(ne(value, value), eq(best, best)))),
      ...this.#best.set(v128.bitselect(value, best, take.get)),
      ...this.#place.set(v128.bitselect(i32x4.splat(at.get), this.#place.get, take.get)),
    ];
    if (padding.every((n) => n === 0)) return compare;
    const inside = i32.and(i32.ltU(r, i32.const(image[0])), i32.ltU(c, i32.const(image[1])));
    return ifElse(inside, [compare], []);
  }

  #i32(): Local {
    return this.#scope.local("i32");
  }
}
