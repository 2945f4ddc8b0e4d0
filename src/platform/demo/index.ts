export { addDemoAccounts, demoAccounts, demoCode, demoGuards, demoPassword, demoPermits, demoSecret, demoSession } from './accounts.ts';
export { type Dice, dice } from './dice.ts';
export { type InventedStaff, loadMandates, loadPeople, loadStaff, markDemo } from './load.ts';
export { loadDemoNotices } from './notices.ts';
export {
  bankAccount,
  creditCode,
  firm,
  households,
  type InventedFirm,
  type InventedPerson,
  identityNumber,
  type Place,
  personName,
  phoneNumber,
} from './people.ts';
export { type Cast, castPlayers, type DemoCounty, type Player, pixel, players } from './players.ts';
