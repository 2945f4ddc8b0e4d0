export { type Phrased, type PhraseHit, phraseIndex } from './phrases.ts';
export { initials, inPinyin, searchText, words } from './words.ts';
