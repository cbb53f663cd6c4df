/**
 * Colours of charts as the style sheet's variables, so that a dark screen and paper have their own; the second is for readers
 * that know no variables. What differs in colour is named by a legend or a label too.
 */
export const INK = 'var(--ink,#1b1f24)';
export const SOFT_INK = 'var(--soft,#57606a)';
export const RULE = 'var(--rule,#d0d7de)';
export const SERIES = ['var(--first,#1f5a96)', 'var(--second,#c96a1b)', 'var(--third,#6b7785)', 'var(--fourth,#3d8f6b)'];
export const RISE = 'var(--second,#c96a1b)';
export const FALL = 'var(--fourth,#3d8f6b)';
export const LEVEL = 'var(--first,#1f5a96)';
