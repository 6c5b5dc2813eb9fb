export { fitAsync } from "./fit-async.ts";
