type Kind = "string" | "number" | "boolean" | "strings" | "pair";

const fields: Record<string, Record<string, Kind>> = {
  claim: { topic: "string" },
  unclaim: { topic: "string" },
  check: {
    exercise: "string",
    topics: "strings",
    passed: "boolean",
    checks: "pair",
    solution: "string",
    hintsSeen: "number",
    solutionSeen: "boolean",
    fromBlank: "boolean",
  },
  explain: { topic: "string", task: "string", lines: "pair" },
  use: { topic: "string", run: "string" },
  plan: { destinations: "strings" },
};

const words: Record<Kind, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  strings: "a list of texts",
  pair: "two numbers",
};

/** Why a value is no progress event, or undefined where it is one. */
export function eventProblem(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `is ${shown(value)}, and an object is needed`;
  const event = value as Record<string, unknown>;
  const wanted = typeof event.kind === "string" ? fields[event.kind] : undefined;
  if (wanted === undefined)
    return `kind is ${shown(event.kind)}, and one of ${Object.keys(fields).join(", ")} is needed`;
  for (const [name, kind] of Object.entries({ id: "string", at: "number", ...wanted } as Record<
    string,
    Kind
  >))
    if (!fits(event[name], kind)) return `${name} is ${shown(event[name])}, and ${words[kind]} is needed`;
  return undefined;
}

function fits(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case "string":
      return typeof value === "string" && value !== "";
    case "number":
      return Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "pair":
      return Array.isArray(value) && value.length === 2 && value.every((item) => Number.isFinite(item));
  }
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
