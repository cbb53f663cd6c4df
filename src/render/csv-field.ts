/**
 * A field of data that no spreadsheet takes for a formula: an apostrophe goes before = + - @, their full-width and small
 * forms, tab and carriage return, also after spaces. Not yet quoted.
 */
export function harmlessField(text: string): string {
  return /^(?:\s*[=+\-@]|[\t\r\n])/u.test(text.normalize('NFKC')) ? `'${text}` : text;
}

/** RFC 4180: quoted only where it must be. */
export function quotedField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
