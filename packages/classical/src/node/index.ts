export { fitAsync } from "./fit-async.ts";
export { type KeptStudy, openStudy } from "./open-study.ts";
