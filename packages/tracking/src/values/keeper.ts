import { plainValue } from "../plain-value.ts";
import type { TableEvent, TextEvent, ValueEvent } from "../run.ts";
import { wrongValue } from "./check-value.ts";
import { storedWhole } from "./image.ts";
import { sniffPicture } from "./sniff-picture.ts";
import type { Value } from "./value.ts";

/** Keeps bytes under their SHA-256, which it returns. */
export type KeepBytes = (bytes: Uint8Array, about: { name: string; type: string }) => string;

/** A line of events is read often, an artifact when somebody looks at it. */
const mostCharacters = 64 * 1024;
const mostImageBytes = 8 * 1024;

type Body<E> = Omit<E, "seq" | "at" | "step">;

/** Decides whether a value stands in its event or beside it. */
export class Keeper {
  readonly #keep: KeepBytes;

  constructor(keep: KeepBytes) {
    this.#keep = keep;
  }

  /** The value as it can be written, or an error that begins with `where`. */
  check(where: string, value: unknown): Value {
    const { type } = (typeof value === "object" && value !== null ? value : {}) as { type?: unknown };
    if (type === "table") return checkTable(where, value as Value & { type: "table" });
    if (type === "text") {
      if (typeof (value as { text: unknown }).text === "string") return value as Value;
      throw new TypeError(`${where}: a text that is no text, needed one`);
    }
    const reason = type === "image" ? wrongInput(value as Value & { type: "image" }) : wrongValue(value);
    if (typeof type !== "string" || reason !== undefined)
      throw new TypeError(
        `${where} is ${shown(value)}${type === undefined ? "" : ` (${reason})`}, needed a number, or a value made by histogram, distribution, confusionMatrix, curve, image, text or table`,
      );
    return value as Value;
  }

  event(name: string, value: Value): Body<TextEvent> | Body<TableEvent> | Body<ValueEvent> {
    if (value.type === "image") {
      const { bytes, ...about } = value;
      if (bytes.length <= mostImageBytes) return { kind: "value", name, value: storedWhole(value) };
      return {
        kind: "value",
        name,
        value: { ...about, artifact: this.#keep(bytes, { name, type: "image" }) },
      };
    }
    const json = JSON.stringify(value);
    if (json.length > mostCharacters) {
      const bytes = new TextEncoder().encode(json);
      const artifact = this.#keep(bytes, { name, type: value.type });
      return { kind: "value", name, value: { type: value.type, artifact, bytes: bytes.length } };
    }
    if (value.type === "text") return { kind: "text", name, text: value.text };
    if (value.type === "table") return { kind: "table", name, columns: value.columns, rows: value.rows };
    return { kind: "value", name, value };
  }
}

function checkTable(where: string, { columns, rows }: Value & { type: "table" }): Value {
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === "string"))
    throw new TypeError(`${where}: columns that are no texts, needed a name each`);
  if (!Array.isArray(rows)) throw new TypeError(`${where}: rows are no list, needed a list of lists`);
  const wrong = rows.findIndex((row) => row.length !== columns.length);
  if (wrong !== -1)
    throw new RangeError(
      `${where}: row ${wrong} has ${rows[wrong]!.length} cells, needed ${columns.length}, one a column`,
    );
  return { type: "table", columns, rows: plainValue(`${where}: rows`, rows) as typeof rows };
}

function wrongInput({ bytes, ...about }: Value & { type: "image" }): string | undefined {
  if (!(bytes instanceof Uint8Array)) return "bytes are no Uint8Array";
  const { picture, reason } = sniffPicture(bytes);
  if (!picture) return reason;
  const wrong = (["mediaType", "width", "height"] as const).find((key) => about[key] !== picture[key]);
  return wrong && `its ${wrong} is ${about[wrong]}, in the bytes it is ${picture[wrong]}`;
}

function shown(value: unknown): string {
  const isPlainKind = typeof value === "object" || typeof value === "string";
  return ((isPlainKind && JSON.stringify(value)) || String(value)).slice(0, 40);
}
