export { Asked } from './asked.tsx';
export { RateAnswer } from './rate.tsx';
