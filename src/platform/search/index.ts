export { type Phrased, type PhraseHit, phraseIndex } from './phrases.ts';
export { anywhere, beginning, initials, inPinyin, likeOf, searchText, wordSpans, words } from './words.ts';
