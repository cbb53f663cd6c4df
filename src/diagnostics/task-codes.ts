import { refused, told } from './wording.js';

/** What can be said about targets, about who answers for a loan, and about loans that went from branch to branch. */
export const TASK_CODES = {
  E_TARGET: refused('not a target: {reason}', '不是有效的任务：{reason}'),
  E_ASSIGNMENT: refused('not an assignment: {reason}', '不是有效的管户清收责任：{reason}'),
  E_INTERNAL_TRANSFER: refused('not an internal transfer: {reason}', '不是有效的内部划转：{reason}'),
  W_TARGET_UNIT: told(
    '{count} targets are of units that no loan and no register names: {units}',
    '{count} 项任务的主体在台账与登记簿中均未出现：{units}',
    'write the unit as the ledger does',
    '请按台账名称填写任务主体',
  ),
  W_UNIT_MOVED: told(
    '{count} NPLs are in another unit than before, and no register says that they went over: {loans}',
    '{count} 笔不良所属主体有变而登记簿未登记：{loans}',
    'register them with their day: --internal-transfers (branches), --assignments (officers)',
    '请登记其日期：支行之间用 --internal-transfers，人员之间用 --assignments',
  ),
  N_HOME_UNKNOWN: told(
    '{count} loans of assignments or internal transfers are on no ledger, in no lock and in no other register; their rows are not later than the first ledger and are left out: {loans}',
    '管户清收责任与内部划转登记簿中有 {count} 笔借据不在所给台账、锁定与其他登记簿中；其行不晚于首份台账，未予采用：{loans}',
  ),
} as const;
