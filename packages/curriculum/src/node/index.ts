export { type Content, loadContent, loadTopic } from "./load-content.ts";
export { loadExercise } from "./load-exercise.ts";
export { appendProgress, progressFile, readProgress } from "./progress-log.ts";
