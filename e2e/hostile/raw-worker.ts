// biome-ignore-all lint: a program that misbehaves on purpose
// A worker of its own in the sandbox's frame, without anything that our worker takes away first: what it cannot do, the
// frame's policy stops. It is text: LISTENER is replaced by an address that counts requests, SITE by the site's own.
type Port = { postMessage(message: unknown): void };

addEventListener("message", async (event) => {
  const port: Port = (event as MessageEvent).ports[0]!;
  const scope = globalThis as unknown as Record<string, any>;
  const report: Record<string, string> = {};
  const attempt = async (name: string, work: () => unknown) => {
    const late = new Promise((resolve) => setTimeout(resolve, 1_500, "no answer"));
    try {
      report[name] = `worked: ${await Promise.race([Promise.resolve().then(work), late])}`;
    } catch (error) {
      report[name] = `refused: ${(error as Error).name}`;
    }
  };
  const opened = (target: any, good: string, bad: string) =>
    new Promise((resolve, reject) => {
      target[good] = () => resolve(good);
      target[bad] = () => reject(new Error("failed"));
    });
  for (const [where, address] of [
    ["elsewhere", "LISTENER"],
    ["the site", "SITE"],
  ] as const) {
    await attempt(`fetch, ${where}`, () => fetch(`${address}/raw-fetch`));
    await attempt(`fetch without cors, ${where}`, () => fetch(`${address}/raw-no-cors`, { mode: "no-cors" }));
    await attempt(`XMLHttpRequest, ${where}`, () => {
      const request = new XMLHttpRequest();
      request.open("GET", `${address}/raw-xhr`, false);
      request.send();
    });
    await attempt(`WebSocket, ${where}`, () =>
      opened(new WebSocket(`${address.replace("http", "ws")}/raw-socket`), "onopen", "onerror"),
    );
    await attempt(`EventSource, ${where}`, () =>
      opened(new EventSource(`${address}/raw-events`), "onopen", "onerror"),
    );
    await attempt(`importScripts, ${where}`, () => scope.importScripts(`${address}/raw-import-scripts`));
    await attempt(`import, ${where}`, () => import(/* @vite-ignore */ `${address}/raw-import`));
    await attempt(`font, ${where}`, () => new FontFace("x", `url(${address}/raw-font)`).load());
    await attempt(`worker, ${where}`, () =>
      opened(new Worker(`${address}/raw-worker`), "onmessage", "onerror"),
    );
    await attempt(`fetch of a worker inside, ${where}`, () => {
      const text = `fetch("${address}/raw-nested").then(() => postMessage(1), () => { throw 1 })`;
      const nested = new Worker(URL.createObjectURL(new Blob([text])));
      return new Promise((resolve, reject) => {
        nested.onmessage = resolve;
        setTimeout(reject, 500, new Error("nothing came"));
      });
    });
  }
  const data = "data:text/javascript,export default 1";
  await attempt("import of data", () => import(/* @vite-ignore */ data));
  await attempt("eval", () => scope.eval("1"));
  await attempt("Function", () => new Function("return 1")());
  await attempt("indexedDB", () => opened(indexedDB.open("hostile"), "onsuccess", "onerror"));
  await attempt("caches", () => caches.open("hostile"));
  await attempt("OPFS", () => navigator.storage.getDirectory());
  await attempt("locks", () => navigator.locks.request("hostile", () => 1));
  await attempt("RTCPeerConnection", () => new scope.RTCPeerConnection());
  await attempt("WebTransport", () => new scope.WebTransport("https://127.0.0.1:1/").ready);
  await attempt("beacon", () => scope.navigator.sendBeacon("LISTENER/raw-beacon"));
  // Allowed: a channel of an opaque origin reaches nobody. The page listens and must hear nothing.
  new BroadcastChannel("hostile").postMessage("from the sandbox");
  await new Promise((resolve) => setTimeout(resolve, 300));
  port.postMessage({ kind: "log", level: "log", text: JSON.stringify(report) });
});
