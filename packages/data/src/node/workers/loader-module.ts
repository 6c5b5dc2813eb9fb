import type { Dataset } from "../../loading/dataset.ts";

/** What a module has that a `WorkerLoader` takes its samples from. */
export interface LoaderModule {
  /** Makes the data set; each thread makes its own. */
  dataset: (argument: unknown) => Dataset<unknown> | Promise<Dataset<unknown>>;
  /** Puts the samples of a batch together; `collate` of this package unless there. */
  collate?: (samples: unknown[]) => unknown;
}

export async function loadModule({ module, argument }: { module: string; argument: unknown }) {
  const { dataset: make, collate } = (await import(module)) as Partial<LoaderModule>;
  if (typeof make !== "function") {
    throw new TypeError(
      `WorkerLoader: ${module} exports no function \`dataset\`, export function dataset(argument) is needed`,
    );
  }
  return { dataset: await make(argument), collate };
}
