import { z } from 'zod';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { parseIsoDate } from '../model/civil-date.js';

export type { ZodType } from 'zod';
/** The schema language of documents. Taken from here, so that only src/documents knows which library it is. */
export { z };

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What a check of this program's own says of a value that it refuses. */
export function unfit(en: string, zh: string): { readonly message: string; readonly params: { readonly reason: Bilingual } } {
  return { message: en, params: { reason: { en, zh } } };
}

/** A decimal, written as a number (0.25) or quoted ("0.25"); read as text, so that no binary fraction touches money. */
export function decimalText() {
  return z
    .custom<string | number>(
      (value) => typeof value === 'number' || typeof value === 'string',
      unfit('must be a number such as 0.25', '应为数字，如 0.25'),
    )
    .transform(String)
    .refine(
      (text) => DECIMAL.test(text),
      unfit('must be a plain decimal number such as 0.25: no %, no grouping, no exponent', '应为普通小数，如 0.25：不带 %、千分位或指数'),
    );
}

/** Text that is not blank. A number is refused ("quote it"), so that an id such as 0123 keeps its zeros. */
export function text() {
  return z.string().refine((value) => value.trim() !== '', unfit('is empty', '为空'));
}

/** A whole number of at least `least`. */
export function wholeNumber(least = 0) {
  return z.int().min(least);
}

/** A date written YYYY-MM-DD; read as its day number. */
export function isoDay() {
  return z.string().transform((value, context) => {
    const day = parseIsoDate(value);
    if (day !== undefined) return day;
    context.addIssue({
      code: 'custom',
      ...unfit('must be a day of the calendar, written YYYY-MM-DD', '应为日历上的日期，写作 YYYY-MM-DD'),
    });
    return z.NEVER;
  });
}

/** A schema as JSON Schema: of what is written, not of what it is read as. What JSON Schema cannot say is left open. */
export function jsonSchemaOf(schema: z.ZodType, title: string): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title, ...rest };
}
