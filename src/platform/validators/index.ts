export { type CreditCodeFault, creditCodeCheck, creditCodeFaults, readCreditCode } from './credit-code.ts';
export { type IdentityFault, type IdentityReading, identityCheck, identityFaults, maskIdentity, plain, readIdentityNumber } from './identity-number.ts';
export { isEmail, isPersonName, isPlate, maskBankAccount, maskPhone, mod37Check, readBankAccount, readPhone } from './others.ts';
