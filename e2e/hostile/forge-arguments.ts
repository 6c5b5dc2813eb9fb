// biome-ignore-all lint: a program that misbehaves on purpose
// Changes what it was given, so that whatever the check computes from it afterwards is computed from zeros.
const wipe = (value: any, depth = 0): any => {
  if (typeof value !== "object" || value === null || depth > 4) return value;
  for (const key of Object.keys(value)) {
    if (typeof value[key] === "number") value[key] = 0;
    else wipe(value[key], depth + 1);
  }
  if (Array.isArray(value) && depth > 0) value.length = 0;
  return value;
};
const lie = (...values: unknown[]): any => {
  const [first] = values.map((value) => wipe(value));
  return Array.isArray(first) ? first : 0;
};
export const softmax = lie;
export const logSoftmax = lie;
export const crossEntropy = lie;
export const crossEntropyGradient = lie;
