export { type Bulletin, type BulletinKind, type BulletinView, bulletinGuards, bulletinOf } from './bulletins.ts';
