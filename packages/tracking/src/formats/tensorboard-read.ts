import { type Histogram, histogramFrom } from "../values/histogram.ts";
import { type Image, image } from "../values/image.ts";
import { bytesOf, type Field, numberIn, numbersFrom, readMessage, stringIn } from "./protobuf.ts";
import { readTfRecords } from "./tfrecord.ts";

type Fields = Map<number, Field[]>;

/** One value of a TensorBoard event file. */
export interface TensorBoardValue {
  tag: string;
  step: number;
  /** Milliseconds since 1970. */
  at: number;
  value: number | string | Histogram | Image;
}

/**
 * What an event file holds: scalars, texts, histograms and images, in the form of `tf.summary` and in that of PyTorch's SummaryWriter. Other
 * kinds are counted by the name of their plugin; what is damaged is said, and what stands before it counts.
 */
export function readTensorBoard(file: Uint8Array): {
  values: TensorBoardValue[];
  skipped: Record<string, number>;
  problems: string[];
} {
  const { records, problem } = readTfRecords(file);
  const found = {
    values: [] as TensorBoardValue[],
    skipped: {} as Record<string, number>,
    problems: problem === undefined ? [] : [problem],
  };
  for (const [i, record] of records.entries()) {
    try {
      readEvent(readMessage(record), found);
    } catch (error) {
      found.problems.push(`record ${i + 1}: ${(error as Error).message}`);
    }
  }
  return found;
}

function readEvent(event: Fields, found: ReturnType<typeof readTensorBoard>): void {
  const summary = bytesOf(event, 5);
  if (!summary) return;
  const at = Math.round((numberIn(event, 1) ?? 0) * 1000);
  const step = numberIn(event, 2) ?? 0;
  for (const one of readMessage(summary).get(1) ?? []) {
    if (!(one instanceof Uint8Array)) continue;
    const fields = readMessage(one);
    const value = readValue(fields);
    const tag = stringIn(fields, 1) ?? "";
    if (value !== undefined) found.values.push({ tag, step, at, value });
    else {
      const plugin = pluginOf(fields) || "unknown";
      found.skipped[plugin] = (found.skipped[plugin] ?? 0) + 1;
    }
  }
}

function readValue(fields: Fields): TensorBoardValue["value"] | undefined {
  const [picture, histo, tensor] = [bytesOf(fields, 4), bytesOf(fields, 5), bytesOf(fields, 8)];
  if (fields.has(2)) return numberIn(fields, 2);
  if (picture) return image(bytesOf(readMessage(picture), 4) ?? new Uint8Array(0));
  if (histo) return oldHistogram(readMessage(histo));
  return tensor && readTensor(readMessage(tensor), pluginOf(fields));
}

function pluginOf(fields: Fields): string {
  const metadata = bytesOf(fields, 9);
  const plugin = metadata && bytesOf(readMessage(metadata), 1);
  return (plugin && stringIn(readMessage(plugin), 1)) ?? "";
}

/** `HistogramProto`: upper limits of buckets, the last of which may be the greatest double. */
function oldHistogram(fields: Fields): Histogram | undefined {
  const limits = numbersFrom(bytesOf(fields, 6) ?? new Uint8Array(0), 8);
  const counts = numbersFrom(bytesOf(fields, 7) ?? new Uint8Array(0), 8);
  const [least, greatest] = [numberIn(fields, 1) ?? 0, numberIn(fields, 2) ?? 0];
  if (limits.length === 0 || limits.length !== counts.length) return undefined;
  const last = limits.length - 1;
  const lower = last > 0 ? limits[last - 1]! : least;
  if (limits[last] === Number.MAX_VALUE) limits[last] = greatest > lower ? greatest : lower + 1;
  const first = least < limits[0]! ? least : limits[0]! - 1;
  return histogramFrom({ edges: [first, ...limits], counts });
}

/** Tensors of `tf.summary` since 2.0: the plugin says what the numbers are. */
function readTensor(tensor: Fields, plugin: string): TensorBoardValue["value"] | undefined {
  const strings = (tensor.get(8) ?? []).filter((one) => one instanceof Uint8Array);
  if (plugin === "text") return strings.map((one) => new TextDecoder().decode(one)).join("\n");
  if (plugin === "images") return strings[2] && image(strings[2]);
  const numbers = numbersOf(tensor);
  if (plugin === "scalars") return numbers[0];
  if (plugin !== "histograms" || numbers.length === 0 || numbers.length % 3 !== 0) return undefined;
  // Rows of left edge, right edge, count. Buckets of no width stand where all values are one.
  const rows = Array.from({ length: numbers.length / 3 }, (_, i) => numbers.slice(3 * i, 3 * i + 3));
  const wide = rows.filter(([left, right, count]) => right! > left! || count! > 0);
  if (wide.length === 1 && wide[0]![0] === wide[0]![1]) {
    const [x, , count] = wide[0]!;
    return histogramFrom({ edges: [x! - 0.5, x! + 0.5], counts: [count!] });
  }
  return histogramFrom({
    edges: [wide[0]![0]!, ...wide.map(([, right]) => right!)],
    counts: wide.map((row) => row[2]!),
  });
}

/** DT_FLOAT 1, DT_DOUBLE 2: raw bytes, or packed values. */
function numbersOf(tensor: Fields): number[] {
  const size = numberIn(tensor, 1) === 2 ? 8 : 4;
  const packed = bytesOf(tensor, 4) ?? bytesOf(tensor, size === 8 ? 6 : 5);
  return packed ? numbersFrom(packed, size) : [];
}
