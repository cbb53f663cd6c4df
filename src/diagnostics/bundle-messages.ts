import { told } from './wording.js';

/** What is said of the month's full set of reports. */
export const BUNDLE_MESSAGES = {
  A_PUBLISHED: told('published {folder}: {files} files', '已发布 {folder}：{files} 个文件'),
  A_PUBLISHED_SAME: told('{folder} holds this very set already; nothing was written', '{folder} 已是同一套报告；未写入'),
} as const;
