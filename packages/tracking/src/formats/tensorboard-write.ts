import type { FoldedRun } from "../folded-run.ts";
import { numberOf } from "../non-finite.ts";
import type { Histogram } from "../values/histogram.ts";
import { imageBytes, type StoredImage } from "../values/image.ts";
import { joinBytes } from "./join-bytes.ts";
import {
  bytes,
  double,
  doubles,
  float,
  type Message,
  message,
  string,
  unlessZero,
  varint,
} from "./protobuf.ts";
import { redactRun } from "./redact-run.ts";
import { tfRecord } from "./tfrecord.ts";

/** Reads an artifact of the run; undefined where its bytes are gone. */
export type ReadBytes = (hash: string) => Uint8Array | undefined;

/**
 * A run as a TensorBoard event file: its metrics as scalars (float32, as there), histograms, images, and texts with the configuration among
 * them. Secrets are taken out of texts. Field numbers from TensorFlow's `event.proto`, `summary.proto` and `tensor.proto`.
 */
export function tensorBoardFile(run: FoldedRun, read: ReadBytes): Uint8Array<ArrayBuffer> {
  const clean = redactRun(run).run;
  const start = (clean.record?.createdAt ?? clean.updatedAt) / 1000;
  const config = text("config", JSON.stringify(clean.config, null, 2));
  const events = [
    message(double(1, start), string(3, "brain.Event:2")),
    event(start, 0, config),
    ...[...clean.metrics].flatMap(([key, points]) =>
      points.map(({ at, step, value }) =>
        event(at / 1000, step, message(string(1, key), float(2, numberOf(value)))),
      ),
    ),
    ...clean.values.flatMap(({ at, step, name, value }) => {
      if (value.type === "image") return eventOf(at, step, image(name, value, read));
      if (value.type === "histogram" && "edges" in value) return eventOf(at, step, histogram(name, value));
      return [];
    }),
    ...clean.texts.map(({ at, step, name, text: content }) => event(at / 1000, step, text(name, content))),
  ];
  return joinBytes(events.map(tfRecord));
}

function eventOf(at: number, step: number, value: Message | undefined): Message[] {
  return value === undefined ? [] : [event(at / 1000, step, value)];
}

function event(seconds: number, step: number, value: Message): Message {
  return message(double(1, seconds), unlessZero(varint, 2, step), bytes(5, bytes(1, value)));
}

function image(tag: string, stored: StoredImage, read: ReadBytes): Message | undefined {
  const encoded = stored.artifact === undefined ? imageBytes(stored) : read(stored.artifact);
  if (!encoded) return undefined;
  const body = message(varint(1, stored.height), varint(2, stored.width), varint(3, 3), bytes(4, encoded));
  return message(string(1, tag), bytes(4, body));
}

/** Sum and sum of squares are those of the bins' middles: a histogram does not know its values. */
function histogram(tag: string, { edges, counts }: Histogram): Message {
  const middles = counts.map((_, i) => (edges[i]! + edges[i + 1]!) / 2);
  const over = (f: (middle: number) => number) =>
    counts.reduce((sum, count, i) => sum + count * f(middles[i]!), 0);
  const body = message(
    unlessZero(double, 1, edges[0]!),
    unlessZero(double, 2, edges.at(-1)!),
    unlessZero(
      double,
      3,
      over(() => 1),
    ),
    unlessZero(
      double,
      4,
      over((middle) => middle),
    ),
    unlessZero(
      double,
      5,
      over((middle) => middle ** 2),
    ),
    doubles(6, edges.slice(1)),
    doubles(7, counts),
  );
  return message(string(1, tag), bytes(5, body));
}

/** A tensor of one text (DT_STRING is 7), and the name of the plugin that shows it. */
function text(tag: string, content: string): Message {
  const tensor = message(varint(1, 7), bytes(2, bytes(2, varint(1, 1))), string(8, content));
  const metadata = bytes(1, string(1, "text"));
  return message(string(1, tag), bytes(8, tensor), bytes(9, metadata));
}
