/** The longest text that a cell may hold. */
const LONGEST = 32_767;

/**
 * Text for a cell of a workbook. `_x0041_` is the format's own way to write a character, so that what data write like it is
 * escaped; so are characters that XML cannot hold, and the first character of names that the writer's table of texts would take
 * for something of its own ("__proto__", "constructor"). What no cell can hold is cut.
 */
export function sheetText(text: string): string {
  const held = text.replace(/[\ufffd\p{Noncharacter_Code_Point}]/gu, inWords).replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');
  const cut = held.length > LONGEST ? `${held.slice(0, LONGEST - 1).replace(/(?:[\ud800-\udbff]|_x?[0-9a-fA-F]{0,4})$/, '')}…` : held;
  return cut in {} ? codeOf(cut) + cut.slice(1) : cut;
}

/** As visibleText writes what nobody can see. */
function inWords(character: string): string {
  return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
}

function codeOf(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
