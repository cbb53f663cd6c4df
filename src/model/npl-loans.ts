import { type ClassCode, isNpl } from './loan-class.js';
import { onceOf } from './once.js';

/**
 * The loans whose class is non-performing, in order: a few of all, so that what concerns them alone need not look at the rest. Found once for
 * classes that are complete.
 */
export function nplLoans(classes: Uint8Array): readonly number[] {
  return onceOf(classes, 'nplLoans', () => {
    const loans: number[] = [];
    for (let i = 0; i < classes.length; i++) if (isNpl(classes[i] as ClassCode)) loans.push(i);
    return loans;
  });
}
