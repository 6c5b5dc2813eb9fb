import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Answer, Command } from "./protocol.ts";
import type { Task } from "./tasks.ts";

/** Somebody who takes part in a task. */
export interface Contestant {
  engine: string;
  program: "node" | "python";
  arguments: string[];
  /** Left out unless `--slow` asks for it, for the reason given. */
  slow?: string;
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Who takes part: ours, scikit-learn, and the library of JavaScript that has the estimator. */
export function contestants({ kind }: Task): Contestant[] {
  const library = libraries[kind];
  return [
    { engine: "ours", program: "node", arguments: [path("ours.ts")] },
    { engine: "scikit-learn", program: "python", arguments: [path("peer.py")] },
    ...(library
      ? [
          {
            program: "node" as const,
            ...library,
            arguments: library.arguments.map((word, i) => (i === 0 ? path(word) : word)),
          },
        ]
      : []),
  ];
}

const libraries: Partial<Record<Task["kind"], Omit<Contestant, "program">>> = {
  ols: { engine: "ml-regression", arguments: ["peers.ts", "ols"] },
  logistic: {
    engine: "ml-logistic-regression",
    arguments: ["peers.ts", "logistic"],
    slow: "a minute and more a fit",
  },
  tree: { engine: "ml-cart", arguments: ["peers.ts", "tree"], slow: "over a minute a fit" },
  forest: { engine: "ml-random-forest", arguments: ["peers.ts", "forest"], slow: "hours a fit" },
  knn: { engine: "ml-knn", arguments: ["peers.ts", "knn"], slow: "most of a minute to predict" },
  kmeans: { engine: "ml-kmeans", arguments: ["peers.ts", "kmeans"] },
  pca: { engine: "ml-pca", arguments: ["peers.ts", "pca"] },
  svc: { engine: "libsvm-js", arguments: ["libsvm.ts"] },
  tsne: { engine: "tsne-js", arguments: ["tsne-js.ts"], slow: "minutes a fit" },
};

/** A contestant's process: one question, one answer. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #waiting: ((answer: Answer) => void)[] = [];

  constructor({ program, arguments: rest }: Contestant, python: string | undefined) {
    const words = program === "node" ? ["--disable-warning=ExperimentalWarning", ...rest] : rest;
    this.#child = spawn(program === "node" ? process.execPath : python!, words, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...oneThread(), OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
    });
    createInterface({ input: this.#child.stdout! }).on("line", (line) => {
      if (line.startsWith("{")) this.#waiting.shift()?.(JSON.parse(line) as Answer);
    });
    this.#child.stdin!.on("error", () => {}); // an ended process says so below
    this.#child.on("exit", (code, signal) => {
      for (const give of this.#waiting.splice(0))
        give({ cannot: `its process ended with ${signal ?? `code ${code}`}` });
    });
  }

  /** Gives up after so many seconds: the process is ended. */
  ask(command: Command, seconds: number): Promise<Answer> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#child.kill("SIGKILL");
        resolve({ cannot: `no answer in ${seconds} s` });
      }, seconds * 1000);
      this.#waiting.push((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#child.stdin!.write(`${JSON.stringify(command)}\n`);
    });
  }

  end(): void {
    this.#child.stdin!.end();
  }
}

function oneThread(): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...env } = process.env;
  return env;
}

/** The Python whose scikit-learn takes part: BENCH_PYTHON, else the first with one among those of the system. */
export function findPython(hasPeer: (program: string) => boolean): string | undefined {
  if (process.env.BENCH_PYTHON) return process.env.BENCH_PYTHON;
  const folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].filter((folder) => existsSync(folder));
  return [
    ...folders.flatMap((folder) => globSync(`${folder}/python3{,.[0-9]*[0-9]}`)).sort(),
    "python3",
  ].find(hasPeer);
}
