import { type Column, Table } from "@blankfile/data";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { toMatrix } from "../matrix/matrix-like.ts";

/** A column as the audit looks at it: whatever it holds, equal values have equal codes. */
export interface AuditColumn {
  readonly name: string;
  readonly kind: Column["kind"];
  /** Numbers, NaN where missing; of words, their codes. */
  readonly values: Float64Array;
  readonly isMissing: Uint8Array;
  /** How many different values are there, missing ones aside. */
  readonly different: number;
}

/** The columns of a table, or of a matrix by the names x0, x1, … */
export function auditColumns(X: MatrixLike): AuditColumn[] {
  if (X instanceof Table) return X.names.map((name) => fromColumn(name, X.column(name)));
  const matrix = toMatrix("auditLeakage", X);
  return Array.from({ length: matrix.cols }, (_, j) =>
    fromColumn(matrix.names?.[j] ?? `x${j}`, { kind: "number", values: matrix.column(j) }),
  );
}

function fromColumn(name: string, column: Column): AuditColumn {
  const values = numbersOf(column);
  const isMissing = Uint8Array.from(values, (value) => Number(Number.isNaN(value)));
  const different = new Set(values.filter((value) => !Number.isNaN(value))).size;
  return { name, kind: column.kind, values, isMissing, different };
}

function numbersOf(column: Column): Float64Array {
  if (column.kind === "number") return column.values;
  if (column.kind === "category")
    return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code));
  const codes = new Map<string, number>();
  return Float64Array.from(column.values, (text) => {
    if (text === null) return Number.NaN;
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
}

/** Of each row a text that equal rows share. */
export function rowKeys(columns: readonly AuditColumn[], rows: number): string[] {
  return Array.from({ length: rows }, (_, i) => columns.map(({ values }) => values[i]).join("\u0001"));
}
