import type { Lang } from '../document.js';

/** Where a setting comes from. */
export type ShownOrigin = 'environment' | 'project' | 'user' | 'default';

interface ConfigWords {
  readonly title: string;
  readonly setting: string;
  readonly value: string;
  readonly origin: string;
  readonly source: string;
  readonly origins: Readonly<Record<ShownOrigin, string>>;
  /** In the provenance of a report. */
  readonly inForce: string;
}

/** What `npl config` says. */
export const CONFIG_WORDS: Readonly<Record<Lang, ConfigWords>> = {
  en: {
    title: 'Settings in force here',
    setting: 'setting',
    value: 'value',
    origin: 'from',
    source: 'where',
    origins: { environment: 'environment', project: 'project', user: 'user', default: 'default' },
    inForce: 'setting',
  },
  zh: {
    title: '此处生效的设置',
    setting: '设置',
    value: '值',
    origin: '来自',
    source: '出处',
    origins: { environment: '环境变量', project: '项目', user: '用户', default: '默认' },
    inForce: '设置',
  },
};
