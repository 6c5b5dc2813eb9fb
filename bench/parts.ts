import { convnet, encoder, gpt, lstm, mlp, product, tiny, type Workload } from "./workloads/workload.ts";

/** What `npm run bench -- <part>` may pick. */
export const parts = [
  "product",
  "mlp",
  "gpt",
  "convnet",
  "lstm",
  "encoder",
  "tiny",
  "growth",
  "compile",
  "memory",
] as const;

export type Part = (typeof parts)[number];

/** The series of `growth`: how the time of `of` grows with the named size. */
export const series: { of: string; sizes: number[]; make(size: number): Workload }[] = [
  { of: "sgemm, n", sizes: [128, 256, 512, 1024, 2048], make: (n) => product(n) },
  { of: "gpt, T", sizes: [32, 64, 128, 256], make: gpt },
  { of: "mlp, batch", sizes: [32, 64, 128, 256, 512], make: mlp },
];

/** The workloads of the parts, each once. `compile` and `memory` are measured in ways of their own. */
export function workloadsOf(chosen: readonly Part[]): Workload[] {
  const workloads = chosen.flatMap((part): Workload[] => {
    if (part === "product") {
      return [512, 1024, 2048].flatMap((n) => [product(n), product(n, "float64")]);
    }
    if (part === "mlp") return [mlp()];
    if (part === "gpt") return [gpt()];
    if (part === "convnet") return [convnet()];
    if (part === "lstm") return [lstm()];
    if (part === "encoder") return [encoder()];
    if (part === "tiny") return [tiny(false), tiny(true)];
    if (part === "growth") return series.flatMap(({ sizes, make }) => sizes.map(make));
    return [];
  });
  return [...new Map(workloads.map((workload) => [workload.name, workload])).values()];
}
