/** The longest text that a cell may hold. */
const LONGEST = 32_767;

/**
 * Text for a cell of a workbook. `_x0041_` is the format's own way to write a character, so that what data write like it is
 * escaped; so are the replacement character, which the writer would drop, and the first character of names that the writer's table of texts would take
 * for something of its own ("__proto__", "constructor"). What no cell can hold is cut.
 */
export function sheetText(text: string): string {
  const held = text.replaceAll('\ufffd', '\\ufffd').replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');
  const cut = held.length > LONGEST ? `${held.slice(0, LONGEST - 1).replace(/(?:[\ud800-\udbff]|_x?[0-9a-fA-F]{0,4})$/, '')}…` : held;
  return cut in {} ? codeOf(cut) + cut.slice(1) : cut;
}

function codeOf(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
