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
  ['10kyuan', 'wan'],
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

/** Of what follows 单位 or Unit: other units of the same list (户、), words that lead to the amount's unit, and currencies. */
const LEAD = /^(?:均?[为是])?:?(?:in|amounts?in)?(?:[户笔个人条%][、,;/和及])*(?:金额)?:?(?:人民币|rmb|cny)?:?/;
/** 万 and 百万 alone are units only where no name goes on (万年支行). */
const UNIT =
  /^(?:(百万元|千元|万元|亿元|元|10kyuan|10k|millionyuan|million|thousandyuan|thousand|wan|yuan)|(百万|万|亿)(?=$|[^\p{L}\p{N}]|人民币))/u;
/** Who fills in the form, not what it counts in. */
const UNIT_WORD = /(?<!填报|编制|报送|制表|报告|主管|经办|借款|所属)单位|units?(?=:|in)|amounts?in/g;
const CURRENCY_AND_UNIT = /(?:rmb|cny)(?:in)?(million|thousand|10k|wan)|(million|thousand|10k)s?(?:of)?(?:yuan|rmb|cny)/;
const IN_BRACKETS = /[([](?:单位:?)?(?:人民币)?(百万元|千元|万元|亿元)[)\]]/;

/** The unit that a title above the header names: 单位：万元, 单位：户、万元, Unit: 10k yuan, RMB million. */
export function unitInTitle(title: string): AmountUnit | undefined {
  const folded = foldHeader(title).replaceAll("'000", 'thousand').replaceAll('10,000', '10k');
  const found = [...folded.matchAll(UNIT_WORD)].flatMap(({ index, 0: word }) => {
    const match = UNIT.exec(folded.slice(index + word.length).replace(LEAD, ''));
    return match?.[1] ?? match?.[2] ?? [];
  });
  const written = found.find((word) => unitNamed(word) !== undefined) ?? CURRENCY_AND_UNIT.exec(folded)?.slice(1).find(Boolean);
  return unitNamed(written ?? IN_BRACKETS.exec(folded)?.[1] ?? '');
}

/** The unit that a header cell of its own names for the whole table: 单位：万元. */
export function unitInCell(cell: string): AmountUnit | undefined {
  return /^(?:计量|金额|货币)?单位|^units?:/.test(foldHeader(cell)) ? unitInTitle(cell) : undefined;
}
