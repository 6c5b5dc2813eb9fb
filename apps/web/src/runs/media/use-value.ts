import { parseBigValue, type Value } from "@blankfile/tracking";
import type { MediumStep } from "@blankfile/tracking/report";
import { useEffect, useState } from "preact/hooks";
import { artifactBytes, type OpenRun } from "../run-source.ts";

type Whole = Exclude<Value, { type: "image" }>;

export type Loaded<T> = { value: T; problem?: never } | { value?: never; problem?: string };

/** What was read once stays: an artifact never changes. */
const read = new Map<string, Promise<Whole>>();

function load(run: OpenRun, big: NonNullable<MediumStep["big"]>): Promise<Whole> {
  const key = `${run.row.id} ${big.artifact}`;
  const known = read.get(key);
  if (known) return known;
  const made = artifactBytes(run, big.artifact).then(
    (bytes) => parseBigValue(big.type, new TextDecoder().decode(bytes)) as Whole,
  );
  made.catch(() => read.delete(key));
  read.set(key, made);
  return made;
}

/** The value of a step: at once where it stands in its event, else when its artifact has come. */
export function useValue<Type extends Whole["type"]>(
  run: OpenRun,
  one: MediumStep,
  type: Type,
): Loaded<Extract<Whole, { type: Type }>> {
  const [loaded] = useValues(run, [one], type);
  return loaded!;
}

/** The same for several steps. */
export function useValues<Type extends Whole["type"]>(
  run: OpenRun,
  steps: readonly MediumStep[],
  type: Type,
): Loaded<Extract<Whole, { type: Type }>>[] {
  const [fetched, setFetched] = useState<ReadonlyMap<string, Loaded<Whole>>>(new Map());
  const wanted = steps.flatMap(({ big }) => (big ? [big] : []));
  const key = wanted.map(({ artifact }) => artifact).join(" ");
  useEffect(() => {
    let gone = false;
    for (const big of wanted) {
      const keep = (loaded: Loaded<Whole>) => {
        if (!gone) setFetched((known) => new Map(known).set(big.artifact, loaded));
      };
      load(run, big).then(
        (value) => keep({ value }),
        (error: Error) => keep({ problem: error.message }),
      );
    }
    return () => {
      gone = true;
    };
  }, [run.row.id, key]);
  return steps.map((one) => {
    const loaded: Loaded<Whole> = one.big
      ? (fetched.get(one.big.artifact) ?? {})
      : { value: one.value as Whole };
    return loaded.value === undefined || loaded.value.type === type
      ? (loaded as Loaded<Extract<Whole, { type: Type }>>)
      : { problem: `it is a ${loaded.value.type}, and no ${type}` };
  });
}

/** The words in place of a value that has not come, or will not. */
export function waitText({ problem }: Loaded<unknown>): string {
  return problem ?? "Reading…";
}
