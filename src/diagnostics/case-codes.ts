import { refused, told } from './wording.js';

/** What can be said about registers of cases and of who answers. A part of the catalogue. */
export const CASE_CODES = {
  E_LITIGATION: refused('{reason}', '{reason}', '{advice}', '{advice}'),
  E_RESPONSIBILITY: refused('{reason}', '{reason}', '{advice}', '{advice}'),
  E_REGISTER_LOAN: refused(
    'no such loan: it stands on no ledger, on or off the book, in no lock and in no register of what left',
    '查无此借据：台账（含表外行）、锁定名单及处置登记簿中均无',
    '{meant}correct the id; of a loan written off or paid off, give the register (--write-offs, --events) or an earlier ledger (--since) that has it',
    '{meant}请更正借据号；已核销或结清的借据，请提供载有该借据的登记簿（--write-offs、--events）或以前的台账（--since）',
  ),
  E_REGISTER_BORROWER: refused(
    'no such borrower: no loan of it stands on a ledger, in a lock or in a month of the book',
    '查无此客户：台账、锁定名单及台账簿各月均无其借据',
    '{meant}correct the id; of a borrower whose loans are gone, name one of them under loan_id, and give an earlier ledger (--since) that has it',
    '{meant}请更正客户编号；其借据均已离账的，请在“借据号”列填其一笔，并提供载有该借据的以前台账（--since）',
  ),
  W_DETERMINED_EARLY: told(
    '{count} determinations are dated on or before a day on which a ledger or the lock shows that their loan was not non-performing yet: {places}',
    '{count} 条认责的日期不晚于台账或锁定显示该借据尚非不良之日：{places}',
    'correct the loan or the date; their shares count as stated',
    '请更正借据号或日期；责任比例按登记计入',
  ),
  N_ASSET_UNKNOWN: told(
    '{count} foreclosed assets are of loans or borrowers that nothing here knows; they were acquired by {first}, before which nothing is given, and are counted: {places}',
    '{count} 项抵债资产所属借据或客户在所给资料中查无；其取得不晚于 {first}（此前资料未提供），仍予计入：{places}',
    'see that their ids are right',
    '请核对编号',
  ),
  N_ROWS_NOT_SELECTED: told(
    '{count} rows of {register} are of loans on no selected row of any ledger and in no lock: they are in no figure',
    '{register} 有 {count} 行所属借据不在任何台账的选中行，也不在锁定名单：不计入各数',
  ),
} as const;
