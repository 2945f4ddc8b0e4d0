/** What does not add up, with both figures; mended in its row or sum, or decided here. */
import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useCreate } from '#ui/api';
import { csvText, download, faultOf, Mark, Trouble } from '#ui/frame';
import { day } from '#ui/words';
import { findingWords } from '../../plan.ts';
import type { FindingView, PlanView } from '../../views.ts';

export function inWords({ kind, says, comes, fits, more }: FindingView): string {
  const words = findingWords[kind];
  if (kind === 'balance' || kind === 'source') return `${words}：调减 ${says}，给出 ${comes}`;
  if (kind === 'store') return words;
  if (kind === 'fields') return `${words}：${more}`;
  if (kind === 'unpaid') return `${words}：核减 ${says}，没有支付的只有 ${comes}`;
  if (kind === 'allotted') return `${words}：计划 ${says}，下达 ${comes}`;
  return `${words}：写的是 ${says}，算出来是 ${comes}${fits ? `；标准为 ${fits} 时相符` : ''}`;
}

export function FindingText({ finding, today }: { finding: FindingView; today: string }) {
  const { decided } = finding;
  return (
    <span>
      <span className="funds-wrong">{inWords(finding)}</span>
      {decided ? (
        <span className="funds-decided">
          处理：{decided.decision}；依据：{decided.basis}（{decided.by} {day(decided.on, today)}）
        </span>
      ) : null}
    </span>
  );
}

interface Props {
  view: PlanView;
  writes: boolean;
  refresh(): Promise<unknown>;
  today: string;
}

export function Findings({ view, writes, refresh, today }: Props) {
  const [deciding, decide] = useState<FindingView | null>(null);
  const { findings, plan } = view;
  const open = findings.filter(f => !f.decided).length;
  const save = () =>
    download(
      `${plan.title}-对不上的-${today}.csv`,
      csvText(
        ['项目或合计', '哪里对不上', '写的', '算出来的', '相符的标准', '处理', '依据', '处理人', '处理日期'],
        findings.map(f => [f.title, findingWords[f.kind], f.says, f.comes, f.fits, f.decided?.decision, f.decided?.basis, f.decided?.by, f.decided?.on]),
      ),
    );
  return (
    <section className="frame-panel" aria-labelledby="funds-findings">
      <div className="frame-panel-head">
        <h2 id="funds-findings">对不上的地方</h2>
        <Mark look={open > 0 ? 'bad' : 'good'}>
          {findings.length === 0 ? '没有' : open > 0 ? `${open} 处未处理，共 ${findings.length} 处` : '都已写明怎样处理'}
        </Mark>
        {findings.length > 0 ? (
          <Button className="no-print" icon={<DownloadOutlined />} onClick={save}>
            导出对不上的
          </Button>
        ) : null}
      </div>
      {findings.length > 0 ? <p className="frame-muted">改那一行或那个合计，写明原因；不改的，写明怎样处理和依据。都处理完才能送复核、审定。</p> : null}
      <ul className="funds-list" aria-label="对不上的地方">
        {findings.map(f => (
          <li key={`${f.id} ${f.kind}`}>
            <strong>{f.title}</strong>
            <FindingText finding={f} today={today} />
            {writes ? (
              <Button className="no-print" size="small" onClick={() => decide(f)}>
                {f.decided ? '改写处理' : '写明怎样处理'}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {deciding ? (
        <DecideDialog
          plan={plan.id}
          finding={deciding}
          done={() => {
            decide(null);
            void refresh();
          }}
          cancel={() => decide(null)}
        />
      ) : null}
    </section>
  );
}

function DecideDialog({ plan, finding, done, cancel }: { plan: string; finding: FindingView; done(): void; cancel(): void }) {
  const [decision, setDecision] = useState(finding.decided?.decision ?? '');
  const [basis, setBasis] = useState(finding.decided?.basis ?? '');
  const create = useCreate();
  const { id, kind, stated, computed } = finding;
  const sending = useMutation({
    mutationFn: () => create(`/desk/funds/plans/${plan}/decisions`, { finding: id, kind, stated, computed, decision, basis }),
    onSuccess: done,
  });
  const [wrongDecision, wrongBasis] = [faultOf(sending.error, 'decision'), faultOf(sending.error, 'basis')];
  return (
    <Modal
      open
      title={`怎样处理：${finding.title}`}
      okText="保存"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p>{inWords(finding)}</p>
      <Form layout="vertical">
        <Form.Item label="怎样处理" htmlFor="funds-decision" required validateStatus={wrongDecision ? 'error' : ''} help={wrongDecision}>
          <Input.TextArea id="funds-decision" rows={3} maxLength={300} value={decision} onChange={e => setDecision(e.target.value)} />
        </Form.Item>
        <Form.Item label="依据" htmlFor="funds-decision-basis" required validateStatus={wrongBasis ? 'error' : ''} help={wrongBasis}>
          <Input.TextArea id="funds-decision-basis" rows={2} maxLength={300} value={basis} onChange={e => setBasis(e.target.value)} />
        </Form.Item>
      </Form>
      <p className="frame-muted frame-small">只对这两个数有效：哪一个变了，就要重新处理。</p>
      {sending.isError && !wrongDecision && !wrongBasis ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
