export { addDemoAccounts, demoAccounts, demoCode, demoGuards, demoPassword, demoPermits, demoSecret, demoSession } from './accounts.ts';
export { type InventedStaff, loadMandates, loadPeople, loadStaff, markDemo } from './load.ts';
export { type Dice, dice } from './dice.ts';
export { bankAccount, creditCode, firm, households, identityNumber, type InventedFirm, type InventedPerson, type Place, personName, phoneNumber } from './people.ts';
