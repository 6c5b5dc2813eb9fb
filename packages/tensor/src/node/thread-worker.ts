/** What a worker thread of the pool runs. */
import { parentPort } from "node:worker_threads";
import { type Order, serve } from "../threads/serve.ts";

const obey = serve(() => parentPort!.postMessage("started"));
parentPort!.on("message", (order: Order) => void obey(order));
