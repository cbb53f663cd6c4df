import { CATALOGUE, type Wording } from './catalogue.js';
import type { Diagnostic, Param } from './diagnostic-value.js';
import { quotedValue } from './visible-text.js';

type Lang = 'zh' | 'en';

const NAME_LIMIT = 200;
const PARAM_LIMIT = 400;
const INDENT = '    ';

/**
 * What is printed for one diagnostic: `file:LINE:COL field "balance": value "1e5": E_AMOUNT not an amount`, then lines that
 * show the row, then a hint where there is one. An afterword (A_…) is its words only.
 */
export function formatMessage(diagnostic: Diagnostic, lang: Lang, withHint = true, rowLines: readonly string[] = []): string {
  const wording: Wording = CATALOGUE[diagnostic.code];
  const words = fill(wording[lang], diagnostic.params, lang);
  if (diagnostic.code.startsWith('A_')) return words;
  const hint = wording.hint === undefined ? '' : fill(wording.hint[lang], diagnostic.params, lang);
  const lines = [`${subjectOf(diagnostic, lang)}${diagnostic.code} ${words}`, ...rowLines];
  if (hint !== '' && withHint) lines.push(`${INDENT}${lang === 'zh' ? '提示：' : 'hint: '}${hint}`);
  return lines.join('\n');
}

/** `file:LINE:COL field "balance": value "1e5": `, as far as it is known. */
function subjectOf(diagnostic: Diagnostic, lang: Lang): string {
  const { file, line, column, field, value } = diagnostic;
  const place = [file === undefined ? undefined : quotedValue(file, NAME_LIMIT), line, column]
    .filter((part) => part !== undefined)
    .join(':');
  const parts = [
    ...(field === undefined ? [] : [lang === 'zh' ? `字段“${quotedValue(field)}”` : `field "${quotedValue(field)}"`]),
    ...(value === undefined ? [] : [lang === 'zh' ? `值“${quotedValue(value)}”` : `value "${quotedValue(value)}"`]),
  ];
  if (parts.length === 0) return place === '' ? '' : `${place}: `;
  return `${place === '' ? '' : `${place} `}${parts.join(lang === 'zh' ? ' ' : ': ')}: `;
}

/** Replaces {name} by the parameter of that name, escaped. A {name} without a parameter stays: {daysPastDue: …} is map syntax. */
function fill(template: string, params: Diagnostic['params'], lang: Lang): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params?.[name];
    return value === undefined ? (name === 'advice' ? '' : whole) : quotedValue(wordsOf(value, lang), PARAM_LIMIT);
  });
}

function wordsOf(value: Param, lang: Lang): string {
  return typeof value === 'object' ? value[lang] : String(value);
}
