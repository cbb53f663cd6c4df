import type { Bilingual, DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Field, FieldKind } from '../table/schema.js';
import { foldWord } from '../table/values.js';

/** A column of a register: how it is read, and what `npl template` says of it. */
export interface RegisterField extends Field {
  readonly explains: Bilingual;
  /** What a cell may hold, in either language. */
  readonly example: string;
}

type More = Partial<Pick<RegisterField, 'neededFor' | 'required'>>;

/** A column without which no register can be read; its cells are never blank. */
export const needed = (explains: Bilingual): More => ({ neededFor: explains, required: true });

function column(kind: FieldKind) {
  return (name: string, names: readonly string[], explains: Bilingual, example: string, more: More = {}): RegisterField => ({
    name,
    kind,
    names,
    explains,
    example,
    ...more,
  });
}

/** Amounts are not negative: what was booked wrongly is taken back by a reversing entry. */
export const amountColumn = column({ type: 'amount', negative: 'E_NEGATIVE_AMOUNT' });
export const dateColumn = column({ type: 'date' });
export const textColumn = column({ type: 'text' });
export const keyColumn = column({ type: 'key' });
export const shareColumn = column({ type: 'share' });

/** A closed list: each value with the words it is written as, of which the first is what messages show. */
export function choiceOf(words: readonly (readonly string[])[], refusal: DiagnosticCode, shown?: readonly string[]): FieldKind {
  return {
    type: 'choice',
    words: new Map(words.flatMap((own, code) => own.map((word) => [foldWord(word), code] as const))),
    refusal,
    shown: (shown ?? words.map((own) => own[0] as string)).join(', '),
  };
}

export const choiceColumn = (kind: FieldKind, ...rest: Parameters<ReturnType<typeof column>>): RegisterField => column(kind)(...rest);

/** Beside every loan id where ids are unique within a legal entity only. */
export const INSTITUTION_FIELD = keyColumn(
  'institution',
  ['institution', '法人机构', '法人名称', '法人代码', '行社名称'],
  {
    en: 'to be added where the ledger has it, and only there: loan ids are unique within the legal entity',
    zh: '台账有该列时（且仅在此时）须加此列：借据号仅在法人内唯一',
  },
  '',
);

/** Names of the columns that name a loan, and a borrower. */
export const LOAN_NAMES = ['loan_id', 'loan', '借据号', '借据编号', '贷款账号'] as const;
export const BORROWER_NAMES = ['borrower_id', '客户编号', '客户号', '借款人编号'] as const;

/** The loan that an entry is about. */
export const LOAN_FIELD = keyColumn(
  'loan',
  LOAN_NAMES,
  { en: 'the loan, as the ledger names it', zh: '借据号，与台账一致' },
  'HB-2016-0340',
  { neededFor: { en: 'names the loan', zh: '标识借据' }, required: true },
);

/** Corrections are reversing entries, never edits: a row with this date takes back the whole entry of that day. */
export const REVERSES_FIELD = dateColumn(
  'reverses',
  ['reverses', '冲正原日期', '冲销原日期', '原日期'],
  {
    en: 'blank; in a reversing entry the date of the entry it takes back, whose other columns it repeats',
    zh: '一般留空；冲正分录填所冲分录的日期，其余各列照抄原分录',
  },
  '',
);
