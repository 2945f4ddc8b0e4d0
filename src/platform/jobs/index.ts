export { installJobs, type Job, type RunningJobs, runJobs, sendLater } from './jobs.ts';
export { forgetKeys, forgetKeysJob, keyPermits } from './keys.ts';
