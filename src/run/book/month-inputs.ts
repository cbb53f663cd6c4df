import { type MonthInputs, sameInputs } from '../../book/manifest.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { Portfolio } from '../../model/portfolio.js';
import { RENEWAL_DAYS, SIMILAR_PERCENT } from '../../model/suspected-renewal.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import { writtenConditions } from '../reading/row-conditions.js';
import type { GivenRegisters } from './given-registers.js';
import type { Book } from './open-book.js';

/** What a month is made of, to be held against what it was made of before. `map`: SHA-256 of the map's file. */
export function inputsOf(
  book: Book,
  options: Omit<LedgerOptions, 'map'> & { readonly map: string | undefined },
  { sources }: Portfolio,
  given: GivenRegisters,
  locks: readonly { readonly lockDate: DayNumber; readonly hash: string }[],
): MonthInputs {
  const { map, where, encoding, delimiter, skipLines, excelEpoch, allowNegative, allowEmpty } = options;
  const reading = {
    map,
    where: writtenConditions(where),
    encoding,
    delimiter,
    skipLines: skipLines === 0 ? undefined : String(skipLines),
    excelDates: excelEpoch === undefined ? undefined : String(excelEpoch),
    allowNegative: allowNegative ? 'yes' : undefined,
    allowEmpty: allowEmpty ? 'yes' : undefined,
  };
  return {
    ledgers: sources,
    registers: given.files.map(({ register, name, sha256, entries }) => ({ register, name, sha256, entries })),
    reading: Object.fromEntries(Object.entries(reading).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    policy: book.config.policy,
    basis: book.config.basis,
    locks: locks.map(({ lockDate, hash }) => ({ date: lockDate, hash })),
    renewals: { days: RENEWAL_DAYS, leastPercent: SIMILAR_PERCENT.least, mostPercent: SIMILAR_PERCENT.most },
  };
}

const PARTS: readonly (readonly [keyof MonthInputs, Bilingual])[] = [
  ['ledgers', { en: 'ledgers', zh: '台账' }],
  ['registers', { en: 'registers', zh: '登记簿' }],
  ['reading', { en: 'options of reading', zh: '读取选项' }],
  ['policy', { en: 'policy', zh: '政策' }],
  ['basis', { en: 'basis', zh: '口径' }],
  ['locks', { en: 'locks', zh: '锁定' }],
  ['renewals', { en: 'what makes a suspected renewal', zh: '疑似借新还旧口径' }],
];

/** The parts in which two months' inputs differ, in words. */
export function differenceOf(left: MonthInputs, right: MonthInputs): Bilingual {
  const named = PARTS.filter(([part]) => !sameInputs(left, { ...left, [part]: right[part] })).map(([, words]) => words);
  return { en: named.map(({ en }) => en).join(', '), zh: named.map(({ zh }) => zh).join('、') };
}
