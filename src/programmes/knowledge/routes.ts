/** One line an address. */
import { get, post, put, type Route } from '#platform/http';
import { ask, giveFeedback, readPublished, searchKnowledge, suggestions } from './ask.ts';
import { addSynonym, changeSynonym, dismissGap, figures, handleFeedback, listFeedback, listGaps, listSynonyms } from './desk.ts';
import { dropEdition, editEntry, listEntries, makeEntry, publishEntries, readEntry, returnEntry, reviseEntry, withdrawEntry } from './entries.ts';
import { propose } from './proposals.ts';

export const knowledgeRoutes: Route[] = [
  post('/ask', ask),
  post('/ask/feedback', giveFeedback),
  get('/ask/suggestions', suggestions),
  get('/knowledge/search', searchKnowledge),
  get('/knowledge/:entryId', readPublished),
  post('/knowledge/proposals', propose),

  get('/desk/knowledge/entries', listEntries),
  post('/desk/knowledge/entries', makeEntry),
  get('/desk/knowledge/entries/:entryId', readEntry),
  put('/desk/knowledge/entries/:entryId', editEntry),
  post('/desk/knowledge/entries/:entryId/editions', reviseEntry),
  post('/desk/knowledge/entries/:entryId/dropping', dropEdition),
  post('/desk/knowledge/entries/:entryId/withdrawal', withdrawEntry),
  post('/desk/knowledge/entries/:entryId/return', returnEntry),
  post('/desk/knowledge/publications', publishEntries),

  get('/desk/knowledge/gaps', listGaps),
  post('/desk/knowledge/gaps/:gapId/dismissal', dismissGap),
  get('/desk/knowledge/synonyms', listSynonyms),
  post('/desk/knowledge/synonyms', addSynonym),
  put('/desk/knowledge/synonyms/:synonymId', changeSynonym),
  get('/desk/knowledge/feedback', listFeedback),
  post('/desk/knowledge/feedback/:feedbackId/handling', handleFeedback),
  get('/desk/knowledge/figures', figures),
];
