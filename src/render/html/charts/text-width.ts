import stringWidth from 'string-width';

/** Widths in ems of sans-serif fonts, a little over the usual ones: a label that is taken for too wide is only set apart more. */
const WIDE = 1;
const CAPITAL = 0.74;
const NARROW = 0.36;
const OTHER = 0.61;

/**
 * How wide text is drawn, in ems, without a font to measure it with: the same on every machine. Chinese takes one em a
 * character, digits and small letters a little over half.
 */
export function textEms(text: string): number {
  let ems = 0;
  for (const character of text) {
    const columns = stringWidth(character);
    if (columns === 0) continue;
    ems += columns > 1 ? WIDE : /[A-ZmwMW@%+−▲▼]/.test(character) ? CAPITAL : /[iljtfrI.,:;'!|()[\] ]/.test(character) ? NARROW : OTHER;
  }
  return ems;
}

/** The text, or its beginning with an ellipsis where it is wider. */
export function fittingText(text: string, ems: number): string {
  if (textEms(text) <= ems) return text;
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += textEms(character);
    if (width > ems) break;
    kept += character;
  }
  return `${kept}…`;
}
