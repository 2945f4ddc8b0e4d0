/** The store, the allotments and the payments: registers of the year. */
import { type Place, RegisterImport, RegisterList, RegisterRow } from '#ui/registers';

const projects: Place = { kind: 'funds-projects', base: '/desk/funds/projects' };
const allotments: Place = { kind: 'funds-allotments', base: '/desk/funds/allotments' };
const payments: Place = { kind: 'funds-payments', base: '/desk/funds/payments' };

export const Projects = () => <RegisterList {...projects} />;
export const ImportProjects = () => <RegisterImport {...projects} />;
export const Project = () => <RegisterRow {...projects} />;
export const Allotments = () => <RegisterList {...allotments} />;
export const ImportAllotments = () => <RegisterImport {...allotments} />;
export const Allotment = () => <RegisterRow {...allotments} />;
export const Payments = () => <RegisterList {...payments} />;
export const ImportPayments = () => <RegisterImport {...payments} />;
export const Payment = () => <RegisterRow {...payments} />;
