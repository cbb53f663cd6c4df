/** A civil date as the number of days since 1970-01-01. No time zone, no clock. */
export type DayNumber = number;

/** Column value of a date or day count that is not stated. */
export const NO_DAY: DayNumber = -2147483648;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** The day number of a proleptic Gregorian date, or undefined when there is no such day (2019-02-30, 2019-13-01, year 0). */
export function dayNumber(year: number, month: number, day: number): DayNumber | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  // Years are counted from March so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

export function civilDate(days: DayNumber): CivilDate {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** YYYY-MM-DD. */
export function isoDate(days: DayNumber): string {
  const { year, month, day } = civilDate(days);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const DASH = 0x2d;
const ZERO = 0x30;

/** Reads exactly YYYY-MM-DD; undefined for anything else. */
export function parseIsoDate(text: string): DayNumber | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  return dayNumber(digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, 10));
}

/** -1, which is no year, month or day, where one is not a digit. */
function digitsAt(text: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const LAST_DAY = dayNumber(9999, 12, 31) as DayNumber;

/** The same day `months` later; the last day of the month where that day does not exist, and never after 9999-12-31. */
export function addMonths(days: DayNumber, months: number): DayNumber {
  const { year, month, day } = civilDate(days);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dayNumber(y, m, Math.min(day, daysInMonth(y, m))) ?? LAST_DAY;
}

/** The last day of the month before the one that holds `days`. */
export function previousMonthEnd(days: DayNumber): DayNumber {
  return days - civilDate(days).day;
}

/** The last day of the month that a day is in. */
export function monthEnd(days: DayNumber): DayNumber {
  return previousMonthEnd(addMonths(days - civilDate(days).day + 1, 1));
}

/** 31 December of the year before the one that holds `days`: the date a year's figures start from. */
export function previousYearEnd(days: DayNumber): DayNumber {
  return dayNumber(civilDate(days).year - 1, 12, 31) as DayNumber;
}
