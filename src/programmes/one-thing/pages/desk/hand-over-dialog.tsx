/** Handing over the results of one case: who collects them, or the number of the parcel. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { DeliveryRow } from '#platform/cases';
import { looksLikeCode } from '#platform/code/pure';
import { identityFaults, isPersonName, maskIdentity, plain, readIdentityNumber } from '#platform/validators';
import { api, Problem, wordsOf } from '#ui/api';
import { Waits } from '#ui/frame';
import { useCodeReading, useWindowTerminal } from '#ui/scan';
import type { CaseView } from '../../case-view.ts';
import type { Visitor } from '../../window.ts';

/** What was handed over, for the slip. */
export interface Handed {
  rows: DeliveryRow[];
  way: 'window' | 'post';
  note: string;
  agent: string | null;
}

interface Props {
  rows: DeliveryRow[] | null;
  today: string;
  onClose(): void;
  onHanded(handed: Handed): void;
  /** Something moved, be it all or a part. */
  onChanged(): void;
}

/** Whose Zhongyang code was scanned, in the place of the card. */
interface AgentByCode {
  scan: string;
  name: string;
  identity: string | null;
}

interface Typed {
  way: 'window' | 'post';
  who: string;
  agentName: string;
  agentIdentity: string;
  parcel: string;
  remark: string;
}

const anotherOne = '*';
const no = (message: string) => Promise.reject(new Error(message));
const yes = Promise.resolve();

/** What did not go, of several results: the rest is handed over, and the dialog stays with what is left. */
class Part extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('；'));
    this.problems = problems;
  }
}

/** Each handing over begins anew: nobody collects because somebody else did before. */
export const HandOverDialog = ({ rows, ...props }: Props) =>
  rows && rows.length > 0 ? <Giving key={rows.map(r => r.taskId).join()} rows={rows} {...props} /> : null;

function Giving({ rows, today, onClose, onHanded, onChanged }: Props & { rows: DeliveryRow[] }) {
  const [form] = Form.useForm<Typed>();
  const first = rows[0]!;
  const at = useWindowTerminal();
  const readCode = useCodeReading('代领结果');
  const [shown, setShown] = useState<AgentByCode | null>(null);
  const read = useMutation({
    mutationFn: async ({ code, terminal }: { code: string; terminal: string }): Promise<AgentByCode> => {
      const scan = await readCode(code, terminal);
      const { visitor } = await api.get<{ visitor: Visitor }>(`/window/code-scans/${scan}`);
      return { scan, name: visitor.person.name, identity: visitor.person.identity };
    },
    onSuccess: setShown,
    onError: error => form.setFields([{ name: 'agentIdentity', errors: [wordsOf(error, '没有扫成，请再试一次')] }]),
  });
  /** A scanner ends with Enter: a code is read then; a card must not hand over before somebody has looked. */
  const scanned = (text: string) => {
    if (!looksLikeCode(text) || read.isPending) return;
    if (!at.terminal) return form.setFields([{ name: 'agentIdentity', errors: ['扫中阳码以前，先在“发放结果”页上选这台电脑是哪个窗口'] }]);
    read.mutate({ code: text.trim(), terminal: at.terminal.id });
  };
  const way = Form.useWatch('way', form) ?? first.delivery;
  const give = useMutation({
    mutationFn: async (typed: Typed): Promise<Handed> => {
      const post = typed.way === 'post';
      const another = !post && typed.who === anotherOne;
      const note = post ? plain(typed.parcel) : another ? (shown?.name ?? typed.agentName.trim()) : typed.who;
      const body = {
        way: typed.way,
        note,
        ...(another ? (shown ? { agentScan: shown.scan } : { agent: typed.agentIdentity }) : {}),
        ...(typed.remark?.trim() ? { remark: typed.remark.trim() } : {}),
      };
      const done: DeliveryRow[] = [];
      const problems: string[] = [];
      // One after another: they belong to one case, which each of them locks.
      for (const row of rows) {
        try {
          await api.post(`/desk/tasks/${row.taskId}/delivery`, { version: row.version, ...body });
          done.push(row);
        } catch (error) {
          if (error instanceof Problem && error.faults.length > 0 && done.length === 0) throw error;
          problems.push(`“${row.title}”：${error instanceof Problem ? [error.message, error.detail].filter(Boolean).join('，') : '没有成功'}`);
        }
      }
      if (problems.length > 0) throw new Part(done.length > 0 ? [`已发放 ${done.length} 份`, ...problems] : problems);
      return { rows: done, way: typed.way, note, agent: another ? (shown ? shown.identity : maskIdentity(plain(typed.agentIdentity))) : null };
    },
    onSuccess: onHanded,
    onSettled: onChanged,
    onError: error => {
      if (!(error instanceof Problem)) return;
      const fault = error.faults.find(f => f.path === 'agent');
      if (fault) form.setFields([{ name: 'agentIdentity', errors: [fault.message] }]);
    },
  });
  const view = useQuery({
    queryKey: ['case', first.caseId],
    queryFn: () => api.get<CaseView>(`/cases/${first.caseId}`),
    enabled: first.delivery === 'post',
  });
  const people = [...new Set([first.applicantName, ...(first.principalKind === 'person' ? [first.principalName] : [])])];
  return (
    <Modal
      open
      title={`发放 ${rows.length} 份：${first.principalName} · ${first.caseTitle}`}
      okText={`${way === 'post' ? '确认寄出' : '确认发放'} ${rows.length} 份`}
      onOk={() => form.submit()}
      confirmLoading={give.isPending}
      onCancel={onClose}
      mask={{ closable: false }}
      width={560}
    >
      {give.isError && !(give.error instanceof Problem && give.error.faults.some(f => f.path === 'agent')) ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={give.error instanceof Problem ? give.error.message : '有的没有发出去，请看清楚再试'}
          description={
            give.error instanceof Part ? (
              <ul>
                {give.error.problems.map(p => (
                  <li key={p}>{p}</li>
                ))}
              </ul>
            ) : (
              (give.error as Problem).detail || undefined
            )
          }
        />
      ) : null}
      <ul className="hand-over-chosen">
        {rows.map(r => (
          <li key={r.taskId}>
            {r.title}
            {r.outcome === 'refused' ? '（不予通过决定书）' : ''}
          </li>
        ))}
      </ul>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ way: first.delivery, who: first.applicantName, agentName: '', agentIdentity: '', parcel: '', remark: '' }}
        onFinish={typed => !give.isPending && give.mutate(typed)}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item name="way" label="怎样发放">
          <Radio.Group
            options={[
              { value: 'window', label: '窗口领取' },
              { value: 'post', label: '邮寄' },
            ]}
          />
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.way !== b.way || a.who !== b.who}>
          {() =>
            form.getFieldValue('way') === 'post' ? (
              <>
                {first.delivery === 'post' ? (
                  <Waits of={view} rows={1}>
                    {({ postTo }) => (
                      <p className="hand-over-address">{postTo ? `寄到：${postTo.receiver} ${postTo.phone} ${postTo.address}` : '申请人没有填邮寄地址'}</p>
                    )}
                  </Waits>
                ) : (
                  <Alert type="warning" showIcon title="申请人选的是到窗口领取，改为邮寄请先和本人说好，并问清地址。" />
                )}
                <Form.Item
                  name="parcel"
                  label="邮寄单号"
                  rules={[
                    {
                      validator: (_, v: string) =>
                        /^[0-9A-Z]{8,30}$/.test(plain(v ?? '')) ? yes : no(plain(v ?? '') ? '单号是 8 到 30 位数字和字母，请核对' : '请扫或填写邮寄单号'),
                    },
                  ]}
                >
                  <Input maxLength={60} />
                </Form.Item>
              </>
            ) : (
              <>
                <Form.Item name="who" label="谁来领，请核对身份证">
                  <Radio.Group className="hand-over-who" options={[...people.map(p => ({ value: p, label: p })), { value: anotherOne, label: '别人代领' }]} />
                </Form.Item>
                {form.getFieldValue('who') !== anotherOne ? null : shown ? (
                  <p className="hand-over-shown" role="status">
                    已扫中阳码：{shown.name}（{shown.identity}）
                    <Button type="link" onClick={() => setShown(null)}>
                      换一个人
                    </Button>
                  </p>
                ) : (
                  <>
                    <Form.Item
                      name="agentIdentity"
                      label="代领人的公民身份号码，或中阳码"
                      extra="可以刷身份证、扫中阳码；号码只留头尾几位"
                      rules={[
                        {
                          validator: (_, v: string) => {
                            if (!plain(v ?? '')) return no('请刷代领人的身份证、扫中阳码，或填写号码');
                            if (looksLikeCode(v)) return no('请按回车读取中阳码');
                            const reading = readIdentityNumber(v, today);
                            return reading.valid ? yes : no(identityFaults[reading.reason]);
                          },
                        },
                      ]}
                    >
                      <Input
                        maxLength={400}
                        onPressEnter={event => {
                          event.preventDefault();
                          scanned(event.currentTarget.value);
                        }}
                      />
                    </Form.Item>
                    <Form.Item
                      name="agentName"
                      label="代领人姓名"
                      rules={[{ validator: (_, v: string) => (isPersonName(v ?? '') ? yes : no('请填写代领人的姓名，至少两个字')) }]}
                    >
                      <Input maxLength={50} />
                    </Form.Item>
                  </>
                )}
              </>
            )
          }
        </Form.Item>
        <Form.Item name="remark" label="备注（选填）">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
