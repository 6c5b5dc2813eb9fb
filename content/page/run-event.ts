/** What the process that runs a page's blocks tells, one line of JSON each. */
export type ChildEvent =
  | { kind: "start"; block: number }
  | { kind: "done"; block: number; output: string; exports: Record<string, ExportedValue> }
  | { kind: "error"; block: number; output: string; message: string; at?: [block: number, line: number] };

/** An exported constant: a number as JavaScript prints it, a string, or what else it is ("Tensor", "function"). */
export interface ExportedValue {
  type: "number" | "string" | "other";
  text: string;
}
