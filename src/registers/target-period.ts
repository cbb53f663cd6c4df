import { dayNumber, monthEnd } from '../model/civil-date.js';
import type { TargetPeriod } from '../model/tasks.js';
import { foldWord } from '../table/fold.js';

/** A year (2019, 2019年), a quarter (2019-Q2, 2019年2季度, 2019年第二季度) or a month (2019-06, 2019年6月). */
const FORM = /^(?<year>\d{4})(?:年?|-?q(?<latin>[1-4])|年第?(?<quarter>[1-4一二三四])季度|-(?<month>\d\d)|年(?<chinese>\d\d?)月)$/;
const NUMERALS = ['一', '二', '三', '四'];

/** Undefined for what is no such period. */
export function parseTargetPeriod(text: string): TargetPeriod | undefined {
  const parts = FORM.exec(foldWord(text))?.groups;
  if (parts === undefined) return undefined;
  const { year = '', latin, quarter, month, chinese } = parts;
  const asQuarter = latin ?? quarter;
  if (asQuarter !== undefined) {
    const number = NUMERALS.indexOf(asQuarter) + 1 || Number(asQuarter);
    return periodOf(`${year}-Q${number}`, Number(year), number * 3 - 2, 3);
  }
  const asMonth = month ?? chinese;
  if (asMonth === undefined) return periodOf(year, Number(year), 1, 12);
  return periodOf(`${year}-${asMonth.padStart(2, '0')}`, Number(year), Number(asMonth), 1);
}

function periodOf(name: string, year: number, firstMonth: number, months: number): TargetPeriod | undefined {
  const [from, last] = [dayNumber(year, firstMonth, 1), dayNumber(year, firstMonth + months - 1, 1)];
  return from === undefined || last === undefined ? undefined : { name, from, to: monthEnd(last) };
}
