/** Before and at publishing: what changes, what it does, what stands in the way, and why it is done. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, useCreate } from '#ui/api';
import { Frame, faultOf, NotElevated, Trouble, useElevation, Waits } from '#ui/frame';
import type { Change, Simulation } from '../../../catalogue/diff.ts';
import type { Finding } from '../../../catalogue/finding.ts';
import { Changes, SimulationTable } from './changes.tsx';
import { type Draft, useDraft, useDraftChanged } from './draft.ts';
import { EditsPanel } from './edits-panel.tsx';
import { FindingList } from './findings.tsx';
import { factMessage } from './place.ts';
import './catalogue.css';

interface Preview {
  changes: Change[];
  simulation: Simulation[];
  findings: Finding[];
}

export default function PublishPage() {
  const draft = useDraft();
  const preview = useQuery({ queryKey: ['catalogue', 'preview'], queryFn: ({ signal }) => api.get<Preview>('/catalogue/preview', signal) });
  const [published, setPublished] = useState<number | null>(null);
  return (
    <Frame
      title="核对并发布"
      back={{ to: '/desk/catalogue', title: '事项目录' }}
      note={draft.data ? `正在使用第 ${draft.data.version} 版，发布后成为第 ${draft.data.version + 1} 版` : undefined}
    >
      {published ? (
        <Alert
          type="success"
          showIcon
          role="status"
          title={`第 ${published} 版已发布`}
          description="从现在起，新的申请按这一版办；正在办的件仍按它收件时的版本。"
          action={<Link href="/desk/catalogue?kind=versions">看版本</Link>}
        />
      ) : null}
      <Waits of={draft} rows={6}>
        {data => <Waits of={preview}>{found => <Review draft={data} preview={found} onPublished={setPublished} />}</Waits>}
      </Waits>
    </Frame>
  );
}

function Review({ draft, preview, onPublished }: { draft: Draft; preview: Preview; onPublished(version: number): void }) {
  const errors = preview.findings.filter(f => f.level === 'error');
  const warnings = preview.findings.filter(f => f.level === 'warning');
  return (
    <>
      {errors.length > 0 ? (
        <section className="frame-panel" aria-label="不能发布的错误">
          <Alert type="error" showIcon title={`校验有 ${errors.length} 处错误，改好以前不能发布`} />
          <FindingList findings={errors.map(factMessage)} catalogue={draft.catalogue} links />
        </section>
      ) : null}
      <section className="frame-panel" aria-label="改了什么">
        <h2>改了什么（{preview.changes.length}）</h2>
        <Changes changes={preview.changes} catalogue={draft.catalogue} />
      </section>
      {draft.edits.length > 0 ? (
        <section className="frame-panel" aria-label="谁改的">
          <h2>谁改的</h2>
          <EditsPanel draft={draft} />
        </section>
      ) : null}
      {preview.changes.length > 0 ? (
        <section className="frame-panel" aria-label="四减模拟">
          <h2>四减模拟</h2>
          {errors.length > 0 ? <p className="frame-muted">错误改好以后才能模拟</p> : <SimulationTable rows={preview.simulation} />}
        </section>
      ) : null}
      {warnings.length > 0 ? (
        <section className="frame-panel" aria-label="提醒">
          <h2>提醒（不妨碍发布）</h2>
          <FindingList findings={warnings.map(factMessage)} catalogue={draft.catalogue} links />
        </section>
      ) : null}
      <PublishForm version={draft.version} blocked={errors.length > 0} nothing={preview.changes.length === 0} onPublished={onPublished} />
    </>
  );
}

function PublishForm({ version, blocked, nothing, onPublished }: { version: number; blocked: boolean; nothing: boolean; onPublished(version: number): void }) {
  const changed = useDraftChanged();
  const { dialog, elevated } = useElevation();
  const [form] = Form.useForm<{ note: string }>();
  const create = useCreate();
  const publish = useMutation({
    mutationFn: ({ note }: { note: string }) => elevated(() => create<{ version: number }>('/catalogue/versions', { version, note })),
    onSuccess: async done => {
      form.resetFields();
      await changed();
      onPublished(done.version);
      window.scrollTo({ top: 0 });
    },
  });
  const fault = faultOf(publish.error, 'note');
  return (
    <section className="frame-panel" aria-label="发布">
      <h2>发布</h2>
      {publish.error && !(publish.error instanceof NotElevated) && !fault ? <Trouble error={publish.error} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !publish.isPending && publish.mutate(v)}>
        <Form.Item
          name="note"
          label="这次改了什么、为什么"
          rules={[{ required: true, min: 2, whitespace: true, message: '请写明这次改了什么' }]}
          {...(fault ? { validateStatus: 'error' as const, help: fault } : {})}
        >
          <Input.TextArea rows={2} maxLength={500} showCount disabled={blocked || nothing} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={publish.isPending} disabled={blocked || nothing}>
          发布第 {version + 1} 版
        </Button>{' '}
        {nothing ? <span className="frame-muted">没有需要发布的修改</span> : blocked ? <span className="frame-muted">先改好上面的错误</span> : null}
      </Form>
      {dialog}
    </section>
  );
}
