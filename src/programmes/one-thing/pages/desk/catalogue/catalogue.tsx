/** The service owner's catalogue: everything in it, what the linter says, what waits to be published, what was published. */
import { Alert, Button } from 'antd';
import { Link, useSearchParams } from 'wouter';
import { Frame, Waits } from '#ui/frame';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { kindNames } from '../../../catalogue/words.ts';
import { useDraft } from './draft.ts';
import { EditsPanel } from './edits-panel.tsx';
import { EntryTable } from './entry-table.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import './catalogue.css';

const kinds = Object.keys(kindNames) as EntryKind[];

export default function CataloguePage() {
  const draft = useDraft();
  const [params] = useSearchParams();
  const tab = params.get('kind') ?? 'things';
  return (
    <Frame
      title="事项目录"
      note={draft.data ? `正在使用第 ${draft.data.version} 版` : undefined}
      actions={
        <>
          <Link href="/desk/catalogue/assumptions" asChild>
            <Button href="/desk/catalogue/assumptions">待确认内容</Button>
          </Link>
          <Link href="/desk/catalogue/publish" asChild>
            <Button type="primary" href="/desk/catalogue/publish">
              核对并发布{draft.data && draft.data.edits.length > 0 ? `（${draft.data.edits.length}）` : ''}
            </Button>
          </Link>
        </>
      }
    >
      <Waits of={draft} rows={14}>
        {data => {
          const errors = data.findings.filter(f => f.level === 'error').length;
          const count = (k: EntryKind) => (k === 'groups' ? data.catalogue.groups.reduce((n, g) => n + g.fields.length, 0) : data.catalogue[k].length);
          return (
            <>
              {errors > 0 ? <Alert type="error" showIcon title={`校验有 ${errors} 处错误，改好以前不能发布`} /> : null}
              <section className="frame-panel" aria-label="目录内容">
                <nav className="cat-tabs" aria-label="目录的各部分">
                  {[
                    ...kinds.map(k => ({ key: k as string, title: kindNames[k], count: count(k) })),
                    { key: 'findings', title: '校验', count: data.findings.length },
                    { key: 'edits', title: '未发布的修改', count: data.edits.length },
                    { key: 'versions', title: '版本', count: data.version },
                  ].map(t => (
                    <Link key={t.key} href={`/desk/catalogue?kind=${t.key}`} replace aria-current={t.key === tab ? 'page' : undefined}>
                      {t.title} <small>{t.count}</small>
                    </Link>
                  ))}
                </nav>
                {tab === 'findings' ? (
                  <FindingsPanel draft={data} />
                ) : tab === 'edits' ? (
                  <EditsPanel draft={data} />
                ) : tab === 'versions' ? (
                  <VersionsPanel draft={data} />
                ) : (
                  <EntryTable key={tab} kind={kinds.find(k => k === tab) ?? 'things'} draft={data} />
                )}
              </section>
            </>
          );
        }}
      </Waits>
    </Frame>
  );
}
