export { codeClasses } from "./code.ts";
export { anchorsOf, type Section } from "./heading-ids.ts";
export { exercisePath, href, labPath, topicPath } from "./href.ts";
export { nearestHint } from "./nearest-hint.ts";
export type { LinkedTopic, PageContext, PageSource } from "./page-context.ts";
export type { PageBlock, TaskKind } from "./page-state.ts";
export type { RenderedPage } from "./render-markdown.ts";
export { renderPage } from "./render-page.ts";
export { type RenderedText, renderText } from "./render-text.ts";
