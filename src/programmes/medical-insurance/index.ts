export { medicalInsurance } from './programme.ts';
