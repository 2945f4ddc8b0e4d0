export { initials, inPinyin, searchText, words } from './words.ts';
