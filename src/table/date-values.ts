import { type DayNumber, dayNumber } from '../model/civil-date.js';
import { foldWidth, trimCell } from './fold.js';
import { type Refusal, SPREADSHEET_ERROR } from './refusal.js';

/** Order of year, month and day in a --map file's dateFormat. */
export interface DateFormat {
  readonly pattern: RegExp;
  readonly order: readonly ('y' | 'm' | 'd')[];
}

export interface DateRules {
  /** Day 1 of a spreadsheet's serial numbers; serials are refused without. */
  readonly excelEpoch?: 1900 | 1904;
  readonly format?: DateFormat;
}

const DATES = /^(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日)(?: 0?0:00(?::00(?:\.0+)?)?)?$/;
/** Not 2018.1: a spreadsheet leaves that of 2018.10 as well as of 2018.01. */
const MONTH = /^(\d{4})(?:[-/](\d{1,2})|\.?(\d{2})|年(\d{1,2})月)$/;
const CUT_MONTH = /^\d{4}\.\d$/;

/** 1900-01-01 is how systems write "no date": read as a day it would make a loan overdue for a century. */
const FIRST_YEAR = 1901;

/** A date as its day number. Blank gives undefined. */
export function parseDate(text: string, rules: DateRules): DayNumber | undefined | Refusal {
  if (text === '') return undefined;
  if (rules.format === undefined) {
    const day = plainIsoDay(text);
    if (day !== undefined) return day;
  }
  const folded = foldWidth(trimCell(text));
  if (folded === '') return undefined;
  if (rules.format !== undefined) return formattedDate(folded, rules.format);
  if (rules.excelEpoch !== undefined) {
    const day = serialDate(folded, rules.excelEpoch);
    if (day !== undefined) return day;
  }
  const match = DATES.exec(folded);
  if (match === null) return { code: 'E_DATE', params: { advice: dateAdvice(folded) } };
  const [, y1, , m1, d1, y2, m2, d2, y3, m3, d3] = match;
  return checkedDay(Number(y1 ?? y2 ?? y3), Number(m1 ?? m2 ?? m3), Number(d1 ?? d2 ?? d3));
}

/** A date, or a month (2018-06, 201806, 2018年6月), which stands for its last day. */
export function parseDateOrMonth(text: string, rules: DateRules): DayNumber | undefined | Refusal {
  const month = MONTH.exec(foldWidth(trimCell(text)));
  if (month === null) return parseDate(text, rules);
  const year = Number(month[1]);
  const number = Number(month[2] ?? month[3] ?? month[4]);
  const next = number === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, number + 1, 1);
  if (next === undefined || number < 1 || year < FIRST_YEAR) {
    return { code: 'E_DATE', params: { advice: { en: 'there is no such month', zh: '没有这个月份' } } };
  }
  return next - 1;
}

/** Compiles `dd/mm/yyyy` and the like; undefined when it does not hold one each of yyyy, mm and dd. */
export function compileDateFormat(format: string): DateFormat | undefined {
  const order: ('y' | 'm' | 'd')[] = [];
  const pattern = format.replace(/yyyy|mm|dd|[^a-z]|./gi, (token) => {
    const kind = token.toLowerCase();
    if (kind !== 'yyyy' && kind !== 'mm' && kind !== 'dd') return token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    order.push(kind[0] as 'y' | 'm' | 'd');
    return kind === 'yyyy' ? '(\\d{4})' : '(\\d{1,2})';
  });
  return new Set(order).size === 3 && order.length === 3 ? { pattern: new RegExp(`^${pattern}$`), order } : undefined;
}

/** YYYY-MM-DD in ASCII, the form of nearly every cell, without a pattern match; undefined for anything that needs more care. */
function plainIsoDay(text: string): DayNumber | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  return year < FIRST_YEAR || month < 0 || day < 0 ? undefined : dayNumber(year, month, day);
}

const HYPHEN = 0x2d;

/** The number that the digits from `start` to `end` write, or -1 when one of them is no digit. */
function digitsAt(text: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function formattedDate(text: string, format: DateFormat): DayNumber | Refusal {
  const match = format.pattern.exec(text);
  if (match === null) {
    const advice = { en: 'it does not have the dateFormat of the map file', zh: '不符合映射文件中的 dateFormat' };
    return { code: 'E_DATE', params: { advice } };
  }
  const part = (kind: 'y' | 'm' | 'd') => Number(match[format.order.indexOf(kind) + 1]);
  return checkedDay(part('y'), part('m'), part('d'));
}

const UNIX_EPOCH_SERIAL = { 1900: 25569, 1904: 24107 } as const;
/** 9999-12-31, "never ends". */
const LAST_SERIAL = { 1900: '2958465', 1904: '2957003' } as const;

/**
 * A spreadsheet's serial number. Five digits (1927 to 2173): fewer are days or codes that slipped into the column, six are a
 * month (201806); spreadsheets of 1900 also count a 29 February 1900 that never was.
 */
function serialDate(text: string, epoch: 1900 | 1904): DayNumber | undefined {
  return /^[1-9]\d{4}$/.test(text) || text === LAST_SERIAL[epoch] ? Number(text) - UNIX_EPOCH_SERIAL[epoch] : undefined;
}

function checkedDay(year: number, month: number, day: number): DayNumber | Refusal {
  const days = dayNumber(year, month, day);
  if (days === undefined) return { code: 'E_DATE', params: { advice: { en: 'there is no such day', zh: '没有这一天' } } };
  if (year >= FIRST_YEAR) return days;
  const advice = {
    en: `a system's way to write "no date"? say so in a --map file: values: {"…": ""}`,
    zh: '是系统表示“无日期”的写法吗？请在 --map 文件中写明：values: {"…": ""}',
  };
  return { code: 'E_DATE', params: { advice } };
}

function dateAdvice(text: string): { en: string; zh: string } {
  if (/^\d{5}$/.test(text)) {
    return { en: 'a spreadsheet serial? say --excel-dates 1900 or 1904', zh: '是电子表格日期序号吗？请用 --excel-dates 1900 或 1904' };
  }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(text)) {
    return {
      en: 'day and month cannot be told apart; give dateFormat in a --map file',
      zh: '无法区分日与月；请在 --map 文件中给出 dateFormat',
    };
  }
  if (CUT_MONTH.test(text)) {
    return {
      en: 'a spreadsheet writes 2018.10 as 2018.1 too; write the month as 2018-10',
      zh: '电子表格会把 2018.10 也写成 2018.1；月份请写成 2018-10',
    };
  }
  return text.startsWith('#') ? SPREADSHEET_ERROR : { en: 'write it as 2019-08-31', zh: '请写成 2019-08-31' };
}
