import { EXIT } from './exit-codes.js';
import { refused, told, type Wording, wording } from './wording.js';

/** What is said about a book of closed months. A part of the catalogue. */
export const BOOK_MESSAGES = {
  E_BOOK_NONE: wording(
    EXIT.inputMissing,
    'no book: there is no journal.jsonl in it',
    '不是台账簿：其中没有 journal.jsonl',
    'make one with npl book init DIR',
    '请用 npl book init 文件夹 建账',
  ),
  E_BOOK_EXISTS: wording(
    EXIT.cannotCreate,
    'a book is made in a new or empty folder: {reason}',
    '台账簿须建在新的或空的文件夹中：{reason}',
    'choose another folder',
    '请另选文件夹',
  ),
  E_BOOK_BUSY: wording(
    EXIT.busy,
    'the book is being written by {holder}',
    '台账簿正被占用：{holder}',
    'wait with --wait SECONDS; if nobody writes any more (a process of another machine, or unknown after a power cut), remove .held',
    '可用 --wait 秒数 等待；如确无写入（另一台机器上的进程已不存在，或断电后进程未知），请删除 .held',
  ),
  E_BOOK_DAMAGED: wording(
    EXIT.tampered,
    'the book is not as it was written: {reason}',
    '台账簿与写入时不符：{reason}',
    'npl verify lists every fault; take the files from the archive',
    'npl verify 可列出全部问题；请从档案中取回文件',
  ),
  E_BOOK_GAP: wording(
    EXIT.tampered,
    'there is no month between {from} and {to}',
    '{from} 与 {to} 之间缺月',
    'close the missing months, then those after them again with --supersede --reason TEXT',
    '请补结所缺月份，其后月份用 --supersede --reason 理由 重新结账',
  ),
  E_BOOK_PROGRAM: wording(
    EXIT.controlFailed,
    '{reason}; it was closed by {closed}, and this is {now}',
    '{reason}；结账程序为 {closed}，现为 {now}',
    'read what changed between the two programs; to have the figures of this one, close the month again with --supersede --reason TEXT',
    '请查阅两版程序的变更说明；如需采用现程序的结果，请用 --supersede --reason 理由 重新结账',
  ),
  E_BOOK_CLOSED: wording(
    EXIT.tampered,
    '{asOf} is closed already, with other inputs: {differs}',
    '{asOf} 已结账，且输入不同：{differs}',
    'to restate it: --supersede --reason TEXT; the closed version is kept',
    '如需重述：--supersede --reason 理由；原版本保留',
  ),
  E_BOOK_LOCKED: wording(
    EXIT.tampered,
    'the base of {asOf} is locked already, with other content',
    '{asOf} 的基数已锁定，且内容不同',
    'to restate it: --supersede --reason TEXT; the old lock is kept',
    '如需重述：--supersede --reason 理由；原锁定文件保留',
  ),
  E_BOOK_STALE: wording(
    EXIT.tampered,
    '{asOf} would be built on months whose own past was restated or closed since: {months}',
    '{asOf} 所依据的以下月份，其此前月份已重述或补结：{months}',
    'close these again first, the earliest first, with --supersede --reason TEXT',
    '请先由早到晚用 --supersede --reason 理由 重新结账这些月份',
  ),
  E_BOOK_DATE: refused(
    'not a month to close: {reason}',
    '不能结账：{reason}',
    'give the ledger of a month-end, or say its date with --as-of',
    '请提供月末台账，或用 --as-of 指明数据日期',
  ),
  E_BOOK_MONTH: refused('{asOf} is not closed in this book', '{asOf} 未结账', 'closed months: {months}', '已结账月份：{months}'),
  E_BOOK_OTHER: refused(
    'it does not go with this book: {reason}',
    '与本台账簿不符：{reason}',
    'a book is in one currency: keep the other in a book of its own',
    '一个台账簿只用一种币种，其他币种请另建台账簿',
  ),
  E_BOOK_IDENTITY: wording(
    EXIT.controlFailed,
    '{asOf}: {what} is stated as {stated}, and comes to {found}',
    '{asOf}：{what} 所记为 {stated}，重算为 {found}',
    'the month was written by a program that is wrong, or forged: compare it with the archive, then close it again with --supersede --reason TEXT',
    '该月系由有误的程序写入或被伪造：请与档案核对后，用 --supersede --reason 理由 重新结账',
  ),
  E_BOOK_EXIT_UNKNOWN: refused(
    '{loan} is written off or sold, and no ledger of the book, lock or id map knows it',
    '{loan} 已登记核销或转让，而台账簿各月台账、锁定与对照表中均无此借据',
    'correct the loan id; of a loan under a new id state the old one with --id-map',
    '请更正借据号；如已换号，请用 --id-map 提供新旧号对照',
  ),
  E_BOOK_ROW_EDITED: refused(
    'a closed month says otherwise of this loan on {date} ({place}), and that row is not among those given',
    '已结账月份对该借据 {date} 的登记与此不同（{place}），且所给登记簿中没有那一行',
    'take the old row back by a reversing entry and state the new one; where both are true, give both',
    '请先用冲正分录冲回原登记，再登记新的一行；两笔均属实的，请一并提供',
  ),
} as const satisfies Record<string, Wording>;

/** What is told about a book, and said when something is done to it. A part of the catalogue. */
export const BOOK_NOTES = {
  W_BOOK_GAP: told(
    'the month before is not in the book: {asOf} follows {before}',
    '台账簿缺上一月：{asOf} 之前为 {before}',
    'close the months between',
    '请补结其间月份',
  ),
  W_BOOK_BEFORE: told(
    '{asOf} is closed after later months, which were built without it: {months}',
    '{asOf} 补结于以后月份之后，以下月份结账时未含本月：{months}',
    'close them again with --supersede --reason TEXT',
    '请用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_LATER: told(
    'later months were built on {asOf} as it was: {months}',
    '以下以后月份依据 {asOf} 的原版本结账：{months}',
    'close them again with --supersede --reason TEXT',
    '请用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_NOT_CUT: told(
    'months after {asOf} were closed without this lock: {months}',
    '{asOf} 之后的以下月份结账时无此锁定：{months}',
    'close them again with --supersede --reason TEXT to have old and new against it',
    '如需按此锁定划分存量与新增，请用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_BUILT_ON: told(
    '{asOf} was closed before {what} became what they are now',
    '{asOf} 结账后，{what}已有变动',
    'close it again with --supersede --reason TEXT',
    '请用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_RULES_CHANGED: told(
    '{what} closed by other rules than {before}: {was}; then {now}. No change, verdict or streak goes across, and what moved in the month is reclassified',
    '{what} 与 {before} 的结账规则不同：原为{was}；现为{now}。两者之间不比较变动、双降与连降，当月变动列为调整',
    'to compare them, close the months of the old rules again with --supersede --reason TEXT',
    '如需比较，请用 --supersede --reason 理由 按新规则重新结账此前月份',
  ),
  W_BOOK_SELECTION: told(
    '{asOf} is closed from other rows of the ledger than {before}: {now}; before, {was}',
    '{asOf} 与 {before} 所选台账行不同：本月为{now}，上月为{was}',
    'a change between them is one of the selection too; close one of them again with --supersede --reason TEXT',
    '两者之间的变动含选取范围的变化；请用 --supersede --reason 理由 按同一范围重新结账',
  ),
  W_BOOK_MODES: told(
    '{count} files or folders of the book can be read or written by others than its owner: {paths}',
    '台账簿中 {count} 个文件或文件夹可被所有者以外的人读写：{paths}',
    'take the rights away: chmod -R go= BOOK',
    '请收回权限：chmod -R go= 台账簿',
  ),
  W_BOOK_LATE_EVENTS: told(
    '{count} rows of registers are dated in months that are closed without them, or before ({months}): they are kept, and in the figures of no closed month: {places}',
    '登记簿有 {count} 行日期属于已结账或更早的月份（{months}），该月结账时未含：已保存，但不在任何已结账月份的数字中：{places}',
    'to count them, close each of these months again, with these rows in its registers and --supersede --reason TEXT, then the months after it',
    '如需计入，请将这些行放入所属月份的登记簿，用 --supersede --reason 理由 重新结账该月，再依次重新结账其后各月',
  ),
  W_BOOK_LATE_COUNTED: told(
    '{count} rows of registers are dated in a month that was closed without them ({months}): this report counts them by their dates, the published figures of that month (npl series, npl status) do not: {places}',
    '登记簿有 {count} 行日期属于结账时未含这些行的月份（{months}）：本报告按其日期计入，该月已发布的数字（npl series、npl status）未计入：{places}',
    'to have both alike, close that month again, with these rows in its registers and --supersede --reason TEXT, then the months after it',
    '如需一致，请将这些行放入所属月份的登记簿，用 --supersede --reason 理由 重新结账该月，再依次重新结账其后各月',
  ),
  W_BOOK_UNEXPLAINED: told(
    '{count} loans moved without an event that says why, {falls} down and {rises} up: {loans}',
    '{count} 笔借据的变动无事件说明，减少 {falls}，增加 {rises}：{loans}',
    'add the events to a register and close the month again with --supersede --reason TEXT',
    '请补登事件，用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_UNKNOWN: told(
    '{count} events are of loans that no ledger and no lock knows: {places}',
    '{count} 个事件所涉借据在台账与锁定中均无：{places}',
    'correct the loan ids; of loans under a new id state the old one with --id-map',
    '请更正借据号；如已换号，请用 --id-map 提供新旧号对照',
  ),
  W_BOOK_IGNORED: told(
    '{count} events hit a loan when it was not non-performing; they are in no movement: {places}',
    '{count} 个事件发生时借据并非不良，未计入变动：{places}',
    'correct the dates or ids; if the loan was NPL by then, state when it became so as an event',
    '请更正日期或借据号；如当时已为不良，请登记其转为不良的事件',
  ),
  W_BOOK_VANISHED: told(
    '{count} loans that were {what} are not on the ledger of {asOf}, and no event says why: {loans}',
    '{count} 笔{what}在 {asOf} 台账中消失，且无事件说明：{loans}',
    'state what became of them as events (cash, write-off, renewal), and close the month again with --supersede --reason TEXT',
    '请登记其去向（收回、核销、借新还旧等）后，用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_RETURNED: told(
    '{count} loans that were written off or sold are back on the ledger of {asOf} without a reversal: {loans}',
    '{count} 笔已核销或已转让借据重现于 {asOf} 台账，且无冲回事件：{loans}',
    'take them off the ledger, or state the reversal (冲回) as an event, and close the month again with --supersede --reason TEXT',
    '请从台账中剔除，或登记“冲回”事件，再用 --supersede --reason 理由 重新结账',
  ),
  W_BOOK_OVERRIDES: told(
    '{count} overrides still in force were given for {before} and not for this month',
    '{before} 所给且仍有效的 {count} 条人工认定，本月未给',
    'give the register again with --overrides',
    '请用 --overrides 再次提供登记簿',
  ),
  W_THRESHOLD: told(
    '{asOf}: {what} is {value}, the limit is {limit}',
    '{asOf}：{what} 为 {value}，限额为 {limit}',
    'npl roll-forward and npl new-npl show what moved it; limits are set with npl book set',
    '变动来源见 npl roll-forward 与 npl new-npl；限额由 npl book set 设定',
  ),
  W_THRESHOLD_OPEN: told(
    '{what} has a limit that is not assessed, because {why}: {months}',
    '{what} 的限额未评估（{why}）：{months}',
    'close the month with a ledger that states it, or take the limit away with npl book set',
    '请用载明该项的台账结账，或用 npl book set 取消该限额',
  ),
  N_BOOK_KNOWN_ROWS: told('{count} rows of registers are in the book already', '登记簿有 {count} 行已在台账簿中'),
  N_BOOK_LEFTOVER: told(
    'a writer was broken off and left {names}: no part of the book; the next one takes it away',
    '曾有写入中断，留有 {names}：不属于台账簿，下次写入时清除',
  ),
  A_BOOK_MADE: told(
    'made the book {dir}: policy {policy}, basis {basis}; head {head}',
    '已建账 {dir}：政策 {policy}，口径 {basis}；账簿哈希 {head}',
  ),
  A_BOOK_SET: told('set: {what}: {changes}; head {head}', '已更改：{what}：{changes}；账簿哈希 {head}'),
  A_BOOK_SET_SAME: told('the book is set so already; nothing was written', '设置与现行一致；未写入'),
  A_CLOSED: told(
    'closed {asOf}: {loans} loans, {balance} {currency}, NPL {npl}; head {head}',
    '已结账 {asOf}：{loans} 笔，{balance} {currency}，不良 {npl}；账簿哈希 {head}',
  ),
  A_CLOSED_SAME: told(
    '{asOf} is closed already with these very inputs; nothing was written; head {head}',
    '{asOf} 已按相同输入结账；未写入；账簿哈希 {head}',
  ),
  A_BOOK_LOCKED: told(
    'locked {count} loans, {balance} {currency}, as of {asOf}: {file}; head {head}',
    '已锁定 {count} 笔，{balance} {currency}，数据日期 {asOf}：{file}；账簿哈希 {head}',
  ),
  A_BOOK_FAULTS: told('{count} faults', '共 {count} 处问题'),
} as const satisfies Record<string, Wording>;
