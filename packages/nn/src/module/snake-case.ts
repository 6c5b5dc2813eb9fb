/** "inProjWeight" → "in_proj_weight": the field's name as PyTorch writes it. A capital at the start stays: "W1". */
export function snakeCase(name: string): string {
  return name.replaceAll(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, capital: string) => `${before}_${capital.toLowerCase()}`,
  );
}
