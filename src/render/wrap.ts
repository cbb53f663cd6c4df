import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Text of one style. A `whole` span (a figure, a date) is never broken, whatever the width. */
export interface Span {
  readonly text: string;
  readonly whole?: boolean | undefined;
  readonly paint?: ((text: string) => string) | undefined;
}

/** One line as it is printed, colours included, and the columns it takes on screen. No space at its end. */
export interface Line {
  readonly text: string;
  readonly width: number;
}

/** What stays together on a line, with the space before it, which a line break swallows. */
interface Word {
  readonly gap: string;
  readonly spans: readonly Span[];
  readonly width: number;
}

const WIDE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u3001-\\u303f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff60';
const TOKEN = new RegExp(`\\s+|[^\\s${WIDE}]+|[${WIDE}]\\p{M}*`, 'gu');
const WIDE_FIRST = new RegExp(`^[${WIDE}]`, 'u');
const WIDE_LAST = new RegExp(`[${WIDE}]\\p{M}*$`, 'u');
/** Chinese typesetting: a line does not begin with a closing mark nor end with an opening one. */
const CLOSING_FIRST = /^[,.;:!?)\]}%，。、；：？！）”’」』》〉】〕…％]/u;
const OPENING_LAST = /[([{（“‘「『《〈【〔￥]$/u;

/** Digits with a decimal point or a thousands separator, as sentences write them. */
const AMOUNT = /\d(?:\.\d|,\d{3})/;

/**
 * Breaks text into lines of at most `width` columns: at spaces and between Chinese characters, and inside a word only when
 * the word alone is wider. Empty text gives one empty line.
 */
export function wrap(spans: readonly Span[], width: number): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const word of splitWords(spans).flatMap((each) => cutWord(each, width))) {
    const gap = line === undefined && lines.length > 0 ? '' : word.gap;
    const start: Line = line ?? { text: '', width: 0 };
    const end = start.width + stringWidth(gap) + word.width;
    if (end <= width) {
      line = { text: start.text + gap + painted(word), width: end };
    } else {
      if (line !== undefined) lines.push(line);
      line = { text: painted(word), width: word.width };
    }
  }
  return [...lines, line ?? { text: '', width: 0 }];
}

export interface TextMeasure {
  /** On one line. */
  readonly natural: number;
  /** Of the widest word. */
  readonly word: number;
  /** Of the widest piece of a word between hyphens; a word with digits (an id, a file of a date) is not taken apart. */
  readonly piece: number;
  /** Of the widest word with an amount in it. */
  readonly amount: number;
}

export function measure(text: string): TextMeasure {
  let [natural, widest, piece, amount] = [0, 0, 0, 0];
  for (const { gap, spans, width } of splitWords([{ text }])) {
    const word = spans.map((span) => span.text).join('');
    natural += stringWidth(gap) + width;
    widest = Math.max(widest, width);
    piece = Math.max(piece, ...(/\d/.test(word) ? [width] : piecesOf(word).map((one) => stringWidth(one))));
    if (spans.some((span) => AMOUNT.test(span.text))) amount = Math.max(amount, width);
  }
  return { natural, word: widest, piece, amount };
}

/** "small-business-pursued" as small-, business-, pursued; the hyphens that an option begins with part nothing. */
function piecesOf(word: string): string[] {
  return word.match(/^[-/_]+[^-/_]*[-/_]*|[^-/_]+[-/_]*/gu) ?? [word];
}

function splitWords(spans: readonly Span[]): Word[] {
  const words: { gap: string; spans: Span[]; width: number }[] = [];
  let gap = '';
  let before = '';
  for (const span of spans) {
    for (const text of span.whole ? [span.text] : (span.text.match(TOKEN) ?? [])) {
      if (!span.whole && /^\s/u.test(text)) {
        gap += text;
        continue;
      }
      const last = words.at(-1);
      if (last !== undefined && gap === '' && isGlued(before, text)) {
        last.spans.push({ ...span, text });
        last.width += stringWidth(text);
      } else {
        words.push({ gap, spans: [{ ...span, text }], width: stringWidth(text) });
      }
      gap = '';
      before = text;
    }
  }
  return words;
}

/** Whether no line may break between two pieces of text that touch. */
function isGlued(before: string, after: string): boolean {
  return OPENING_LAST.test(before) || CLOSING_FIRST.test(after) || !(WIDE_LAST.test(before) || WIDE_FIRST.test(after));
}

/** The word itself if it fits; else its parts, and the parts that are not whole cut: behind hyphens where they have any, else into equal lengths. */
function cutWord(word: Word, width: number): Word[] {
  if (word.width <= width) return [word];
  const parts = word.spans.flatMap((span) => {
    const fits = span.whole || stringWidth(span.text) <= width;
    const texts = fits ? [span.text] : piecesOf(span.text).flatMap((piece) => cutEvenly(piece, width));
    return texts.map((text) => ({ gap: '', spans: [{ ...span, text }], width: stringWidth(text) }));
  });
  return parts.map((part, index) => (index === 0 ? { ...part, gap: word.gap } : part));
}

/** A hash becomes lines of one length, instead of whole lines and a rest. */
function cutEvenly(text: string, width: number): string[] {
  const whole = stringWidth(text);
  // Signs of two columns may leave one free at the end of a line.
  const length = Math.ceil(whole / Math.ceil(whole / width)) + (whole > text.length ? 1 : 0);
  return wrapAnsi(text, Math.min(width, length), { hard: true, trim: false }).split('\n');
}

function painted(word: Word): string {
  return word.spans.map((span) => (span.paint === undefined ? span.text : span.paint(span.text))).join('');
}
