/** A masked number, shown in full for a reason: the reason and who asked are kept, and the page forgets it after a minute. */
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/index.ts';
import { NotElevated, useElevation } from './elevation.tsx';
import './reveal.css';

const shownFor = 60_000;

interface Props {
  label: string;
  masked: string;
  /** Reasons that are given often. */
  usual?: readonly string[];
  /** Fetches the number, null where it was erased; whoever may not see it whole has no way. */
  open: ((reason: string) => Promise<string | null>) | null;
  /** A telephone that one can call. */
  tel?: boolean;
}

export function Reveal({ label, masked, usual = [], open, tel }: Props) {
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string | null>(null);
  const [form] = Form.useForm<{ reason: string }>();
  const button = useRef<HTMLButtonElement>(null);
  const { elevated, dialog } = useElevation();
  const reveal = useMutation({
    mutationFn: ({ reason }: { reason: string }) => elevated(() => open!(reason)),
    onSuccess: number => {
      setFull(number ?? '已删除');
      setAsking(false);
      setTimeout(() => button.current?.focus());
    },
  });
  useEffect(() => {
    if (full === null) return;
    const timer = setTimeout(() => setFull(null), shownFor);
    return () => clearTimeout(timer);
  }, [full]);
  const problem = reveal.error instanceof Problem ? reveal.error : null;
  const gone = reveal.error instanceof NotElevated;
  return (
    <span className="frame-secret">
      <span aria-live="polite">{full && tel ? <a href={`tel:${full}`}>{full}</a> : (full ?? masked)}</span>
      <Button
        hidden={open === null}
        className="no-print"
        ref={button}
        type="text"
        size="small"
        icon={full ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        aria-label={full ? `遮住${label}` : `查看完整的${label}`}
        title={full ? '遮住' : '查看完整号码'}
        onClick={() => (full ? setFull(null) : setAsking(true))}
      />
      <Modal
        open={asking}
        title={`查看完整的${label}`}
        okText="查看"
        cancelText="不看了"
        width={420}
        destroyOnHidden
        confirmLoading={reveal.isPending}
        onOk={() => form.submit()}
        onCancel={() => setAsking(false)}
      >
        <p>写明原因。谁在什么时候为什么看过，会记入审计。</p>
        {problem && !gone ? (
          <Alert type="error" showIcon role="alert" title={problem.message} description={problem.faults[0]?.message ?? (problem.detail || undefined)} />
        ) : null}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !reveal.isPending && reveal.mutate(v)}>
          <p className="frame-secret-usual">
            {usual.map(u => (
              <Button
                key={u}
                size="small"
                onClick={() => {
                  form.setFieldsValue({ reason: u });
                  form.submit();
                }}
              >
                {u}
              </Button>
            ))}
          </p>
          <Form.Item
            name="reason"
            label="原因"
            rules={[
              { required: true, whitespace: true, message: '请写明查看的原因' },
              { min: 4, message: '原因至少 4 个字' },
            ]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
      {dialog}
    </span>
  );
}
