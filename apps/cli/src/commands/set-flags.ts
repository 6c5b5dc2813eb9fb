import { nearest } from "@blankfile/curriculum";
import type { ExperimentDescription } from "@blankfile/tracking";
import { isCommonFlag } from "@blankfile/tracking/node";
import { UsageError } from "../usage-error.ts";

/** `--set lr=0.1,batch=32` and `--set=lr=0.1` among flags: what was set, and the others. */
export function takeSet(flags: readonly string[]): { set: string[]; rest: string[] } {
  const set: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if (flag.startsWith("--set=")) set.push(flag.slice("--set=".length));
    else if (flag === "--set") set.push(flags[++i] ?? "");
    else rest.push(flag);
  }
  return { set, rest };
}

/** The experiment's flags that `--set` comes to: "lr=1e-3" is `--lr=1e-3`. Throws a UsageError that names what was wrong, and what is near. */
export function flagsOf(set: readonly string[], { name, flags }: ExperimentDescription): string[] {
  const seen = new Set<string>();
  return set.flatMap(split).flatMap((pair) => {
    const [, flag, value] = /^([^=]*)=([\s\S]*)$/.exec(pair) ?? [];
    if (flag === undefined || value === undefined || flag.trim() === "")
      throw new UsageError(`run: --set ${JSON.stringify(pair)}, name=value is needed, such as --set lr=1e-3`);
    const known = flags.find((one) => one.name === flag.trim());
    if (!known)
      throw new UsageError(
        unknown(
          flag.trim(),
          name,
          flags.map((one) => one.name),
        ),
      );
    if (seen.has(known.name)) throw new UsageError(`run: --set ${known.name} twice, one value is needed`);
    seen.add(known.name);
    return flagOf(known, value);
  });
}

/** At commas that begin another name: a value may have commas of its own. */
function split(text: string): string[] {
  return text.split(/,(?=\s*[A-Za-z][\w-]*\s*=)/);
}

function flagOf({ name, default: initial }: ExperimentDescription["flags"][number], value: string): string[] {
  if (typeof initial === "number" && (value.trim() === "" || !Number.isFinite(Number(value))))
    throw new UsageError(`run: --set ${name}=${value}, a number is needed`);
  if (typeof initial !== "boolean") return [`--${name}=${value}`];
  if (value !== "true" && value !== "false")
    throw new UsageError(`run: --set ${name}=${value}, true or false is needed`);
  if (value === "false" && initial)
    throw new UsageError(
      `run: --set ${name}=false, which it cannot be: it is on unless the experiment says otherwise`,
    );
  return value === "true" ? [`--${name}`] : [];
}

function unknown(flag: string, experiment: string, names: string[]): string {
  if (isCommonFlag(flag))
    return `run: --set ${flag}, which all experiments have: --${flag} <value> is needed`;
  const near = nearest(flag, names);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `it has ${names.join(", ")}`;
  return `run: --set ${flag}, a flag of ${experiment} is needed; ${hint}`;
}
