export { type Phrased, type PhraseHit, phraseIndex } from './phrases.ts';
export { initials, inPinyin, likeOf, searchText, wordSpans, words } from './words.ts';
