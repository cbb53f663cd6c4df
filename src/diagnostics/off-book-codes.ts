import { told } from './wording.js';

/** What is said about the off-book section of a lock (表外锁定). A part of the catalogue. */
export const OFF_BOOK_CODES = {
  W_OFF_BOOK_DIFFERS: told(
    'of {count} claims written off by {date}, the registers say something else than the lock: {loans}',
    '{date} 前核销的 {count} 笔债权，登记簿与锁定不一致：{loans}',
    'correct the register; or restate the lock, with its reason: npl lock --supersede LOCK --reason TEXT',
    '请更正登记簿；或说明理由后重述锁定：npl lock --supersede 锁定文件 --reason 理由',
  ),
} as const;

/** What is said of it when all is done. */
export const OFF_BOOK_AFTERWORDS = {
  A_OFF_BOOK: told(
    'off the book: {count} claims written off by {asOf}, {left} {unit} left to collect',
    '表外锁定：{asOf} 前已核销债权 {count} 笔，未收回 {left} {unit}',
  ),
  A_OFF_BOOK_TARGET: told(
    'off the book: {count} claims written off by {asOf}, {left} {unit} left to collect; target {target}',
    '表外锁定：{asOf} 前已核销债权 {count} 笔，未收回 {left} {unit}；清收任务 {target} {unit}',
  ),
  A_OFF_BOOK_DROPPED: told(
    'off the book, restated: original {original}, none now: the registers given know of no claim',
    '表外锁定重述：原 {original}，现无：所给登记簿无已核销债权',
  ),
  A_OFF_BOOK_RESTATED: told('off the book, restated: original {original}, current {current}', '表外锁定重述：原 {original}，现 {current}'),
} as const;
