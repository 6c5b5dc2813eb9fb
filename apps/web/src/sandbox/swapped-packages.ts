import * as checkLibrary from "@blankfile/curriculum/check";
import type { SwapFacts } from "../lab/lab-protocol.ts";
import type { LabJob, Swap } from "./lab-job.ts";
import { type Exports, loadScript, loadTrusted, type Require } from "./load-script.ts";

const { close, eagerly, errorText, noted } = checkLibrary;

const trialSeeds = [1, 2, 3];

interface Loaded extends Swap {
  provided: checkLibrary.Provide<Exports, unknown>;
  ours: unknown;
  mine: unknown;
  called: boolean;
}

/** The packages of ours for a lab, with a learner's code in the place of some exports. */
export class SwappedPackages {
  /** As the lab and other packages see them, and as they are: what adapters and learners import. */
  readonly #seen = new Map<string, Exports>();
  readonly #whole = new Map<string, Exports>([["@blankfile/curriculum/check", { ...checkLibrary }]]);
  readonly #loaded: Loaded[] = [];

  constructor({ packages, swaps }: LabJob) {
    for (const { name, code } of packages) {
      const whole = loadTrusted(name, code, this.require);
      this.#whole.set(name, whole);
      const own = swaps.filter((swap) => swap.package === name).map((swap) => this.#load(swap, whole));
      this.#seen.set(name, patched(name, whole, own, swaps.length > 0));
    }
  }

  readonly require: Require = (name) => {
    const found = this.#seen.get(name);
    if (found === undefined) throw new Error(`${name} is not part of this lab's bundle`);
    return found;
  };

  /** How each stands beside ours: the same seeded work by both, compared and timed. */
  facts(now: () => number): SwapFacts[] {
    return this.#loaded.map(({ exercise, export: name, provided, mine, ours, called }) => {
      const facts = { exercise, export: name, called, difference: "", mineMs: 0, oursMs: 0 };
      try {
        for (const seed of trialSeeds) {
          const begun = now();
          const expected = provided.trial(ours, seed);
          const between = now();
          const given = provided.trial(mine, seed);
          facts.oursMs += between - begun;
          facts.mineMs += now() - between;
          const outcome = close(given, expected, provided.tolerance ?? 1e-5);
          if (!outcome.pass && facts.difference === "")
            facts.difference = outcome.difference ?? `${outcome.given}, not ${outcome.expected}`;
        }
      } catch (error) {
        facts.difference = errorText(error);
      }
      return facts;
    });
  }

  #load(swap: Swap, whole: Exports): Loaded {
    const { exercise, export: name } = swap;
    const ours = whole[name];
    const entire: Require = (asked) => {
      const found = this.#whole.get(asked);
      if (found === undefined) throw new Error(`${asked} is not part of this lab's bundle`);
      return found;
    };
    const { provide } = loadTrusted(`${exercise}/provide.ts`, swap.provide, entire) as {
      provide: checkLibrary.Provide<Exports, unknown>;
    };
    const loaded: Loaded = { ...swap, provided: provide, ours, mine: undefined, called: false };
    const mine = learnerModule(swap, entire);
    loaded.mine = provide.adapt(
      noted(mine, () => (loaded.called = true)),
      ours,
    );
    this.#loaded.push(loaded);
    return loaded;
  }
}

function learnerModule({ exercise, code, imports }: Swap, entire: Require): Exports {
  let result: { exports: Exports } | { threw: unknown } | undefined;
  const allowed: Require = (name) => {
    if (imports.includes(name)) return entire(name);
    throw new Error(`import of "${name}": the exercise ${exercise} does without it`);
  };
  loadScript(`${exercise}.ts`, code, allowed, (loaded) => (result = loaded));
  if (result === undefined) throw new Error(`your ${exercise}.ts does not parse`);
  if ("threw" in result) throw new Error(`your ${exercise}.ts: ${errorText(result.threw)}`);
  return result.exports;
}

/** The package with some exports replaced; nothing is compiled then, since learner code computes on numbers. */
function patched(name: string, whole: Exports, own: readonly Loaded[], eager: boolean): Exports {
  const changed = new Map(own.map((one) => [one.export, one.mine]));
  if (eager && name === "@blankfile/tensor") changed.set("compile", eagerly);
  if (changed.size === 0) return whole;
  // What esbuild writes are getters that cannot be redefined, so every export is copied.
  const result = Object.create(null) as Exports;
  for (const key of Object.keys(whole)) {
    const property = changed.has(key)
      ? { value: changed.get(key), enumerable: true }
      : Object.getOwnPropertyDescriptor(whole, key)!;
    Object.defineProperty(result, key, property);
  }
  return result;
}
