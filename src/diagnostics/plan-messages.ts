import { refused, told } from './wording.js';

/** What is said about plans (一户一策), foreclosed assets (抵债资产) and how NPLs are concentrated. A part of the catalogue. */
export const PLAN_MESSAGES = {
  E_PLAN: refused(
    'not a plan: {reason}',
    '处置方案有误：{reason}',
    'a plan is of one borrower or household; each of its rows is a target with a date of its own and repeats the rest',
    '一户一策：同一户的各行除目标日期、金额与完成情况外应一致',
  ),
  E_PLAN_BORROWER: refused(
    'a plan of a borrower that no ledger, lock or write-off knows: {reason}',
    '处置方案的客户不在任何台账、锁定基数或核销登记簿中：{reason}',
    'correct the id; of a borrower whose loans were written off before the ledgers given, name one of its loans under loan_id',
    '请更正客户编号；所给台账之前已全部核销的客户，请在“借据号”列填其一笔借据号',
  ),
  E_FORECLOSED: refused('not a foreclosed asset: {reason}', '抵债资产登记有误：{reason}'),
  W_PLAN_NAME: told(
    '{count} plans name their borrower otherwise than the ledger: {places}',
    '{count} 条方案的客户名称与台账不一致：{places}',
    'see that the id is the right one',
    '请核对客户编号',
  ),
  W_PLAN_ABOVE_DEBT: told(
    '{count} open targets ask for more than their borrower owes any more: {places}',
    '{count} 个未完成目标超过客户尚欠金额：{places}',
    'mark what is done, or correct the amount',
    '请将已完成的标为完成，或更正金额',
  ),
  W_FORECLOSURE_NO_ASSET: told(
    '{count} foreclosures have no asset in the register: {places}',
    '{count} 笔抵债在抵债资产登记簿中没有对应资产：{places}',
  ),
  W_ASSET_NO_FORECLOSURE: told(
    '{count} assets acquired since {from} have no foreclosure that they were taken by: {places}',
    '{from} 以来取得的 {count} 项抵债资产没有对应的抵债登记：{places}',
  ),
} as const;
