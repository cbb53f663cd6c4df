import { AFTERWORDS } from './afterwords.js';
import { BOOK_MESSAGES, BOOK_NOTES } from './book-messages.js';
import { BUNDLE_MESSAGES } from './bundle-messages.js';
import { CASE_CODES } from './case-codes.js';
import { EXIT } from './exit-codes.js';
import { LOCK_CODES } from './lock-codes.js';
import { OFF_BOOK_AFTERWORDS, OFF_BOOK_CODES } from './off-book-codes.js';
import { PLAN_MESSAGES } from './plan-messages.js';
import { REGISTER_CODES } from './register-codes.js';
import { TASK_CODES } from './task-codes.js';
import { USAGE_CODES } from './usage-codes.js';
import { refused, told, type Wording, wording } from './wording.js';

export type { Bilingual, Wording } from './wording.js';

/** Every message the program can give about what it was handed. One place, both languages. */
export const CATALOGUE = {
  // ── files ──
  E_MISSING: wording(EXIT.inputMissing, 'no such file', '文件不存在'),
  E_READ: wording(EXIT.inputOutput, 'cannot be read: {reason}', '无法读取：{reason}'),
  E_SOURCE_CHANGED: refused(
    'the file changed while it was being read',
    '读取过程中文件被改动',
    'run again when nothing writes to it',
    '待文件不再被写入后重试',
  ),
  E_GZIP: refused('not a complete gzip file: {reason}', 'gzip 文件不完整：{reason}', 'fetch the file again', '请重新获取该文件'),
  E_NOT_CSV: refused('this is {what}, not CSV', '这是 {what}，不是 CSV', 'open it and save it as CSV', '请打开后另存为 CSV'),
  E_EMPTY: refused('the file is empty', '文件为空'),
  E_ENCODING: refused(
    'byte {byte} is not valid {encoding}',
    '字节 {byte} 不是有效的 {encoding}',
    'the file is damaged or two exports were glued together; export it again, or name its encoding with --encoding',
    '文件已损坏或由两份导出拼接而成；请重新导出，或用 --encoding 指定编码',
  ),
  E_ENCODING_BOM: refused(
    'the file begins with the byte order mark of {found}, and {asked} was asked for',
    '文件以 {found} 的字节序标记开头，而指定的编码为 {asked}',
    'leave --encoding out',
    '请去掉 --encoding',
  ),
  E_CONTROL_CHAR: refused(
    'a control character ({character})',
    '含控制字符（{character}）',
    'the file is damaged (a zero-filled tail after a crash is typical), or UTF-16 without its mark (--encoding utf-16le)',
    '文件已损坏（常见于断电后的零填充），或为无标记的 UTF-16（--encoding utf-16le）',
  ),
  E_QUOTE: refused(
    'malformed quoting: {reason}; where records end after this is unknown',
    '引号不规范：{reason}；其后的记录边界无法确定',
    'a quote inside a field is written "" and the whole field is quoted',
    '字段内的引号应写作 ""，且整个字段加引号',
  ),
  E_NEWLINE_IN_FIELD: refused(
    'a line break inside a quoted field: rows may have been swallowed',
    '引号字段内有换行：可能吞掉了整行',
    'if this column really holds such text, name it under freeText in the --map file',
    '若该列确含多行文字，请在 --map 文件的 freeText 中列出',
  ),
  E_ROW_TOO_LONG: refused(
    'a row of more than {megabytes} MB: no line end was found',
    '单行超过 {megabytes} MB：未找到换行符',
    'the file is damaged or not a table; export it again',
    '文件已损坏或不是表格；请重新导出',
  ),
  E_DELIMITER: refused('{reason}', '{reason}', 'use comma, tab or semicolon', '请使用逗号、制表符或分号'),
  // ── headers ──
  E_HEADER: refused(
    'no header found: line {headerLine} names none of the columns needed: {needed}',
    '未找到表头：第 {headerLine} 行没有任何必需的列：{needed}',
    '{advice}',
    '{advice}',
  ),
  E_FIELD_MISSING: refused(
    'no column for {field}, which {purpose}',
    '缺少 {field} 列（用于{purpose}）',
    'accepted names: {names}; or name the column in a --map file',
    '可用列名：{names}；或在 --map 文件中指定',
  ),
  E_HEADER_CHANGED: refused(
    'another header, not the same as that on line {first}: what the columns below it hold is not known',
    '出现另一表头，与第 {first} 行的表头不同：其下各列的含义无法确定',
    'two tables were joined; put each in its own file, with the same columns',
    '文件由两张表拼接而成；请分成两个列相同的文件',
  ),
  E_HEADER_TWICE: refused(
    'columns {first} and {second} ("{firstName}", "{secondName}") both hold {field}',
    '第 {first} 列与第 {second} 列（“{firstName}”“{secondName}”）同为 {field}',
    'say which one counts in a --map file: fields: {{field}: {column: {choice}}}',
    '请在 --map 文件中指明采用哪一列：fields: {{field}: {column: {choice}}}',
  ),
  E_COLUMN_TWICE: wording(
    EXIT.usage,
    'columns {first} and {second} are both named "{name}"',
    '第 {first} 列与第 {second} 列同名：“{name}”',
    '{advice}',
    '{advice}',
  ),
  E_WHERE: wording(
    EXIT.usage,
    '--where {column}={value}: no such value of that column',
    '--where {column}={value}：该列没有这种取值',
    '{advice}',
    '{advice}',
  ),
  E_UNIT_TITLE: refused(
    'the title says {unit}, and column {name} does not name its unit',
    '标题写明单位为 {unit}，而“{name}”列未注明单位',
    'say it in a --map file: fields: {{field}: {unit: {word}}}',
    '请在 --map 文件中写明：fields: {{field}: {unit: {word}}}',
  ),
  E_COLUMN_UNKNOWN: wording(EXIT.usage, 'no column or field is named "{name}"', '没有名为“{name}”的列或字段', '{advice}', '{advice}'),
  E_NO_ROWS: refused('a header and no rows', '只有表头，没有数据行', '--allow-empty accepts it', '可用 --allow-empty 接受'),
  E_NOTHING_SELECTED: refused('no row is left after --where / --as-of', '--where / --as-of 之后没有剩余的行', '{advice}', '{advice}'),
  // ── rows ──
  E_FIELD_COUNT: refused('{found} fields, the header has {expected}', '有 {found} 个字段，表头为 {expected} 个'),
  E_KEY_EMPTY: refused(
    'no {field}',
    '{field} 为空',
    'a totals row must begin with 合计, 小计, 总计 or total',
    '合计行须以 合计、小计、总计 开头',
  ),
  E_KEY_UNSEEN: refused(
    'an invisible character ({character}) in an id',
    '编号中含有不可见字符（{character}）',
    'ids that differ in it look the same; export the column again as plain text',
    '仅此不同的编号看上去完全一样；请将该列以纯文本重新导出',
  ),
  E_KEY_WORDS: refused(
    'words, not an id',
    '是文字，不是编号',
    'a totals row begins with 合计, 小计, 总计 or total; remove other notes from the table',
    '合计行须以 合计、小计、总计 开头；其他说明文字请从表中删除',
  ),
  E_TOTALS_UNCLEAR: refused(
    'a totals row or a loan? it begins with {label} and has an id too, {id}',
    '是合计行还是借据？以“{label}”开头，又有编号 {id}',
    'leave the id of a totals row blank',
    '合计行的编号列应留空',
  ),
  E_KEY_DAMAGED: refused(
    'a spreadsheet has destroyed the id: it is in exponent form, or an error value',
    '编号已被电子表格损坏：呈科学计数法或为错误值',
    'export it again with the column as text and without formulas',
    '请将该列设为文本并去除公式后重新导出',
  ),
  E_DUP_ID: refused(
    'the same loan stands on {first}',
    '与 {first} 为同一借据',
    'one row a loan; if the id alone is not unique, compose the key in a --map file',
    '每笔借据一行；若编号本身不唯一，请在 --map 文件中组合键',
  ),
  E_AMOUNT: refused('not an amount', '不是金额', '{advice}', '{advice}'),
  E_AMOUNT_EMPTY: refused('no amount', '金额为空', 'write 0 if it is zero', '若为零请写 0'),
  E_AMOUNT_RANGE: refused('more than 90071992547409.91 cannot be one loan', '超过 90071992547409.91，不可能是一笔贷款'),
  E_AMOUNT_DECIMALS: refused(
    'finer than a cent',
    '精度超过分',
    'amounts have at most {decimals} decimals in this unit',
    '该单位下最多 {decimals} 位小数',
  ),
  E_NEGATIVE_BALANCE: refused(
    'a negative balance',
    '余额为负',
    '--allow-negative accepts it and shows it apart',
    '可用 --allow-negative 接受并单独列示',
  ),
  E_NEGATIVE_AMOUNT: refused('a negative amount', '金额为负', 'corrections are reversing entries', '更正请用冲正分录'),
  E_DATE: refused('not a date', '不是日期', '{advice}', '{advice}'),
  E_DAYS: refused('not a number of days', '不是天数', 'whole days, 0 to 100000', '应为 0 至 100000 的整数'),
  E_CLASS: refused(
    'not a loan class',
    '不是五级分类',
    '正常 关注 次级 可疑 损失, normal … loss, or 1 to 5; other codes need a values table in a --map file',
    '应为 正常 关注 次级 可疑 损失、英文名或 1–5；其他代码请在 --map 文件中给出对照',
  ),
  E_CHOICE: refused(
    'not a known {field}',
    '{field} 取值无法识别',
    'accepted: {names}; other codes need a values table in a --map file',
    '可用：{names}；其他代码请在 --map 文件中给出对照',
  ),
  E_FLAG: refused('not yes or no', '不是“是/否”', '是/否, Y/N, 1/0', '应为 是/否、Y/N、1/0'),
  E_CURRENCY: refused('not a currency', '不是币种', 'an ISO code such as CNY, or 人民币', '请用 ISO 代码（如 CNY）或 人民币'),
  E_OVERDUE_AFTER_AS_OF: refused('overdue since a day after the data date {asOf}', '逾期起始日晚于数据日期 {asOf}'),
  E_NOTHING_TO_CLASSIFY: refused(
    'neither a class nor days past due',
    '既无五级分类也无逾期天数',
    'if blank means not overdue, say so in a --map file: fields: {daysPastDue: {blank: "0"}}',
    '若空白表示未逾期，请在 --map 文件中写明：fields: {daysPastDue: {blank: "0"}}',
  ),
  E_STATUS_CONFLICT: refused('{reason}', '{reason}', '{advice}', '{advice}'),
  E_TEXT_EMPTY: refused('no {field}', '{field} 为空'),
  // ── whole-ledger facts ──
  E_AS_OF_MISSING: refused(
    'the data date is not stated',
    '未说明数据日期',
    'a 数据日期 column, --as-of YYYY-MM-DD, or the date in the file name',
    '请提供 数据日期 列、--as-of YYYY-MM-DD，或在文件名中写明日期',
  ),
  E_AS_OF_SEVERAL: refused(
    'several data dates: {dates}',
    '有多个数据日期：{dates}',
    'pick one with --as-of or --where',
    '请用 --as-of 或 --where 选定一个',
  ),
  E_AS_OF_CONFLICT: refused('the ledger is of {stated}, not of {asked}', '台账数据日期为 {stated}，不是 {asked}'),
  E_CURRENCY_MIXED: refused(
    'several currencies: {currencies}',
    '有多种币种：{currencies}',
    'pick one with --where currency=CNY',
    '请用 --where currency=CNY 选定',
  ),
  E_KEY_PARTS: refused(
    '{left} names loans by {leftParts}, {right} by {rightParts}: they cannot be matched',
    '{left} 以 {leftParts} 标识借据，{right} 以 {rightParts}：无法匹配',
  ),
  E_COLUMNS_DIFFER: refused(
    'it lacks columns that {other} has, and its loans would be classified without them: {columns}',
    '缺少 {other} 所有的列，其借据会在无此信息的情况下分类：{columns}',
    'add the columns to the file, or run the files apart',
    '请在该文件中补上这些列，或分别运行',
  ),
  E_CONTROL_TOTAL: wording(
    EXIT.controlFailed,
    'the totals row says {stated}, the rows sum to {found}',
    '合计行为 {stated}，明细合计为 {found}',
    'a row was lost or changed; compare with the source system',
    '有行丢失或被改动；请与源系统核对',
  ),
  E_LOANS_TOTAL: wording(
    EXIT.usage,
    "--loans-total {total} is less than the ledger's own loans, {found}",
    '--loans-total {total} 小于台账贷款合计 {found}',
  ),
  // ── configuration ──
  E_POLICY: wording(EXIT.badConfiguration, '{reason}', '{reason}'),
  E_POLICY_UNKNOWN: wording(EXIT.badConfiguration, 'no policy is named "{name}"', '没有名为“{name}”的政策', '{advice}', '{advice}'),
  E_DOCUMENT: wording(EXIT.badConfiguration, '{reason}', '{reason}'),
  E_MAP: wording(EXIT.badConfiguration, 'the --map file: {reason}', '--map 文件：{reason}'),
  E_BASIS: refused('{reason}', '{reason}'),
  // ── locks ──
  E_LOCK_DAMAGED: wording(
    EXIT.tampered,
    'not a base lock, or edited since it was made: {reason}',
    '不是锁定文件，或锁定后被改动：{reason}',
    'take it from the archive; a base is restated with npl lock --supersede OLD --reason TEXT',
    '请从档案中取回；重述基数请用 npl lock --supersede 旧文件 --reason 理由',
  ),
  E_LOCK_EXISTS: wording(
    EXIT.tampered,
    'a lock is never overwritten, and this one holds other content',
    '锁定文件不可覆盖，且现有文件内容不同',
    'choose another name, or restate with --supersede OLD --reason TEXT',
    '请另取文件名，或用 --supersede 旧文件 --reason 理由 重述',
  ),
  E_LOCK_BASIS: refused(
    'the lock was made with basis {locked}, this run uses {used}',
    '锁定口径为 {locked}，本次为 {used}',
    'use --basis {locked}',
    '请用 --basis {locked}',
  ),
  E_LOCK_DATE: refused('{reason}', '{reason}'),
  E_SINCE: refused('not a ledger to compare with: {reason}', '不能作为对比台账：{reason}'),
  E_STATE: refused(
    'not a state of the --states file, in column {column}',
    '{column} 列的取值不在 --states 文件所列状态之中',
    'the file names {names}; list this value under one of them',
    '文件所列状态：{names}；请将该值列入其中之一',
  ),
  E_PERIOD: wording(EXIT.usage, '{reason}', '{reason}', '{advice}', '{advice}'),
  E_LINEAGE_CYCLE: refused('loans replace each other in a circle: {chain}', '借据互相接替成环：{chain}'),
  E_LINEAGE_SHARE: refused('the shares of {loan} sum to {sum}, more than 1', '{loan} 的份额合计 {sum}，超过 1'),
  // ── registers ──
  E_KIND: refused('not a kind of event', '不是事件类型', 'accepted: {names}', '可用：{names}'),
  E_CHANNEL: refused('not a write-off channel', '不是核销渠道', 'accepted: {names}', '可用：{names}'),
  E_SHARE: refused('not a share above 0 and up to 1', '不是大于 0 且不超过 1 的份额'),
  E_EVENT_AFTER_AS_OF: refused('dated {date}, after the data date {asOf}', '日期 {date} 晚于数据日期 {asOf}'),
  E_EVENT_TWICE: refused(
    'the same event stands on line {first}',
    '与第 {first} 行为同一事件',
    'two equal entries on one day are written as one',
    '同日两笔相同分录请合并',
  ),
  E_WRITE_OFF_CONFLICT: refused('{file} line {line} writes off {other} of this loan {how}', '{file} 第 {line} 行{how}核销该借据 {other}'),
  E_WRITE_OFF_DAY: refused(
    '{file} line {line} writes off the same amount of this loan on {other}: one write-off has one date',
    '{file} 第 {line} 行于 {other} 核销该借据同一金额：一笔核销只有一个日期',
    'correct the date in one of the two',
    '请更正其中一处日期',
  ),
  E_RECOVERY_EXCEEDS: refused(
    'principal recovered {recovered} is more than was written off, {writtenOff} by {day}',
    '已收回本金 {recovered} 超过截至 {day} 的核销本金 {writtenOff}',
  ),
  E_OVERRIDE: refused('{reason}', '{reason}'),
  // ── output ──
  E_LOAN_UNKNOWN: wording(EXIT.usage, 'no loan "{loan}" in the ledger', '台账中没有借据“{loan}”', '{advice}', '{advice}'),
  E_OUTPUT: wording(EXIT.cannotCreate, 'cannot be written: {reason}', '无法写入：{reason}'),
  E_WRITE: wording(EXIT.inputOutput, 'cannot be written: {reason}', '写入失败：{reason}'),
  // ── warnings and notes ──
  W_NO_FINAL_NEWLINE: told('the last line has no line end: check that the file is complete', '末行无换行符：请确认文件完整'),
  W_ID_EXCEL_15_DIGITS: told(
    'all {count} long ids end in 000: a spreadsheet may have rounded them to 15 digits',
    '全部 {count} 个长编号均以 000 结尾：可能被电子表格截为 15 位',
  ),
  W_EMPTY_HEADER: told('column {column} has no name; its {count} values are ignored', '第 {column} 列无列名；其 {count} 个值被忽略'),
  W_CONTROL_TOTAL_UNCHECKED: told('the totals row was not checked: {reason}', '合计行未核对：{reason}'),
  W_OFF_BOOK_BALANCE: told(
    '{count} rows are marked settled and still carry {balance}; they are counted off-book',
    '{count} 行标为结清但仍有余额 {balance}；已按表外单列',
  ),
  W_WRITE_OFF_DATE: told(
    '{count} rows have a write-off date and no status; they are counted off-book',
    '{count} 行有核销日期而无状态；已按表外单列',
  ),
  W_LINEAGE_UNRESOLVED: told(
    '{count} loans that were replaced, or took the place of others, are found nowhere: {loans}',
    '{count} 笔被接替或接替他笔的借据无处可查：{loans}',
  ),
  N_LINEAGE_SELF: told(
    '{count} loans are said to have replaced themselves, which is taken as having replaced none: {loans}',
    '{count} 笔借据注明接替自身，视为未接替任何借据：{loans}',
  ),
  W_EXIT_STILL_ON_BOOK: told(
    '{count} events take off the book what is still on it, of loans that were never non-performing; they are left out: {places}',
    '{count} 个处置事件的借据从未不良且余额仍在账上，未予计入：{places}',
  ),
  W_LOCK_POLICY: told(
    'the lock of {date} was made by policy {locked}, this run uses {used}: old and new differ by the rules too',
    '{date} 的锁定按政策 {locked} 生成，本次采用 {used}：存量与新增之差含政策变动',
  ),
  W_TRANSFER_PRICE: told(
    '{count} sales state a price above the principal sold; they are taken to have no loss: {places}',
    '{count} 笔转让的价款高于转让本金，视为无损失：{places}',
  ),
  W_TRANSFER_LOSS: told(
    "the loss of {count} sales is not principal less price; the register's own amount counts: {places}",
    '{count} 笔转让损失不等于本金减价款，以核销登记簿金额为准：{places}',
  ),
  W_TRANSFER_UNPAIRED: told(
    '{count} losses of sales have no transfer event: the principal sold is in no bridge: {places}',
    '{count} 笔转让损失没有对应的转让事件，所转让本金未计入变动表：{places}',
  ),
  W_OVERRIDE_UNKNOWN_LOAN: told(
    '{count} overrides in force are of loans that are not on the ledger',
    '{count} 条生效的人工认定所涉借据不在台账中',
  ),
  W_ID_DECIMAL: told(
    'all {count} ids end in .0: they were numbers on the way and may not match other files',
    '全部 {count} 个编号以 .0 结尾：曾被当作数字处理，可能与其他文件无法匹配',
  ),
  W_AS_OF_NAME: told('the file name says {named}; the data date used is {asOf}', '文件名所示日期为 {named}；采用的数据日期为 {asOf}'),
  W_MAP_COLUMN: told('the --map file names a column that this file does not have: {name}', '--map 文件所列的列在本文件中不存在：{name}'),
  N_REPEATED_HEADER: told(
    'the header is repeated {count} times, first on line {line}; dropped',
    '表头重复 {count} 次，首次在第 {line} 行；已略去',
  ),
  N_ID_PLACEHOLDER: told(
    '{count} ids are written as 无, -, 0, N/A or the like and are read as blank',
    '{count} 个编号写作 无、-、0、N/A 等，已按空白读取',
  ),
  N_UNWRAPPED: told(`{count} cells were written as ="…" or '… and are read as text`, `{count} 个单元格以 ="…" 或 '… 书写，已按文本读取`),
  N_AS_OF_FROM_NAME: told('data date {asOf}, from the file name', '数据日期 {asOf}，取自文件名'),
  N_NOT_MATCHED: told('columns not used: {names}', '未使用的列：{names}'),
  ...REGISTER_CODES,
  ...CASE_CODES,
  ...PLAN_MESSAGES,
  ...TASK_CODES,
  ...USAGE_CODES,
  ...LOCK_CODES,
  ...OFF_BOOK_CODES,
  ...BOOK_MESSAGES,
  ...BOOK_NOTES,
  ...BUNDLE_MESSAGES,
  ...AFTERWORDS,
  ...OFF_BOOK_AFTERWORDS,
} as const satisfies Record<string, Wording>;

export type DiagnosticCode = keyof typeof CATALOGUE;
