import type { Bilingual } from '../diagnostics/catalogue.js';
import { foldWidth } from './fold.js';

/** Decimal places of a cent in each unit a header can name. */
export const UNIT_DECIMALS = { yuan: 2, 'thousand-yuan': 5, wan: 6, 'million-yuan': 8, yi: 10 } as const;
export type AmountUnit = keyof typeof UNIT_DECIMALS;

const UNIT_WORDS: ReadonlyMap<string, AmountUnit> = new Map([
  ['元', 'yuan'],
  ['yuan', 'yuan'],
  ['cny', 'yuan'],
  ['rmb', 'yuan'],
  ['千元', 'thousand-yuan'],
  ['thousand', 'thousand-yuan'],
  ['thousandyuan', 'thousand-yuan'],
  ['k', 'thousand-yuan'],
  ['万元', 'wan'],
  ['万', 'wan'],
  ['wan', 'wan'],
  ['10k', 'wan'],
  ['百万元', 'million-yuan'],
  ['百万', 'million-yuan'],
  ['million', 'million-yuan'],
  ['millionyuan', 'million-yuan'],
  ['亿元', 'yi'],
  ['亿', 'yi'],
  ['yi', 'yi'],
] as const);

const UNIT_NAMES: Readonly<Record<AmountUnit, Bilingual>> = {
  yuan: { en: 'yuan', zh: '元' },
  'thousand-yuan': { en: 'thousand yuan', zh: '千元' },
  wan: { en: 'ten thousand yuan', zh: '万元' },
  'million-yuan': { en: 'million yuan', zh: '百万元' },
  yi: { en: 'hundred million yuan', zh: '亿元' },
};

/** Folds a header name: width, case, blanks, _ and - do not matter. */
export function foldHeader(name: string): string {
  return foldWidth(name)
    .replace(/[\s\u3000\u00a0\ufeff_-]+/g, '')
    .toLowerCase();
}

/** The unit a map file or a header names, or undefined. */
export function unitNamed(text: string): AmountUnit | undefined {
  return UNIT_WORDS.get(
    foldHeader(text)
      .replace(/^单位:?/, '')
      .replace(/^人民币(?=.)/, ''),
  );
}

export function unitName(unit: AmountUnit): Bilingual {
  return UNIT_NAMES[unit];
}

/** A header's name without the unit in brackets that it ends in, and that unit. */
export function splitUnit(name: string): { name: string; unit?: AmountUnit } {
  const folded = foldHeader(name);
  const match = /^(.+)[([]([^()[\]]+)[)\]]$/.exec(folded);
  const unit = unitNamed(match?.[2] ?? '');
  return match === null || unit === undefined ? { name: folded } : { name: match[1] as string, unit };
}

/** The unit that a title above the header names: 单位：万元. */
export function unitInTitle(title: string): AmountUnit | undefined {
  const match = /单位:?(?:人民币)?([百千]?万元|千元|亿元|元)|[([](?:人民币)?(百万元|千元|万元|亿元)[)\]]/.exec(foldHeader(title));
  return match === null ? undefined : unitNamed(match[1] ?? match[2] ?? '');
}
