// biome-ignore-all lint: a program that misbehaves on purpose
const kept: string[] = [];
export function softmax(): number[] {
  for (;;) {
    let text = `line ${kept.length} `;
    while (text.length < 1 << 26) text += text;
    // Reading a letter makes one piece of memory out of what was only put together.
    if (text.charCodeAt(text.length - 1) > 0) kept.push(text);
  }
}
