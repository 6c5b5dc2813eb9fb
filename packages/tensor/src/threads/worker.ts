/** What a Web Worker of the pool runs. */
import { type Order, serve } from "./serve.ts";

const post = (globalThis as unknown as { postMessage(message: string): void }).postMessage;
const obey = serve(() => post("started"));
globalThis.addEventListener("message", ({ data }: MessageEvent<Order>) => void obey(data));
