import { told, type Wording } from './wording.js';

/** What is said after refusals and notes, and on every run: codes that begin with A_. A part of the catalogue. */
export const AFTERWORDS = {
  // ── said after the others ──
  A_MORE: told('… and {count} more', '……另有 {count} 处'),
  A_MORE_ROWS: told('… and {count} more rows; --rejects FILE lists them all', '……另有 {count} 行；--rejects 文件 可列出全部'),
  A_REFUSED_ROWS: told(
    'refused: {rejected} of {rows} rows cannot be read; nothing was written.',
    '已拒绝：{rows} 行中有 {rejected} 行无法读取；未写出任何内容。',
  ),
  A_REFUSED_LIMIT: told(
    'refused: {rejected} of {rows} rows cannot be read, {allowed} are allowed; nothing was written.',
    '已拒绝：{rows} 行中有 {rejected} 行无法读取，允许 {allowed} 行；未写出任何内容。',
  ),
  A_REFUSED_TWICE: told(
    'refused: rows that repeat a loan: {count}; which one is right cannot be known; nothing was written.',
    '已拒绝：{count} 行借据重复，无法判断以哪一行为准；未写出任何内容。',
  ),
  A_REFUSED_CUT: told(
    'refused: the last row is cut off, and what followed it is not known; nothing was written.',
    '已拒绝：末行被截断，其后内容不得而知；未写出任何内容。',
  ),
  A_GO_ON: told(
    'to go on without {rows}: --max-rejects {rejected} --rejects bad-rows.csv',
    '如需略过{rows}继续：--max-rejects {rejected} --rejects bad-rows.csv',
  ),
  // ── said on every run ──
  A_READ: told('read {file}: {encoding}, {delimiter}, {rows} rows', '已读 {file}：{encoding}，分隔符 {delimiter}，{rows} 行'),
  A_MATCHED: told('  {fields}', '  {fields}'),
  A_ROWS: told(
    'rows: {read} read = {loans} loans + {offBook} off-book + {rejected} rejected + {notSelected} not selected + {blank} blank + {repeatedHeader} repeated header + {totals} totals',
    '行数：读取 {read} = 借据 {loans} + 表外 {offBook} + 拒绝 {rejected} + 未选 {notSelected} + 空行 {blank} + 重复表头 {repeatedHeader} + 合计行 {totals}',
  ),
  A_TIMING: told('{milliseconds} ms  {phase}', '{milliseconds} 毫秒  {phase}'),
  A_LANES: told(
    'records: {plain} in the plain lane, {careful} in the careful lane; threads: {threads}',
    '记录：快读 {plain} 条，细读 {careful} 条；线程：{threads}',
  ),
  A_LOCKED: told(
    'locked {count} loans, {balance} {unit}, as of {asOf}: {file}',
    '已锁定 {count} 笔，{balance} {unit}，数据日期 {asOf}：{file}',
  ),
  A_ADJUSTED: told(
    'adjustments: {file}, {count} rows, sha256 {sha256}: original ± adjustments = current, loan by loan',
    '调整登记：{file}，{count} 行，sha256 {sha256}：原基数±调整＝现基数，逐笔相符',
  ),
  A_RESTATED: told(
    'restated: original {original} + added {added} - removed {removed} + changed {changed} = current {current}; reason: {reason}',
    '重述：原基数 {original} + 调入 {added} - 调出 {removed} + 变动 {changed} = 现基数 {current}；理由：{reason}',
  ),
  N_LOCK_SELECTION: told(
    'the lock of {date} was made {locked}, this run reads {read}: what lies outside one of them counts as new or as gone',
    '{date} 的锁定取自{locked}，本次读取{read}：其中一方之外的借据会被计为新增或待核实',
    'use the same --where, or lock the whole ledger',
    '请使用相同的 --where，或锁定整份台账',
  ),
  N_EVENTS_NOT_SELECTED: told(
    '{count} register rows, {principal} {unit} of principal, are of loans on no selected row of any ledger and in no lock: they are in no figure',
    '登记簿有 {count} 行（本金 {principal} {unit}）所属借据不在任何台账的选中行，也不在锁定名单中：不计入各数',
    'a loan that came and went between the ledgers cannot be selected: give the registers of the selection alone, or the ledgers between',
    '在两份台账之间新增并离账的借据无法判断是否选中：请只提供所选范围的登记簿，或提供中间日期的台账',
  ),
  A_LOCKED_SAME: told('{file} already holds this very lock; nothing was written', '{file} 已是同一锁定内容；未写入'),
  A_POLICY_WELL: told(
    'policy {policy} is well: {rules} rules, {unverified} of them not verified against the regulation; sha256 {hash}',
    '政策 {policy} 无误：{rules} 条规则，其中 {unverified} 条未与监管文件核对；sha256 {hash}',
  ),
  A_STRICT: told('--strict: {count} warnings, exit 1', '--strict：有 {count} 条警告，退出码 1'),
  A_BREACH: told('--fail-on-breach: {reason}, exit 1', '--fail-on-breach：{reason}，退出码 1'),
} as const satisfies Record<string, Wording>;
