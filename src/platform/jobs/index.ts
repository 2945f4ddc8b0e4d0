export { installJobs, type Job, type RunningJobs, runJobs, sendLater } from './jobs.ts';
