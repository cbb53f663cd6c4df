import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Param } from '../diagnostics/diagnostic.js';

/** Why a cell is not what its field holds. */
export interface Refusal {
  readonly code: DiagnosticCode;
  readonly params?: Readonly<Record<string, Param>>;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null;
}

/** What a spreadsheet's error (#DIV/0!) or too narrow column (####) tells. */
export const SPREADSHEET_ERROR = {
  en: 'the spreadsheet showed an error or a narrow column here; export it again',
  zh: '电子表格在此处显示错误或列宽不足；请重新导出',
} as const;
