/** An answer that others will need too becomes a draft of the knowledge base, without what is somebody's. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { TicketView } from '../../reads.ts';

export function Learn({ view: { duty, ticket } }: { view: TicketView }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="frame-panel" aria-labelledby="ticket-learn">
      <h2 id="ticket-learn">知识库</h2>
      <p className="frame-muted">别人也会问的，整理成一条，审核后就能用来回答。</p>
      <Button onClick={() => setOpen(true)}>写进知识库</Button>
      {open && duty.answer ? (
        <Proposal
          answer={duty.answer}
          question={duty.title}
          unit={duty.unit}
          origin={{ title: `12345 工单 ${duty.number}`, names: ticket.callerName ? [ticket.callerName] : [] }}
          close={() => setOpen(false)}
        />
      ) : null}
    </section>
  );
}

interface Props {
  question: string;
  answer: string;
  unit: string;
  origin: { title: string; names: string[] };
  close(): void;
}

function Proposal({ question, answer, unit, origin, close }: Props) {
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const create = useCreate();
  const [typed, setTyped] = useState({ question, answer });
  const propose = useMutation({
    mutationFn: () => create<{ id: string }>('/knowledge/proposals', { ...typed, unit, origin }),
    onSuccess: ({ id }) => {
      message.success('已存成草稿，改好后送审');
      navigate(`/desk/knowledge/${id}`);
    },
  });
  const [atQuestion, atAnswer] = [faultOf(propose.error, 'question'), faultOf(propose.error, 'answer')];
  const faulty = (fault: string | undefined) => (fault ? { validateStatus: 'error' as const, help: <span role="alert">{fault}</span> } : {});
  return (
    <Modal
      open
      title="写进知识库"
      okText="存成草稿"
      cancelText="取消"
      confirmLoading={propose.isPending}
      onOk={() => propose.mutate()}
      onCancel={close}
      width={640}
    >
      <p>去掉姓名、电话、门牌这些个人信息，写成谁都能用的问题和回答。</p>
      <Form layout="vertical" component="div">
        <Form.Item label="问题" htmlFor="learn-question" {...faulty(atQuestion)}>
          <Input id="learn-question" maxLength={80} value={typed.question} onChange={e => setTyped({ ...typed, question: e.target.value })} />
        </Form.Item>
        <Form.Item label="回答" htmlFor="learn-answer" {...faulty(atAnswer)}>
          <Input.TextArea id="learn-answer" maxLength={3000} rows={8} value={typed.answer} onChange={e => setTyped({ ...typed, answer: e.target.value })} />
        </Form.Item>
      </Form>
      {propose.error && !atQuestion && !atAnswer ? <Trouble error={propose.error} /> : null}
    </Modal>
  );
}
