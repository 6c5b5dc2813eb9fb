/** The sizes of the small model of the researcher track, and the characters it knows, the line's end first. */
export interface ModelForm {
  /** Character number i is its token i; V of them. */
  letters: string;
  /** T, the most characters that are read at once. */
  block: number;
  /** C, numbers a character. */
  channels: number;
  /** H; each head has C / H numbers. */
  heads: number;
  /** Blocks of attention and MLP. */
  layers: number;
}

/** By their names in the state dict of `scripts/language-model/tiny-gpt.ts`, row by row. */
export type Weights = ReadonlyMap<string, Float32Array>;

/** The names of all weights with their shapes, in the order in which they lie in the file. */
export function weightShapes({ letters, block, channels: C, layers }: ModelForm): [string, number[]][] {
  const V = [...letters].length;
  const layer = (i: number): [string, number[]][] =>
    (
      [
        ["self_attn.in_proj_weight", [3 * C, C]],
        ["self_attn.in_proj_bias", [3 * C]],
        ["self_attn.out_proj.weight", [C, C]],
        ["self_attn.out_proj.bias", [C]],
        ["linear1.weight", [4 * C, C]],
        ["linear1.bias", [4 * C]],
        ["linear2.weight", [C, 4 * C]],
        ["linear2.bias", [C]],
        ["norm1.weight", [C]],
        ["norm1.bias", [C]],
        ["norm2.weight", [C]],
        ["norm2.bias", [C]],
      ] as [string, number[]][]
    ).map(([name, shape]) => [`layers.${i}.${name}`, shape]);
  return [
    ["embed.weight", [V, C]],
    ["positions.weight", [block, C]],
    ...Array.from({ length: layers }, (_, i) => layer(i)).flat(),
    ["norm.weight", [C]],
    ["norm.bias", [C]],
    ["head.weight", [V, C]],
    ["head.bias", [V]],
  ];
}

/**
 * Weights in a byte each: a matrix keeps for each row one scale s = max |w| / 127 and the whole numbers w / s; vectors stay float32.
 * First all scales and vectors, little endian, then all bytes, both in the order of `weightShapes`.
 */
export function packWeights(form: ModelForm, weights: Weights): Uint8Array {
  const floats: number[] = [];
  const bytes: number[] = [];
  for (const [name, shape] of weightShapes(form)) {
    const values = weights.get(name);
    if (values?.length !== size(shape))
      throw new RangeError(
        `packWeights: ${name} of ${values?.length ?? "no"} numbers, ${size(shape)} are needed`,
      );
    if (shape.length === 1) {
      floats.push(...values);
      continue;
    }
    const [rows, columns] = shape as [number, number];
    for (let r = 0; r < rows; r++) {
      const row = values.subarray(r * columns, (r + 1) * columns);
      const scale = Math.fround(Math.max(...row.map(Math.abs)) / 127);
      floats.push(scale);
      for (const value of row) bytes.push(scale === 0 ? 0 : Math.round(value / scale));
    }
  }
  const packed = new Uint8Array(4 * floats.length + bytes.length);
  const view = new DataView(packed.buffer);
  for (const [i, value] of floats.entries()) view.setFloat32(4 * i, value, true);
  packed.set(Int8Array.from(bytes), 4 * floats.length);
  return packed;
}

/** What `packWeights` wrote, as numbers again. */
export function unpackWeights(form: ModelForm, packed: Uint8Array): Weights {
  const shapes = weightShapes(form);
  const floatCount = shapes.reduce((total, [, shape]) => total + shape[0]!, 0);
  const byteCount = shapes.reduce((total, [, shape]) => total + (shape.length > 1 ? size(shape) : 0), 0);
  if (packed.length !== 4 * floatCount + byteCount)
    throw new RangeError(
      `unpackWeights: a file of ${packed.length} bytes, ${4 * floatCount + byteCount} are needed for these sizes`,
    );
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  let [float, byte] = [0, 4 * floatCount];
  const next = () => view.getFloat32(4 * float++, true);
  return new Map(
    shapes.map(([name, shape]) => {
      const values = new Float32Array(size(shape));
      const [rows, columns = 1] = shape as [number, number?];
      for (let r = 0; r < rows; r++) {
        const scale = next();
        if (shape.length === 1) values[r] = scale;
        else for (let c = 0; c < columns; c++) values[r * columns + c] = scale * view.getInt8(byte++);
      }
      return [name, values];
    }),
  );
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
