/** What is asked of arguments before they are used, so that a wrong kind is told in words and not by the language. */

/** A value as a message shows it: short, and never an error of its own. */
export function show(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) {
    const items = Array.from(value.slice(0, 16), (item) => (Array.isArray(item) ? "[…]" : show(item)));
    return `[${items.join(", ")}${value.length > 16 ? ", …" : ""}]`;
  }
  if (typeof value === "object" && value !== null) return `a value of kind ${kindOf(value)}`;
  return String(value);
}

function kindOf(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "Object";
}

/** The options themselves. A number or tensor in their place, as Python would take it, is not passed over in silence. */
export function optionsOf<Options extends object>(where: string, options: Options): Options {
  const given: unknown = options;
  const plain =
    typeof given === "object" && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given);
  if (plain && !("storage" in given)) return options;
  throw new TypeError(`${where}: ${show(given)} as options, an object such as { name: value } is needed`);
}

export function requireFunction(where: string, what: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new TypeError(`${where}: ${show(value)} as ${what}, a function is needed`);
}

export function requireNumber(where: string, what: string, value: unknown): void {
  if (typeof value === "number") return;
  throw new TypeError(`${where}: ${show(value)} as ${what}, a number is needed`);
}

export function requireArray(where: string, what: string, value: unknown): void {
  if (Array.isArray(value)) return;
  throw new TypeError(`${where}: ${show(value)} as ${what}, an array is needed`);
}

/** A number, or an array of what belongs there. */
export function requireNumbers(where: string, what: string, value: unknown): void {
  if (typeof value === "number" || Array.isArray(value)) return;
  throw new TypeError(`${where}: ${show(value)} as ${what}, a number or an array of numbers is needed`);
}
