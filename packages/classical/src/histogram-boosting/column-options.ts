import type { HistValues } from "./hist-parameters.ts";
import type { Words } from "./table-columns.ts";

/** The columns of fit. */
export interface Columns {
  count: number;
  names: readonly string[] | undefined;
  /** Of columns that are categories in the table. */
  words: Words;
}

/** 1 for the columns of categories, [F]. */
export function categoricalColumns(
  where: string,
  given: HistValues["categoricalFeatures"],
  { count, names, words }: Columns,
): Uint8Array {
  const out = new Uint8Array(count);
  if (given === "from_dtype") {
    for (const name of Object.keys(words)) out[names!.indexOf(name)] = 1;
    return out;
  }
  for (const column of given ?? []) out[placeOf(where, "categoricalFeatures", column, { count, names })] = 1;
  const left = Object.keys(words).find((name) => out[names!.indexOf(name)] === 0);
  if (left !== undefined)
    throw new RangeError(
      `${where}: column ${JSON.stringify(left)} is of kind category and not among categoricalFeatures, numbers are needed; "from_dtype" takes all such columns`,
    );
  return out;
}

/** A direction for each column, [F]; undefined where none has one. */
export function monotoneColumns(
  where: string,
  given: HistValues["monotonicCst"],
  columns: Columns,
  isCategorical: Uint8Array,
): Int8Array | undefined {
  if (given === null) return undefined;
  const out = new Int8Array(columns.count);
  if (Array.isArray(given)) {
    if (given.length !== columns.count)
      throw new RangeError(
        `${where}: monotonicCst has ${given.length} directions, ${columns.count} are needed, one for each column`,
      );
    out.set(given);
  } else {
    for (const [name, direction] of Object.entries(given))
      out[placeOf(where, "monotonicCst", name, columns)] = direction;
  }
  const wrong = out.findIndex((direction, j) => direction !== 0 && isCategorical[j] === 1);
  if (wrong >= 0)
    throw new RangeError(
      `${where}: monotonicCst of column ${wrong} is ${out[wrong]}, 0 is needed, its categories have no order`,
    );
  return out.some((direction) => direction !== 0) ? out : undefined;
}

/** The groups, the columns that are in none as one more; undefined where all may meet. */
export function interactionGroups(
  where: string,
  given: HistValues["interactionCst"],
  count: number,
): Int32Array[] | undefined {
  if (given === null) return undefined;
  const all = Array.from({ length: count }, (_, j) => j);
  if (given === "no_interactions") return all.map((j) => Int32Array.of(j));
  if (given === "pairwise")
    return all.flatMap((j) => all.slice(j + 1).map((other) => Int32Array.of(j, other)));
  const groups = given.map((group) => Int32Array.from(group));
  const wrong = given.flat().find((j) => j >= count);
  if (wrong !== undefined)
    throw new RangeError(`${where}: interactionCst names column ${wrong}, 0 to ${count - 1} are needed`);
  const rest = all.filter((j) => !groups.some((group) => group.includes(j)));
  return rest.length > 0 ? [...groups, Int32Array.from(rest)] : groups;
}

function placeOf(
  where: string,
  option: string,
  column: number | string,
  { count, names }: Pick<Columns, "count" | "names">,
): number {
  const place = typeof column === "number" ? column : (names?.indexOf(column) ?? -1);
  if (place >= 0 && place < count) return place;
  const known = names ? names.map((name) => JSON.stringify(name)).join(", ") : "no names";
  throw new RangeError(
    `${where}: ${option} names column ${JSON.stringify(column)}, a place below ${count} or a name is needed; X has ${known}`,
  );
}
