import { Table } from "@blankfile/data";

/** N texts, or a table of one column of them. */
export type Texts = readonly (string | null)[] | Table;

/** The texts one by one; a missing one is refused. */
export function readTexts(where: string, X: unknown): readonly string[] {
  const texts = X instanceof Table ? fromTable(where, X) : X;
  if (typeof texts === "string")
    throw new TypeError(
      `${where}: X is one text, a list of texts is needed; [${JSON.stringify(texts.slice(0, 20))}]`,
    );
  if (!Array.isArray(texts))
    throw new TypeError(
      `${where}: X is ${texts === null ? "null" : typeof texts}, a list of texts is needed`,
    );
  const wrong = texts.findIndex((text) => typeof text !== "string");
  if (wrong < 0) return texts;
  const shown = JSON.stringify(texts[wrong])?.slice(0, 40) ?? String(texts[wrong]);
  throw new TypeError(`${where}: X[${wrong}] is ${shown}, a text is needed; "" for an empty one`);
}

function fromTable(where: string, X: Table): readonly (string | null)[] {
  const [name, ...more] = X.names;
  if (name === undefined || more.length > 0)
    throw new RangeError(
      `${where}: the table has ${X.names.length} columns, one column of texts is needed; select([name])`,
    );
  const column = X.column(name);
  if (column.kind === "text") return column.values;
  if (column.kind === "category")
    return Array.from(column.codes, (code) => (code < 0 ? null : column.categories[code]!));
  throw new TypeError(`${where}: column ${JSON.stringify(name)} is of kind number, texts are needed`);
}
