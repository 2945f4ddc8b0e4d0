/** Entries that wait for a review: of one's unit, or for who keeps the whole base of all. */
import { ifAny, type Waits } from '#platform/waiting';

export const entriesWait: Waits = {
  may: 'knowledge.review',
  async find({ sql, county }) {
    const [n] = await sql<{ count: number }[]>`select count(*)::int as count from knowledge_entry where county = ${county} and state = 'review'`;
    return ifAny({ title: '审核知识库条目', count: n!.count, link: '/desk/knowledge?state=review' });
  },
};
