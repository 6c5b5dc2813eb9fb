import katex from "katex";

export type MathsResult = { html: string } | { message: string; line: number };

/** A formula as HTML for the eye and MathML for everybody else; where it does not compile, why and on which line of it. */
export function renderMaths(tex: string, displayMode: boolean): MathsResult {
  try {
    const html = katex.renderToString(tex, {
      displayMode,
      output: "htmlAndMathml",
      throwOnError: true,
      strict: "error",
      trust: false,
    });
    return { html };
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    const message = error.message.replace(/^KaTeX parse error: /, "");
    return { message, line: tex.slice(0, error.position ?? 0).split("\n").length };
  }
}
