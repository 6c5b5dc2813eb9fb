import { type Code, i32, ifElse, memoryFill } from "../instructions.ts";
import { type Float, type Lanes, lanesOf } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type Local } from "../module.ts";
import type { addProduct } from "../product/add-product.ts";
import type { addTableProduct } from "../product/add-table-product.ts";
import { atMost } from "../product/choose.ts";
import type { Geometry } from "./geometry.ts";
import { addRow, copyRow } from "./image-rows.ts";

interface Parts {
  readonly product: ReturnType<typeof addProduct>;
  readonly tableProduct: ReturnType<typeof addTableProduct>;
  readonly tables: Callee;
}

/**
 * The bodies of a convolution's three functions. Their parameters: the result and the two operands, of which the first along
 * the images moves on with them; the number of images; scratch memory; whether the kernels' gradient is added to.
 */
export class ConvolutionCode {
  readonly #geometry: Geometry;
  readonly #lanes: Lanes;
  readonly #parts: Parts;
  readonly #scope: FunctionScope;

  constructor(scope: FunctionScope, geometry: Geometry, float: Float, parts: Parts) {
    this.#scope = scope;
    this.#geometry = geometry;
    this.#lanes = lanesOf(float, false);
    this.#parts = parts;
  }

  forward(): Code[] {
    const [y, x, w] = this.#scope.params as [Local, Local, Local];
    const { outside, elements, positions } = this.#geometry;
    const { kernels, outputs, image, inGroup } = this.#strides();
    const [wAt, yAt, xAt] = [this.#i32(), this.#i32(), this.#i32()];
    const product = this.#parts.tableProduct({
      ...{ c: yAt.get, cRow: this.#bytes(positions) },
      ...{ a: wAt.get, aRow: this.#bytes(elements), aColumn: this.#bytes(1) },
      ...{ b: xAt.get, rows: this.#place("elements"), columns: this.#place("positions") },
      ...{ M: i32.const(outside), K: i32.const(elements), N: i32.const(positions) },
      scratch: this.#place("product"),
    });
    return this.#eachImage(
      ...this.#padded(x, xAt),
      wAt.set(w.get),
      yAt.set(y.get),
      this.#eachGroup(product, wAt.add(kernels), yAt.add(outputs), xAt.add(inGroup)),
      y.add(this.#all(outputs)),
      x.add(image),
    );
  }

  kernelGradient(): Code[] {
    const [dw, g, x, images, , accumulate] = this.#scope.params as [Local, Local, Local, Local, Local, Local];
    const { outside, elements, positions, outputs: O } = this.#geometry;
    const { kernels, outputs, image, inGroup } = this.#strides();
    const [dwAt, gAt, xAt] = [this.#i32(), this.#i32(), this.#i32()];
    const product = this.#parts.tableProduct(
      {
        ...{ c: dwAt.get, cRow: this.#bytes(elements) },
        ...{ a: gAt.get, aRow: this.#bytes(positions), aColumn: this.#bytes(1) },
        ...{ b: xAt.get, rows: this.#place("positions"), columns: this.#place("elements") },
        ...{ M: i32.const(outside), K: i32.const(positions), N: i32.const(elements) },
        scratch: this.#place("product"),
      },
      accumulate.get,
    );
    const zeros = ifElse(
      i32.or(images.get, accumulate.get),
      [],
      [memoryFill(dw.get, i32.const(0), this.#bytes(O * elements))],
    );
    const loop = this.#eachImage(
      ...this.#padded(x, xAt),
      dwAt.set(dw.get),
      gAt.set(g.get),
      this.#eachGroup(product, dwAt.add(kernels), gAt.add(outputs), xAt.add(inGroup)),
      accumulate.set(i32.const(1)),
      g.add(this.#all(outputs)),
      x.add(image),
    );
    return [zeros, ...loop];
  }

  imageGradient(): Code[] {
    const [dx, g, w] = this.#scope.params as [Local, Local, Local];
    const { outside, elements, positions, output, strip, padded, channels } = this.#geometry;
    const { kernels, outputs, image, inGroup } = this.#strides();
    const [wAt, gAt, xAt, start] = [this.#i32(), this.#i32(), this.#i32(), this.#i32()];
    const [row, width] = [this.#i32(), this.#i32()];
    const inRows = (rows: Code) => i32.mul(rows, i32.const(output[1]));
    const product = this.#parts.product({
      ...{ c: this.#place("columns"), cRow: this.#bytes(strip * output[1]) },
      ...{ a: wAt.get, aRow: this.#bytes(1), aColumn: this.#bytes(elements) },
      b: i32.add(gAt.get, i32.mul(inRows(row.get), this.#bytes(1))),
      ...{ bRow: this.#bytes(positions), bColumn: this.#bytes(1) },
      ...{ M: i32.const(elements), K: i32.const(outside), N: inRows(width.get) },
      scratch: this.#place("product"),
    });
    const strips = forUp(
      row,
      i32.const(output[0]),
      strip,
      width.set(atMost(i32.sub(i32.const(output[0]), row.get), strip)),
      product,
      this.#scatter(xAt, row, width),
    );
    const border = this.#isPadded;
    return this.#eachImage(
      start.set(border ? this.#place("image") : dx.get),
      memoryFill(start.get, i32.const(0), this.#bytes(channels * padded[0] * padded[1])),
      xAt.set(start.get),
      wAt.set(w.get),
      gAt.set(g.get),
      this.#eachGroup(strips, wAt.add(kernels), gAt.add(outputs), xAt.add(inGroup)),
      border ? this.#copyInner(dx, "out") : [],
      dx.add(image),
      g.add(this.#all(outputs)),
    );
  }

  /** Adds the columns of some rows of the output to the image at `image`, in the order of c, u, v. */
  #scatter(image: Local, row: Local, rows: Local): Code {
    const { bytes, elements, strip, output, stride, padded } = this.#geometry;
    const [e, i, from] = [this.#i32(), this.#i32(), this.#i32()];
    const [to, at, line] = [this.#i32(), this.#i32(), this.#i32()];
    const rowBytes = bytes * padded[1] * stride[0];
    const lineBytes = bytes * output[1];
    return [
      ...line.set(this.#place("columns")),
      ...forUp(
        e,
        i32.const(4 * elements),
        4,
        from.set(line.get),
        to.set(
          i32.add(
            i32.add(image.get, i32.mul(row.get, i32.const(rowBytes))),
            i32.load(i32.add(this.#place("elements"), e.get)),
          ),
        ),
        forUp(
          i,
          rows.get,
          1,
          addRow(this.#lanes, to.get, from.get, output[1], stride[1], at),
          from.add(i32.const(lineBytes)),
          to.add(i32.const(rowBytes)),
        ),
        line.add(i32.const(strip * lineBytes)),
      ),
    ];
  }

  /** Code for every image, behind the tables and the border of zeros. */
  #eachImage(...body: Code[]): Code[] {
    const [, , , images, scratch] = this.#scope.params as [Local, Local, Local, Local, Local];
    const { channels, padded } = this.#geometry;
    const border = memoryFill(
      this.#place("image"),
      i32.const(0),
      this.#bytes(channels * padded[0] * padded[1]),
    );
    return [
      this.#parts.tables(scratch.get),
      this.#isPadded ? border : [],
      forUp(this.#i32(), images.get, 1, ...body),
    ];
  }

  #eachGroup(...body: Code[]): Code {
    return forUp(this.#i32(), i32.const(this.#geometry.groups), 1, ...body);
  }

  /** Sets `at` to where the image at `x` has its border: a copy, or the image itself if there is none. */
  #padded(x: Local, at: Local): Code[] {
    if (!this.#isPadded) return [at.set(x.get)];
    return [this.#copyInner(x, "in"), at.set(this.#place("image"))];
  }

  /** Copies all rows of the image at `x` into the one with a border in scratch memory, or out of it. */
  #copyInner(x: Local, direction: "in" | "out"): Code {
    const { bytes, channels, image, padding, padded } = this.#geometry;
    const [pixels, inside] = [this.#i32(), this.#i32()];
    const [c, i, at] = [this.#i32(), this.#i32(), this.#i32()];
    const [to, from] = direction === "in" ? [inside, pixels] : [pixels, inside];
    const first = bytes * (padding[0] * padded[1] + padding[1]);
    return [
      ...pixels.set(x.get),
      ...inside.set(i32.add(this.#place("image"), i32.const(first))),
      ...forUp(
        c,
        i32.const(channels),
        1,
        forUp(
          i,
          i32.const(image[0]),
          1,
          copyRow(this.#lanes, to.get, from.get, image[1], at),
          pixels.add(i32.const(bytes * image[1])),
          inside.add(i32.const(bytes * padded[1])),
        ),
        inside.add(i32.const(2 * bytes * padding[0] * padded[1])),
      ),
    ];
  }

  get #isPadded(): boolean {
    return this.#geometry.padding.some((n) => n > 0);
  }

  /** Bytes of one group's kernels and outputs, of an image, and of one group's channels of the image with its border. */
  #strides() {
    const { outside, inside, elements, positions, channels, image, padded } = this.#geometry;
    return {
      kernels: this.#bytes(outside * elements),
      outputs: this.#bytes(outside * positions),
      image: this.#bytes(channels * image[0] * image[1]),
      inGroup: this.#bytes(inside * padded[0] * padded[1]),
    };
  }

  #all(group: Code): Code {
    return i32.mul(group, i32.const(this.#geometry.groups));
  }

  #bytes(numbers: number): Code {
    return i32.const(numbers * this.#geometry.bytes);
  }

  #place(name: keyof Geometry["places"]): Code {
    return i32.add(this.#scope.params[4]!.get, i32.const(this.#geometry.places[name]));
  }

  #i32(): Local {
    return this.#scope.local("i32");
  }
}
