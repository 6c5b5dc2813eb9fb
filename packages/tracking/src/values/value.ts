import type { ConfigValue } from "../run.ts";
import type { ConfusionMatrix } from "./confusion-matrix.ts";
import type { Curve } from "./curve.ts";
import type { Distribution } from "./distribution.ts";
import type { Histogram } from "./histogram.ts";
import type { Image, StoredImage } from "./image.ts";

/** A text of one step: `log({ sample: text("to be or") })`. */
export interface Text {
  type: "text";
  text: string;
}

/** Rows of one step. */
export interface Rows {
  type: "table";
  columns: string[];
  /** NaN and infinities are written by their names. */
  rows: ConfigValue[][];
}

/** What `log` takes beside numbers. */
export type Value = Histogram | Distribution | ConfusionMatrix | Curve | Image | Text | Rows;

/** A value as it stands in an event: whole, or its type and the artifact that holds the rest. */
export type StoredValue = Histogram | Distribution | ConfusionMatrix | Curve | StoredImage | BigValue;

/** A value too big for an event: `artifact` is the SHA-256 of its JSON text, which has `bytes` bytes. */
export interface BigValue {
  type: Exclude<Value["type"], "image">;
  artifact: string;
  bytes: number;
}

export function text(content: string): Text {
  if (typeof content !== "string") throw new TypeError(`text: given ${typeof content}, needed a text`);
  return { type: "text", text: content };
}

export function table({ columns, rows }: Omit<Rows, "type">): Rows {
  return { type: "table", columns, rows };
}
