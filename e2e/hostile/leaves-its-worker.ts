// biome-ignore-all lint: a program that misbehaves on purpose
// Looks for a document, a window, another tab, a popup, a place to navigate to. LISTENER is replaced by an address that counts requests.
const address = "LISTENER";
const scope = globalThis as any;
const worked: string[] = [];
const attempt = (name: string, work: () => unknown) => {
  try {
    const value = work();
    if (value !== undefined && value !== null && value !== false) worked.push(`${name}: ${typeof value}`);
  } catch {
    // Not there, as it should be.
  }
};
for (const name of [
  ...["document", "window", "parent", "top", "opener", "frames", "frameElement", "location", "navigator"],
  ...["Image", "Audio", "HTMLElement", "CSSStyleSheet", "OffscreenCanvas", "DOMParser", "Range", "open"],
  ...["alert", "confirm", "prompt", "print", "Notification", "PushManager", "registration", "clients"],
  ...["cookieStore", "localStorage", "sessionStorage", "ShadowRealm", "RTCPeerConnection", "RTCDataChannel"],
  ...["WebSocketStream", "WebTransport", "FileReaderSync", "requestFileSystem", "webkitRequestFileSystem"],
  ...["ReportingObserver", "PerformanceObserver", "BroadcastChannel", "onmessage", "name", "origin"],
]) {
  // What says why it is closed is a function that throws when it is called.
  attempt(name, () => {
    const value = scope[name];
    if (typeof value === "function") return new value(address);
    return value;
  });
}
attempt("a global through this", () =>
  Function.prototype.call.call(function (this: any) {
    return this?.document;
  }, scope),
);
attempt("location.replace", () => scope.location.replace(`${address}/replace`) ?? true);
attempt("location by assignment", () => {
  scope.location = `${address}/location`;
  return scope.location?.href;
});
attempt("open", () => scope.open(`${address}/popup`));
attempt("an image", () => Object.assign(new scope.Image(), { src: `${address}/image.png` }));
attempt(
  "a style sheet",
  () => new scope.CSSStyleSheet().replaceSync(`@import "${address}/style.css"`) ?? true,
);
attempt("a frame", () => scope.document.createElement("iframe"));
attempt("top", () => scope.top.location.replace(`${address}/top`) ?? true);
attempt("opener", () => scope.opener.postMessage("x", "*") ?? true);
attempt("a message to the frame", () => scope.postMessage({ kind: "done" }) ?? true);
attempt("a message from an event", () => scope.dispatchEvent(new scope.MessageEvent("message", { data: 1 })));
attempt("cookie", () => scope.document.cookie);
attempt("import.meta", () => scope.eval("import.meta.url"));
let heard = 0;
scope.addEventListener("message", () => heard++, true);
scope.addEventListener("messageerror", () => heard++, true);
let calls = 0;
export function softmax(): number[] {
  if (++calls === 3) console.log(worked.join(", ") || (heard > 0 ? `heard ${heard} messages` : "alone"));
  return [];
}
export const logSoftmax = softmax;
export const crossEntropy = (): number => 0;
export const crossEntropyGradient = softmax;
// Only developer tools would look for it.
//# sourceMappingURL=LISTENER/source.map
