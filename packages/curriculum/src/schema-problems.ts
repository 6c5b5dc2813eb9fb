import { z } from "zod";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";

type Found = Omit<Problem, "file" | "line"> & { path: PropertyKey[] };

/** What a schema finds wrong with a value, in words: the field, what was given, what is needed, and a hint where there is one. */
export function schemaProblems(schema: z.ZodType, value: unknown): Found[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => inWords(issue, schema, value));
}

function inWords(issue: z.core.$ZodIssue, schema: z.ZodType, root: unknown): Found[] {
  const { path } = issue;
  const given = valueAt(root, path);
  const say = (message: string, hint?: string, at = path): Found => ({
    path: at,
    ...(at.length > 0 && { field: at.map(String).join(".") }),
    message,
    ...(hint !== undefined && { hint }),
  });

  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const allowed = allowedKeys(schema, path, root);
        const [meant] = nearest(key, allowed);
        const hint = meant === undefined ? `allowed: ${allowed.join(", ")}` : `did you mean ${meant}?`;
        return say("unknown key", hint, [...path, key]);
      });
    case "invalid_type":
      if (given === undefined)
        return [say(`is missing; ${kinds[issue.expected] ?? issue.expected} is needed`)];
      return [say(`is ${shown(given)}; ${kinds[issue.expected] ?? issue.expected} is needed`)];
    case "invalid_value":
      return [choice(issue.values, given, say)];
    case "invalid_union": {
      const values = issue.errors.flat().flatMap((one) => (one.code === "invalid_value" ? one.values : []));
      if (values.length > 0) return [choice(values, given, say)];
      return [say(`is ${shown(given)}; ${issue.message.toLowerCase()}`)];
    }
    case "too_small":
    case "too_big":
      return [say(size(issue, given))];
    case "invalid_format":
      return [say(`is ${shown(given)}; ${formats[issue.format] ?? issue.message}`)];
    case "invalid_key":
      return [
        say(`the key ${String(path.at(-1))} does not fit: ${issue.issues[0]?.message ?? issue.message}`),
      ];
    default:
      return [say(issue.message)];
  }
}

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
};

const formats: Record<string, string> = {
  url: "an address such as https://… is needed",
  date: 'a date such as "2026-11-24" is needed',
};

function choice(
  values: readonly unknown[],
  given: unknown,
  say: (message: string, hint?: string) => Found,
): Found {
  const list = values.map((value) => String(value)).join(", ");
  const needed = values.length === 1 ? list : `one of ${list}`;
  if (given === undefined) return say(`is missing; ${needed} is needed`);
  const quoted = values.find((value) => typeof value === "string" && value === String(given));
  const [meant] = nearest(String(given), values.map(String));
  const hint = quoted !== undefined ? `put it in quotes: "${quoted}"` : meant && `did you mean ${meant}?`;
  return say(`is ${shown(given)}; ${needed} is needed`, hint || undefined);
}

function size(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, given: unknown): string {
  const limit = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (Array.isArray(given)) return `has ${given.length} entries; ${limit} are needed`;
  if (given === "") return "is empty; a text is needed";
  return `is ${shown(given)}; ${limit} is needed`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The keys that the object at a path may have. */
function allowedKeys(schema: z.ZodType, path: readonly PropertyKey[], root: unknown): string[] {
  let here: unknown = schema;
  let value = root;
  for (const key of path) {
    here = inner(here, value);
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
    if (here instanceof z.ZodArray) here = here.element;
    else if (here instanceof z.ZodRecord) here = here.valueType;
    else if (here instanceof z.ZodObject) here = here.shape[key as string];
  }
  here = inner(here, value);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** The schema within "optional", and of a union told apart by a key the branch that the value names. */
function inner(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) return inner(schema.unwrap(), value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def;
    const named = (value as Record<string, unknown> | undefined)?.[discriminator];
    return schema.options.find(
      (option) =>
        option instanceof z.ZodObject && (option.shape[discriminator] as z.ZodType).safeParse(named).success,
    );
  }
  return schema;
}
