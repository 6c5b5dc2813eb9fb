import type { launch } from "../../e2e/browser.ts";

export type Browser = Awaited<ReturnType<typeof launch>>;
export type BrowserContext = Awaited<ReturnType<Browser["newContext"]>>;
export type Page = Awaited<ReturnType<BrowserContext["newPage"]>>;
export type Session = Awaited<ReturnType<BrowserContext["newCDPSession"]>>;
