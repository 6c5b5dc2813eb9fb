// biome-ignore-all lint: a program that misbehaves on purpose
// Makes functions out of text in every way there is.
const body = "return 1";
const kinds: [string, any][] = [
  ["Function", Function],
  ["Function of a function", (() => {}).constructor],
  ["AsyncFunction", (async () => {}).constructor],
  ["GeneratorFunction", function* () {}.constructor],
  ["AsyncGeneratorFunction", async function* () {}.constructor],
  ["Function of a class", class {}.constructor],
  ["Function of a built-in", Math.abs.constructor],
];
const worked: string[] = [];
const attempt = (name: string, work: () => unknown) => {
  try {
    work();
    worked.push(name);
  } catch {
    // Refused, as it should be.
  }
};
for (const [name, kind] of kinds) {
  attempt(name, () => new kind(body));
  attempt(`${name}, called`, () => kind(body));
  attempt(`${name}, by Reflect`, () => Reflect.construct(kind, [body]));
}
attempt("eval", () => (0, eval)("1"));
attempt("eval in place", () => eval("1"));
let late = "";
const scope = globalThis as any;
scope.told = () => {
  late = "a timer ran text";
};
attempt("setTimeout with text", () => {
  setTimeout("told()" as never, 0);
  throw new Error("it says nothing; look later");
});
attempt("setInterval with text", () => {
  setInterval("told()" as never, 1);
  throw new Error("it says nothing; look later");
});
attempt("JSON with a reviver's text", () => JSON.parse("{", (_, value) => value));
let calls = 0;
export async function softmax(): Promise<number[]> {
  await new Promise((go) => setTimeout(go, 30));
  return [];
}
export const logSoftmax = (): number[] => {
  if (++calls === 1) console.log([...worked, late].filter(Boolean).join(", ") || "nothing compiled");
  return [];
};
export const crossEntropy = (): number => 0;
export const crossEntropyGradient = logSoftmax;
