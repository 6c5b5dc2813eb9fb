/** What a Web Worker of the pool runs. */
import { type Order, serve } from "./serve.ts";

const obey = serve();
globalThis.addEventListener("message", ({ data }: MessageEvent<Order>) => void obey(data));
(globalThis as unknown as { postMessage(message: string): void }).postMessage("ready");
