import { refused, told } from './wording.js';

/** What can be said about registers held against each other, against the ledgers and against a policy. */
export const REGISTER_CODES = {
  E_REVERSAL: refused(
    'not a reversing entry: {reason}',
    '不是有效的冲正分录：{reason}',
    'take back the whole entry: its loan, kind and amounts again, and its date under reverses; then book the right one',
    '请整笔冲正：照抄原分录的借据、类型与金额，并在“冲正原日期”填其日期；再登记正确分录',
  ),
  E_REGISTER_OTHER: refused(
    'this is a register of {other}, not of {register}: columns that {register} do not have: {columns}',
    '这是 {other} 登记簿，不是 {register}：{register} 没有这些列：{columns}',
    'give it with {option}; or, if it is one of {register}, without these columns',
    '请用 {option} 提供；若确为 {register} 登记簿，请去掉这些列',
  ),
  E_DISPOSAL: refused('{reason}', '{reason}'),
  E_EXIT_ABOVE_BALANCE: refused(
    '{taken} taken off this loan in all, and only {left} was there to take ({since})',
    '该借据累计核销处置 {taken}，而可处置余额仅 {left}（{since}）',
    'correct the amount, or state what raised the balance as an increase',
    '请更正金额，或将余额增加的原因登记为“余额增加”',
  ),
  E_OVERDRAWN: refused(
    'cash and exits take {taken} off this loan, and only {had} was there to take ({since})',
    '该借据现金清收与处置合计 {taken}，而可减少余额仅 {had}（{since}）',
    'correct the amount; if the loan rose first, state the increase (余额增加) as an event',
    '请更正金额；如该借据此前有增加，请登记“余额增加”事件',
  ),
  E_EXIT_ON_BOOK: refused(
    '{taken} taken off this loan, and the ledger still shows its full balance, {balance}',
    '该借据登记核销处置 {taken}，而台账余额未减，仍为 {balance}',
    'one of the two is wrong: the entry, or the ledger; a disposal that leaves the loan on the book is of kind 委托处置 (entrusted)',
    '登记簿与台账必有一误；不出表的处置，其方式应为“委托处置”',
  ),
  W_REVERSAL_UNNAMED: told(
    '{count} entries of kind 冲回 (reversal) do not name what they take back: they count as increases, and what they take back stays in its sums: {places}',
    '{count} 笔“冲回”未指明所冲分录：按余额增加计入，被冲金额仍留在原渠道：{places}',
    'repeat the entry taken back, with its date under reverses',
    '请照抄原分录，并在“冲正原日期”填其日期',
  ),
  W_EVIDENCE_UNKNOWN: told(
    '{count} entries of evidence have a name that the eligibility table does not use: {names}',
    '{count} 条证据的名称不在核销条件表中：{names}',
  ),
  A_COLUMN: told('{column}{needed}{example}', '{column}{needed}{example}'),
} as const;
