/** What may be done to a licence; each in a dialog that says what follows from it. What cannot be done says why. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DeskLicence } from '#platform/licences';
import { api, Problem, useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

type Move = 'suspend' | 'resume' | 'revoke' | 'cancel' | 'correct';
const ends = (move: Move) => move === 'revoke' || move === 'cancel';

const follows: Record<Move, string> = {
  suspend: '电子证照马上不能使用，已发的纸质证照变为待收回；持证人会收到通知。',
  resume: '电子证照马上恢复使用，持证人会收到通知。',
  revoke: '先由部门负责人确认，确认以前证照照常有效。',
  cancel: '持证人终止、死亡或申请不再使用时办；先由部门负责人确认，确认以前证照照常有效。',
  correct: '发一张新的，旧的标为“已换新证”；只填要改的项。',
};
const basisLike: Partial<Record<Move, string>> = { revoke: '食品安全法 第一百二十四条', cancel: '行政许可法 第七十条' };
const buttons: Record<Move, string> = { suspend: '暂停', resume: '恢复', revoke: '提出吊销', cancel: '提出注销', correct: '更正换发' };

export function LicenceMoves({ one }: { one: DeskLicence }) {
  const [open, setOpen] = useState<Move | null>(null);
  return (
    <>
      {(Object.keys(buttons) as Move[]).map(move => {
        const fault = one.can.find(c => c.move === move)?.fault ?? (ends(move) && one.row.waiting ? '已经有一个在等确认' : null);
        // Of pausing and going on only one can be; the other is not worth a dead button.
        if (fault && (move === 'resume' || (move === 'suspend' && one.row.standing === 'suspended'))) return null;
        return (
          <Tooltip key={move} title={fault}>
            <Button danger={ends(move)} disabled={fault !== null} onClick={() => setOpen(move)}>
              {buttons[move]}
            </Button>
          </Tooltip>
        );
      })}
      {open ? <MoveDialog key={open} move={open} one={one} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

interface Values {
  reason: string;
  basis?: string;
  bearerName?: string;
  validUntil?: string;
  attributes?: Record<string, string | undefined>;
}

function MoveDialog({ move, one, onClose }: { move: Move; one: DeskLicence; onClose(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [form] = Form.useForm<Values>();
  const create = useCreate();
  const { id, version } = one.row;
  const send = useMutation({
    mutationFn: async (v: Values): Promise<{ id: string } | undefined> => {
      const body = { version, reason: v.reason };
      if (move === 'suspend') return api.post(`/desk/licences/${id}/suspension`, body);
      if (move === 'resume') return api.del(`/desk/licences/${id}/suspension`, body);
      if (ends(move)) return api.post(`/desk/licences/${id}/revocation`, { ...body, kind: move, basis: v.basis ?? '' });
      const attributes = Object.fromEntries(Object.entries(v.attributes ?? {}).filter(([, value]) => value));
      return create(`/desk/licences/${id}/correction`, {
        ...body,
        attributes,
        ...(v.bearerName ? { bearerName: v.bearerName } : {}),
        ...(v.validUntil ? { validUntil: v.validUntil } : {}),
      });
    },
    onSuccess: async made => {
      message.success(ends(move) ? '已提出，等部门负责人确认' : '已办好，持证人会收到通知');
      await client.invalidateQueries({ queryKey: ['desk-licences'] });
      onClose();
      if (made) navigate(`/desk/licences/${made.id}`);
    },
    onError: error => {
      // Somebody was faster: the page behind shows what they did, what was typed stays.
      if (error instanceof Problem && error.status === 409) void client.invalidateQueries({ queryKey: ['desk-licences', 'one', id] });
    },
  });
  const { error } = send;
  const item = (path: string) => {
    const fault = faultOf(error, path);
    return fault ? { validateStatus: 'error' as const, help: fault } : {};
  };
  const beside = error instanceof Problem && error.faults.length > 0;
  const openUses = one.uses.filter(u => u.open).length;
  return (
    <Modal
      open
      title={`${buttons[move]}：${one.row.typeName}`}
      okText={buttons[move]}
      okButtonProps={{ danger: ends(move) }}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>
        {one.row.bearerName}，{one.row.number}。{follows[move]}
      </p>
      {move !== 'resume' && openUses > 0 ? <p className="licence-warn">有 {openUses} 个在办的件用着这张证照。</p> : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !send.isPending && send.mutate(v)}>
        {move === 'correct' ? (
          <>
            <Form.Item name="bearerName" label={one.face.bearerLabel} {...item('bearerName')}>
              <Input placeholder={one.face.bearerName} maxLength={100} />
            </Form.Item>
            {one.face.lines.map(l => (
              <Form.Item key={l.id} name={['attributes', l.id]} label={l.label} {...item(`attributes.${l.id}`)}>
                <Input placeholder={l.value} maxLength={200} />
              </Form.Item>
            ))}
            <Form.Item name="validUntil" label="有效期至" {...item('validUntil')}>
              <Input placeholder={one.face.validUntil ?? '长期'} maxLength={10} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, whitespace: true, message: '请写清楚理由，至少 4 个字' }]} {...item('reason')}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        {ends(move) ? (
          <Form.Item
            name="basis"
            label="法律依据"
            rules={[{ required: true, min: 4, whitespace: true, message: `请写明法律依据，如“${basisLike[move]}”` }]}
            {...item('basis')}
          >
            <Input maxLength={200} />
          </Form.Item>
        ) : null}
      </Form>
      {error && !beside ? <Trouble error={error} /> : null}
    </Modal>
  );
}
