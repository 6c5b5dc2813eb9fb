import { noGrad, type Tensor } from "@blankfile/tensor";
import { flopsOf } from "./flops.ts";
import { tensorsIn } from "./hooks.ts";
import type { AnyModule } from "./module.ts";
import { withoutTrace } from "./without-trace.ts";

/** One module of a model. */
export interface SummaryRow {
  /** "encoder.0"; "" for the model itself. */
  readonly path: string;
  readonly type: string;
  /** How deep it stands in the model. */
  readonly depth: number;
  /** The shapes of the tensors that it returned at its last call; none where it was not called. */
  readonly outputShapes: readonly (readonly number[])[];
  /** Numbers in its own parameters, without those of its parts; a parameter that two modules share counts at the first. */
  readonly parameters: number;
  /** Those of them that are not frozen. */
  readonly trainable: number;
  /** Of all its calls, without its parts; see `flopsOf` for what is counted. */
  readonly flops: number;
}

/** What `summary` found; plain data, and a table as a text. */
export class Summary {
  readonly rows: readonly SummaryRow[];
  readonly parameters: number;
  readonly trainable: number;
  readonly flops: number;
  readonly bytes: { readonly inputs: number; readonly outputs: number; readonly parameters: number };

  constructor(rows: readonly SummaryRow[], bytes: Summary["bytes"]) {
    const total = (of: "parameters" | "trainable" | "flops") => rows.reduce((sum, row) => sum + row[of], 0);
    this.rows = rows;
    this.parameters = total("parameters");
    this.trainable = total("trainable");
    this.flops = total("flops");
    this.bytes = bytes;
  }

  toString(): string {
    const head = ["Module", "Output", "Parameters", "Trainable", "FLOPs"];
    const lines = this.rows.map((row) => [
      `${"  ".repeat(row.depth)}${row.path === "" ? row.type : `${row.path.split(".").at(-1)}: ${row.type}`}`,
      row.outputShapes.map((shape) => `[${shape.join(", ")}]`).join(" ") || "–",
      count(row.parameters),
      count(row.trainable),
      count(row.flops),
    ]);
    const totals = ["Total", "", count(this.parameters), count(this.trainable), count(this.flops)];
    const all = [head, ...lines, totals];
    const widths = head.map((_, i) => Math.max(...all.map((cells) => cells[i]!.length)));
    const table = all.map((cells) =>
      cells
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join("  ")
        .trimEnd(),
    );
    const rule = "─".repeat(Math.max(...table.map((line) => line.length)));
    const { inputs, outputs, parameters } = this.bytes;
    const sizes = `inputs ${size(inputs)}, outputs ${size(outputs)}, parameters ${size(parameters)}`;
    return [table[0], rule, ...table.slice(1, -1), rule, table.at(-1), sizes].join("\n");
  }
}

/**
 * Every module of a model with the shape that it returns, its parameters and its floating-point operations, found by one forward on the
 * given inputs in evaluation mode. The model is afterwards as it was. `String(summary(model, [x]))` is a table.
 */
export function summary(model: AnyModule, inputs: readonly unknown[]): Summary {
  if (!Array.isArray(inputs))
    throw new TypeError("summary: inputs that are no array, an array of what forward takes is needed: [x]");
  const calls = new Map<AnyModule, { shapes: number[][]; flops: number }>();
  let outputBytes = 0;
  const removes = model.modules().map((module) =>
    module.registerForwardHook((_, given, output) => {
      const tensors = outputsOf(output);
      const flops = (calls.get(module)?.flops ?? 0) + flopsOf(module, given, output);
      calls.set(module, { shapes: tensors.map(({ shape }) => [...shape]), flops });
      if (module.children().length === 0) outputBytes += bytesOf(tensors);
    }),
  );
  try {
    withoutTrace(model, () => {
      model.eval();
      noGrad(() => (model.forward as (...given: readonly unknown[]) => unknown)(...inputs));
    });
  } finally {
    for (const remove of removes) remove();
  }
  const counted = new Set<Tensor>();
  const rows = model.namedModules().map(([path, module]): SummaryRow => {
    const own = module.ownParameters().flatMap(([, p]) => (counted.has(p) ? [] : [p]));
    for (const parameter of own) counted.add(parameter);
    const { shapes = [], flops = 0 } = calls.get(module) ?? {};
    return {
      path,
      type: module.constructor.name,
      depth: path === "" ? 0 : path.split(".").length,
      outputShapes: shapes,
      parameters: numbers(own),
      trainable: numbers(own.filter((p) => p.requiresGrad)),
      flops,
    };
  });
  return new Summary(rows, {
    inputs: bytesOf(tensorsIn([...inputs])),
    outputs: outputBytes,
    parameters: bytesOf(model.parameters()),
  });
}

/** The tensors of an output, also of a packed sequence in it. */
function outputsOf(output: unknown): Tensor[] {
  if (Array.isArray(output)) return output.flatMap(outputsOf);
  if (typeof output === "object" && output !== null && "batchSizes" in output && "data" in output)
    return outputsOf(output.data);
  return tensorsIn(output);
}

function numbers(tensors: readonly Tensor[]): number {
  return tensors.reduce((sum, x) => sum + x.numel(), 0);
}

function bytesOf(tensors: readonly Tensor[]): number {
  return tensors.reduce((sum, { data }) => sum + data.byteLength, 0);
}

function count(n: number): string {
  return n === 0 ? "–" : n.toLocaleString("en-US");
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
