export { BulletinPage } from './bulletin.tsx';
