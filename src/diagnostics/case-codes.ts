import { refused, told } from './wording.js';

/** What can be said about registers of cases and of who answers. A part of the catalogue. */
export const CASE_CODES = {
  E_LITIGATION: refused('{reason}', '{reason}', '{advice}', '{advice}'),
  E_RESPONSIBILITY: refused('{reason}', '{reason}', '{advice}', '{advice}'),
  E_REGISTER_LOAN: refused(
    'no such loan: it stands on no ledger, on or off the book, in no lock and in no register of what left',
    '查无此借据：台账（含表外行）、锁定名单及处置登记簿中均无',
    'correct the id; of a loan written off or paid off, give the register (--write-offs, --events) or an earlier ledger (--since) that has it',
    '请更正借据号；已核销或结清的借据，请提供载有该借据的登记簿（--write-offs、--events）或以前的台账（--since）',
  ),
  N_ROWS_NOT_SELECTED: told(
    '{count} rows of {register} are of loans on no selected row of any ledger and in no lock: they are in no figure',
    '{register} 有 {count} 行所属借据不在任何台账的选中行，也不在锁定名单：不计入各数',
  ),
} as const;
