export { availableThreads } from "../threads/available-threads.ts";
export { startThreads } from "./start-threads.ts";
