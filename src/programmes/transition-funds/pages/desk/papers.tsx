/** What proves a contract, an acceptance, a posting or a payment, as files. */
import { Button } from 'antd';
import { api } from '#ui/api';
import { PapersDialog } from '#ui/papers';
import type { PaperView } from '../../papers.ts';
import type { ProjectView } from '../../project-reads.ts';

export interface Proving {
  sort: PaperView['sort'];
  ref: string;
  title: string;
  /** Whether who looks may put and withdraw them. */
  mine: boolean;
}

const papersTo = (view: ProjectView, of: Proving) => view.papers.filter(p => p.sort === of.sort && p.ref === of.ref);

export function PaperButton({ view, of, open }: { view: ProjectView; of: Proving; open(of: Proving): void }) {
  const papers = papersTo(view, of);
  const live = papers.filter(p => !p.withdrawn).length;
  if (!of.mine && papers.length === 0) return '—';
  return (
    <Button size="small" type="link" onClick={() => open(of)}>
      {live > 0 ? `附件 ${live} 个` : of.mine ? '交附件' : '附件已撤下'}
      <span className="frame-hidden">：{of.title}</span>
    </Button>
  );
}

export function ProjectPapers({ view, of, fresh, close }: { view: ProjectView; of: Proving; fresh(): Promise<unknown>; close(): void }) {
  const at = `/desk/funds/projects/${view.id}/papers`;
  return (
    <PapersDialog
      title={of.title}
      note={view.name}
      what="附件"
      files={papersTo(view, of)}
      mine={of.mine}
      today={view.today}
      href={id => `/api${at}/${id}`}
      // A file that is there already is told by its content.
      put={file => api.create(at, { sort: of.sort, ref: of.ref, file }, crypto.randomUUID())}
      withdraw={id => api.post(`${at}/${id}/withdrawal`, {})}
      fresh={fresh}
      close={close}
    />
  );
}
