import type { Diagnostic } from './diagnostic-value.js';
import { formatMessage } from './format-message.js';
import { rowExcerpt } from './row-excerpt.js';

/**
 * formatMessage with the row and a caret under the field, where the row is known. Apart from it because measuring text
 * takes longer to load than all other messages: a refusal has rows, what is told on the way has none.
 */
export function formatDiagnostic(diagnostic: Diagnostic, lang: 'zh' | 'en', withHint = true): string {
  const { row, line, column } = diagnostic;
  const isKnown = row !== undefined && line !== undefined && column !== undefined;
  return formatMessage(diagnostic, lang, withHint, isKnown ? rowExcerpt(row, line, column) : []);
}
