/** The five loan classes, ordered from best to worst; the index is the code stored in columns. */
export const LOAN_CLASSES = ['normal', 'special-mention', 'substandard', 'doubtful', 'loss'] as const;

export type LoanClass = (typeof LOAN_CLASSES)[number];

/** Index into LOAN_CLASSES, 0 (normal) to 4 (loss). */
export type ClassCode = number;

/** Column value of a loan whose class is not stated (a blank declared class). */
export const NO_CLASS: ClassCode = 255;

export const NORMAL: ClassCode = 0;

/** Substandard: the first class that counts as non-performing. */
export const FIRST_NPL_CLASS: ClassCode = 2;

/** True for substandard, doubtful and loss. NO_CLASS is not NPL. */
export function isNpl(code: ClassCode): boolean {
  return code >= FIRST_NPL_CLASS && code < LOAN_CLASSES.length;
}

export function classCode(name: LoanClass): ClassCode {
  return LOAN_CLASSES.indexOf(name);
}

export function className(code: ClassCode): LoanClass {
  const name = LOAN_CLASSES[code];
  if (name === undefined) throw new RangeError(`no loan class has the code ${code}`);
  return name;
}
