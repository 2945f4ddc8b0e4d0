export { BulletinState, type Issued, SendBulletin } from './bulletin.tsx';
