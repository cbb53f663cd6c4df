import { type JsonMember, JsonRows } from '../report/json-rows.js';

const INDENT = '  ';
/** Rows of a part of the text. */
const ROWS = 4096;

/** What JSON.stringify(json, undefined, 2) gives, and a line end; lists of rows in parts, so that none is too long for a text. */
export function* jsonText(json: object): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(json)) {
    if (value instanceof JsonRows) {
      yield `${before}${INDENT}${JSON.stringify(name)}: `;
      yield* rowsText(value);
    } else {
      const text = JSON.stringify(value, undefined, INDENT.length) as string | undefined;
      if (text === undefined) continue;
      yield `${before}${INDENT}${JSON.stringify(name)}: ${indented(text, INDENT)}`;
    }
    before = ',\n';
  }
  yield before === '{\n' ? '{}\n' : '\n}\n';
}

/** A line end in a string is escaped, so that every one is the layout's own. */
function indented(text: string, by: string): string {
  return text.includes('\n') ? text.replaceAll('\n', `\n${by}`) : text;
}

function* rowsText<T>({ items, members }: JsonRows<T>): Generator<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  const written = members.map(([name, value]): JsonMember<T> => [`\n${INDENT.repeat(3)}${JSON.stringify(name)}: `, value]);
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    text += i === 0 ? `\n${INDENT.repeat(2)}` : `,\n${INDENT.repeat(2)}`;
    text += rowText(items[i] as T, written);
    if (i % ROWS === ROWS - 1) {
      yield text;
      text = '';
    }
  }
  yield `${text}\n${INDENT}]`;
}

function rowText<T>(item: T, members: readonly JsonMember<T>[]): string {
  let text = '';
  for (const [start, held] of members) {
    const value = held(item);
    if (value === undefined) continue;
    text += text === '' ? '{' : ',';
    text += start;
    text += typeof value === 'object' ? valueText(value) : JSON.stringify(value);
  }
  return text === '' ? '{}' : `${text}\n${INDENT.repeat(2)}}`;
}

function valueText(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? '[]' : indented(JSON.stringify(value, undefined, INDENT.length), INDENT.repeat(3));
}
