export { RunCourse } from './course.tsx';
export { RunObjections } from './objections.tsx';
export { RunHeads, RunList } from './run-list.tsx';
export { RunMark } from './run-mark.tsx';
export { RunPage } from './run-page.tsx';
export { RunPrepare } from './run-prepare.tsx';
export { type Offer, RunSteps } from './steps.tsx';
