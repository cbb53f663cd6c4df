import type { CellObject } from 'write-excel-file/node';
import { isoDate } from '../../model/civil-date.js';
import type { Cents } from '../../model/money.js';
import { ratioValue } from '../../model/ratio.js';
import type { Cell, MoneyUnit } from '../../report/document.js';
import { type CellFormat, formatCell } from '../format-cell.js';
import { sheetText } from './sheet-text.js';

/** A spreadsheet keeps this many digits of a number. */
const KEPT_DIGITS = 15;
/** Day 1 of a spreadsheet is 1900-01-01, and it knows a 29 February of that year; from the first of March its days are right. */
const SERIAL_OF_1970 = 25_569;
const FIRST_SOUND_SERIAL = 61;

const AMOUNT = '#,##0.00';
const TEXT = '@';
const DECIMALS: Readonly<Record<MoneyUnit, number>> = { yuan: 2, wan: 6, yi: 10 };
const POINTS: Readonly<Record<CellFormat['lang'], string>> = { zh: '个百分点', en: 'pp' };

/**
 * A cell of a sheet: figures are numbers, whole amounts in the unit however many decimals are shown, ratios to 15 digits, dates days.
 * Text is text whatever it begins with, and stays so when somebody edits it. An absent figure is the word for it.
 */
export function sheetCell(cell: Cell, format: CellFormat): CellObject {
  switch (cell.kind) {
    case 'text':
    case 'label':
      return textCell(cell.text);
    case 'count':
      return { type: Number, value: cell.value, format: '#,##0' };
    case 'days':
      return { type: Number, value: cell.value, format: '0' };
    case 'money':
      return amountCell(cell, cell.cents, AMOUNT, format);
    case 'money-change':
      return amountCell(cell, cell.cents, `+${AMOUNT};-${AMOUNT};${AMOUNT}`, format);
    case 'count-change':
      return { type: Number, value: cell.value, format: '+#,##0;-#,##0;0' };
    case 'ratio':
      return { type: Number, value: ratioValue(cell.ratio).toSignificantDigits(KEPT_DIGITS).toNumber(), format: '0.00%' };
    case 'points-change': {
      const unit = `" ${POINTS[format.lang]}"`;
      const value = cell.value.toSignificantDigits(KEPT_DIGITS).times(100).toNumber();
      return { type: Number, value, format: `+0.00${unit};-0.00${unit};0.00${unit}` };
    }
    case 'date': {
      const serial = cell.day + SERIAL_OF_1970;
      return serial < FIRST_SOUND_SERIAL ? textCell(isoDate(cell.day)) : { type: Number, value: serial, format: 'yyyy-mm-dd' };
    }
    case 'absent':
      return { ...textCell(formatCell(cell, format)), align: 'right', textColor: '#57606a' };
  }
}

export function textCell(text: string): CellObject {
  return { type: String, value: sheetText(text), format: TEXT };
}

/** Whether an amount has more digits than a spreadsheet keeps, and stands there as text. */
export function isKeptAsText(cell: Cell): boolean {
  return (cell.kind === 'money' || cell.kind === 'money-change') && significantDigits(cell.cents) > KEPT_DIGITS;
}

function amountCell(cell: Cell, cents: Cents, shown: string, format: CellFormat): CellObject {
  if (isKeptAsText(cell)) return { ...textCell(formatCell(cell, format)), align: 'right' };
  return { type: Number, value: exactly(cents, DECIMALS[format.unit]), format: shown };
}

function significantDigits(cents: Cents): number {
  return cents.toString().replace(/^-?0*/, '').replace(/0+$/, '').length;
}

/** cents / 10^decimals: the number whose first 15 digits are those of the amount. */
function exactly(cents: Cents, decimals: number): number {
  const digits = cents
    .toString()
    .replace('-', '')
    .padStart(decimals + 1, '0');
  return Number(`${cents < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
}
