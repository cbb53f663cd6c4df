import type { NplCommand } from './command.js';
import type { Session } from './session.js';

export type AddCommand = (program: NplCommand, session: Session) => void;

/** Every command and what adds it to the program, in the order that --help lists them. Loaded when called. */
export const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['report', async () => (await import('./commands/report.js')).addReportCommand],
  ['classify', async () => (await import('./commands/classify.js')).addClassifyCommand],
  ['explain', async () => (await import('./commands/explain.js')).addExplainCommand],
  ['inspect', async () => (await import('./commands/inspect.js')).addInspectCommand],
  ['book', async () => (await import('./commands/book.js')).addBookCommand],
  ['close', async () => (await import('./commands/close.js')).addCloseCommand],
  ['publish', async () => (await import('./commands/publish.js')).addPublishCommand],
  ['status', async () => (await import('./commands/status.js')).addStatusCommand],
  ['verify', async () => (await import('./commands/verify.js')).addVerifyCommand],
  ['lock', async () => (await import('./commands/lock.js')).addLockCommand],
  ['series', async () => (await import('./commands/series.js')).addSeriesCommand],
  ['roll-forward', async () => (await import('./commands/roll-forward.js')).addRollForwardCommand],
  ['write-off', async () => (await import('./commands/write-off.js')).addWriteOffCommand],
  ['quality', async () => (await import('./commands/quality.js')).addQualityCommand],
  ['litigation', async () => (await import('./commands/litigation.js')).addLitigationCommand],
  ['responsibility', async () => (await import('./commands/responsibility.js')).addResponsibilityCommand],
  ['tasks', async () => (await import('./commands/tasks.js')).addTasksCommand],
  ['provision', async () => (await import('./commands/provision.js')).addProvisionCommand],
  ['plan', async () => (await import('./commands/plan.js')).addPlanCommand],
  ['concentration', async () => (await import('./commands/concentration.js')).addConcentrationCommand],
  ['template', async () => (await import('./commands/template.js')).addTemplateCommand],
  ['migration', async () => (await import('./commands/migration.js')).addMigrationCommand],
  ['new-npl', async () => (await import('./commands/new-npl.js')).addNewNplCommand],
  ['watch', async () => (await import('./commands/watch.js')).addWatchCommand],
  ['diff', async () => (await import('./commands/diff.js')).addDiffCommand],
  ['policy', async () => (await import('./commands/policy.js')).addPolicyCommand],
  ['demo', async () => (await import('./commands/demo.js')).addDemoCommand],
  ['help', async () => (await import('./commands/help.js')).addHelpCommand],
  ['man', async () => (await import('./commands/man.js')).addManCommand],
  ['config', async () => (await import('./commands/config.js')).addConfigCommand],
  ['schema', async () => (await import('./commands/schema.js')).addSchemaCommand],
  ['completion', async () => (await import('./commands/completion.js')).addCompletionCommand],
  ['complete', async () => (await import('./commands/completion.js')).addCompleteCommand],
]);
