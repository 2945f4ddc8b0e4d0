/** Who is there, and what the county already has: household, licences, for whom they may act, results that wait for them. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeliveryRow } from '#platform/cases';
import { readPhone } from '#platform/validators';
import { api, Problem, query } from '#ui/api';
import { faultOf, Mark } from '#ui/frame';
import { day } from '#ui/words';
import type { OpenedByCode, Visitor } from '../../window.ts';
import { basisNames, bornWords, lifeNames } from './window-words.ts';

interface Props {
  visitor: Visitor;
  /** What their Zhongyang code opened. */
  opened: OpenedByCode | null;
  today: string;
  /** May correct the phone number and hand over. */
  clerk: boolean;
  onPhone(phone: string): void;
  onLeave(): void;
}

export function WindowVisitor({ visitor, opened, today, clerk, onPhone, onLeave }: Props) {
  const { person, household, licences, principals } = visitor;
  const waiting = useQuery({
    queryKey: ['deliveries', 'of', person.id],
    queryFn: () => api.get<{ items: DeliveryRow[]; total: number }>(`/desk/deliveries${query({ person: person.id })}`),
    enabled: clerk,
  });
  const others = principals.filter(p => p.basis !== 'self');
  return (
    <section className="frame-panel" aria-labelledby="window-visitor">
      <div className="frame-panel-head">
        <h2 id="window-visitor" tabIndex={-1}>
          {person.name}
        </h2>
        <span className="frame-muted">{bornWords(person.birth, person.sex, today)}</span>
        {person.status === 'alive' ? person.local ? <Mark look="good">本县在册</Mark> : <Mark>外地</Mark> : <Mark look="bad">{lifeNames[person.status]}</Mark>}
        <Button onClick={onLeave}>办完了，换一个人</Button>
      </div>
      {person.status === 'dead' ? (
        <Alert type="error" showIcon role="alert" title="这个号码的户口已注销，不能以其名义办事。请核对身份证和来人是否一致。" />
      ) : null}
      <dl className="frame-facts">
        {opened ? (
          <>
            <dt>中阳码</dt>
            <dd>
              在“{opened.terminal}”出示，同意给看：{opened.items.join('、')}
              {opened.licences.length > 0 ? (
                <ul className="window-licences" aria-label="出示的证照">
                  {opened.licences.map(l => (
                    <li key={l.id}>
                      {l.typeName}
                      <span className="frame-muted">{l.number}</span>
                      <Mark look="good">可免提交</Mark>
                    </li>
                  ))}
                </ul>
              ) : null}
            </dd>
          </>
        ) : null}
        <dt>身份证</dt>
        <dd>{person.identity}</dd>
        <dt>手机</dt>
        <dd>
          <Phone person={person} may={clerk} onPhone={onPhone} />
        </dd>
        <dt>住址</dt>
        <dd>{person.address || '没有登记'}</dd>
        {household ? (
          <>
            <dt>同户</dt>
            <dd>
              {household.length > 0
                ? household.map(h => `${h.name}（${[h.relation, h.status === 'alive' ? '' : '已注销'].filter(Boolean).join('，')}）`).join('、')
                : '没有其他人'}
            </dd>
          </>
        ) : null}
        <dt>证照</dt>
        <dd>
          {opened ? (
            '只用对方这次打开的；要用别的，填申请时请对方再出示一次码，或刷身份证'
          ) : licences.length > 0 ? (
            <ul className="window-licences">
              {licences.map(l => (
                <li key={l.id}>
                  {l.typeName}
                  <span className="frame-muted">{l.validUntil ? `到${day(l.validUntil)}` : '长期'}</span>
                  {l.valid ? null : <Mark look="warn">已失效</Mark>}
                </li>
              ))}
            </ul>
          ) : clerk ? (
            '还没有电子证照'
          ) : (
            '由综合窗口查看'
          )}
        </dd>
        <dt>可以替谁办</dt>
        <dd>{others.length > 0 ? others.map(p => `${p.name}（${basisNames[p.basis]}）`).join('、') : '只有本人'}</dd>
      </dl>
      {waiting.data && waiting.data.total > 0 ? (
        <Alert
          type="info"
          showIcon
          title={`有 ${waiting.data.total} 份结果可以领取`}
          action={<Link href={`/desk/hand-over?person=${person.id}`}>去发放</Link>}
        />
      ) : null}
    </section>
  );
}

/** The number that messages go to, and a way to correct it on the spot. */
function Phone({ person, may, onPhone }: { person: Visitor['person']; may: boolean; onPhone(phone: string): void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const keep = useMutation({
    mutationFn: (phone: string) => api.post<{ phone: string }>(`/window/persons/${person.id}/phone`, { phone }),
    onSuccess: done => {
      onPhone(done.phone);
      setOpen(false);
      setText('');
    },
    onError: error => setFault(faultOf(error, 'phone') ?? (error instanceof Problem ? error.message : '没有保存，请再试一次')),
  });
  if (!open)
    return (
      <>
        {person.phone ?? '没有登记，收不到短信'}{' '}
        {may ? (
          <Button type="link" size="small" onClick={() => setOpen(true)}>
            {person.phone ? '换号码' : '登记手机号'}
          </Button>
        ) : null}
      </>
    );
  return (
    <form
      className="window-phone"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        const phone = readPhone(text);
        if (!phone) return setFault('请填写 11 位手机号码，以 1 开头');
        if (!keep.isPending) keep.mutate(phone);
      }}
    >
      <Form.Item
        {...(fault
          ? {
              validateStatus: 'error' as const,
              help: (
                <span id="window-phone-fault" role="alert">
                  {fault}
                </span>
              ),
            }
          : {})}
      >
        <Input
          value={text}
          autoFocus
          inputMode="tel"
          maxLength={30}
          aria-label="新的手机号"
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? 'window-phone-fault' : undefined}
          onChange={event => {
            setText(event.target.value);
            setFault(null);
          }}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={keep.isPending}>
        保存
      </Button>
      <Button onClick={() => setOpen(false)}>不改了</Button>
    </form>
  );
}
