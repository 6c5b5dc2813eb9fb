// biome-ignore-all lint: a program that misbehaves on purpose
// Tries to speak to the page in the checks' place.
const forged = [
  { kind: "result", index: 0, result: { name: "mine", pass: true, elapsedMs: 0 } },
  { kind: "done" },
  { pass: true },
];
const scope = globalThis as unknown as Record<string, any>;
let worked = 0;
const attempt = (work: () => void) => {
  try {
    work();
    worked++;
  } catch {
    // Not there, as it should be.
  }
};
for (const message of forged) {
  attempt(() => scope.postMessage(message));
  attempt(() => Object.getPrototypeOf(scope).postMessage.call(scope, message));
  attempt(() => scope.parent.postMessage(message, "*"));
  attempt(() => new scope.BroadcastChannel("blankfile-progress").postMessage([message]));
  attempt(() => new scope.BroadcastChannel("hostile").postMessage(message));
  attempt(() => scope.dispatchEvent(new scope.MessageEvent("message", { data: message })));
}
// Whatever the worker posts goes through here, and with it its port.
attempt(() => {
  const post = scope.MessagePort.prototype.postMessage;
  scope.MessagePort.prototype.postMessage = function (this: unknown) {
    for (const message of forged) post.call(this, message);
  };
});
attempt(() => {
  Object.defineProperty(scope.MessageEvent.prototype, "ports", { get: () => [] });
});
console.log(`${worked} worked`);

export function softmax(scores: readonly number[]): number[] {
  return scores.map(() => 0.123);
}
export const logSoftmax = softmax;
export const crossEntropy = (): number => 0.456;
export const crossEntropyGradient = softmax;
