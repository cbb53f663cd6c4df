/** What a caller (a person, a cron job) can tell from the exit code alone. Listed in `npl --help` and the README. */
export const EXIT = {
  done: 0,
  controlFailed: 1,
  usage: 2,
  doneWithRejects: 3,
  tampered: 4,
  inputRefused: 65,
  inputMissing: 66,
  internal: 70,
  cannotCreate: 73,
  inputOutput: 74,
  busy: 75,
  badConfiguration: 78,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
