export {
  inbox,
  type Message,
  markRead,
  noticeGuards,
  noticePermits,
  notifyPerson,
  notifyRole,
  notifyUnit,
  shownSms,
  smsJob,
  type Templates,
} from './notices.ts';
export { httpSms, localSms, type SmsGateway } from './sms.ts';
